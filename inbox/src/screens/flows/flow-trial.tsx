import type { FlowPlan } from '@everthread/shared/models/flow';
import type { FlowLanguage } from '@everthread/shared/models/flow-condition';
import { useSignal } from '@preact/signals';
import { useId, useMemo } from 'preact/hooks';
import { type FlowsWords, useFlowsWords } from '../../locales/en-flows.ts';
import { FlowPreview, fitsVisitor, type PreviewLine } from '../../models/flow-preview.ts';
import { Button } from '../../ui/button.tsx';
import { FakeVisitor, factsOf, foundBy, SOMEBODY } from './fake-visitor.tsx';

/** The flow as a visitor meets it who is not there, as it is being edited. */
export function FlowTrial({ plan, language }: { plan: FlowPlan; language: FlowLanguage }) {
  const w = useFlowsWords();
  const id = useId();
  const visiting = useSignal(SOMEBODY);
  const facts = useMemo(() => factsOf(visiting.value, w.preview.question), [visiting.value, w]);
  const preview = useMemo(
    () => new FlowPreview(plan, language, facts, foundBy(visiting.value)),
    [plan, language, facts],
  );
  const lines = preview.lines.value;
  const newest = lines.at(-1);
  const isOver = preview.state.value.name === 'ended';
  const choices = newest?.by === 'bot' ? (newest.asks?.choices ?? []) : [];

  function answer(element: HTMLInputElement): void {
    const text = element.value.trim();
    if (text) preview.say(text);
    element.value = '';
  }

  return (
    <section aria-labelledby={id} class="rounded-medium bg-raised p-4">
      <h3 id={id} class="font-semibold">
        {w.preview.title}
      </h3>
      <p class="text-small text-soft">{w.preview.hint}</p>
      <FakeVisitor
        plan={plan}
        visiting={visiting.value}
        onChange={(next) => {
          visiting.value = next;
        }}
      />
      {!fitsVisitor(plan, { ...facts, language }) && <p class="mt-2 text-small text-danger">{w.preview.fitsNot}</p>}
      <div role="log" aria-label={w.preview.log} lang={language}>
        <ol class="my-3 flex flex-col gap-2">
          {lines.map((line, index) => (
            <Line key={index} line={line} />
          ))}
        </ol>
      </div>
      {choices.length > 0 && (
        <ul class="mb-3 flex flex-wrap gap-2">
          {choices.map((choice) => (
            <li key={choice}>
              <Button size="small" onClick={() => preview.say(choice)}>
                {choice}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div class="flex flex-wrap items-center gap-2">
        {isOver ? (
          <p role="status" class="text-soft">
            {w.preview.ended}
          </p>
        ) : (
          <>
            <input
              dir="auto"
              autocomplete="off"
              aria-label={w.preview.answer}
              placeholder={w.preview.answer}
              maxLength={1000}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || event.isComposing) return;
                event.preventDefault(); // the form around it is the flow's
                answer(event.currentTarget);
              }}
              class="h-9 min-w-0 flex-1 basis-40 rounded-medium border border-strong-line bg-surface px-3"
            />
            <Button onClick={preview.callPerson}>{w.preview.person}</Button>
          </>
        )}
        <Button look="quiet" onClick={preview.restart}>
          {w.preview.again}
        </Button>
      </div>
    </section>
  );
}

function Line({ line }: { line: PreviewLine }) {
  const w = useFlowsWords();
  if (line.by === 'told') return <li class="text-small text-faint">{toldWords(w, line)}</li>;
  if (line.by === 'launcher') {
    return (
      <li>
        <p class="text-small text-faint">{w.preview.launcher}</p>
        <p
          dir="auto"
          class="max-w-[36ch] rounded-large border border-strong-line px-3 py-2 whitespace-pre-wrap [overflow-wrap:anywhere]"
        >
          {line.text}
        </p>
      </li>
    );
  }
  const isVisitors = line.by === 'visitor';
  return (
    <li class={isVisitors ? 'self-end' : 'self-start'}>
      <span class="sr-only">{isVisitors ? w.preview.visitor : w.preview.bot}: </span>
      <p
        dir="auto"
        class={`max-w-[36ch] rounded-large px-3 py-2 whitespace-pre-wrap [overflow-wrap:anywhere] ${isVisitors ? 'bg-accent text-on-accent' : 'border border-line bg-surface'}`}
      >
        {line.text}
      </p>
    </li>
  );
}

function toldWords({ preview }: FlowsWords, { doing }: Extract<PreviewLine, { by: 'told' }>): string {
  switch (doing.do) {
    case 'keep':
      return preview.keep(doing.name, doing.value);
    case 'look-up':
      return preview.lookUp(URL.canParse(doing.url) ? new URL(doing.url).host : doing.url);
    case 'route':
      return preview.route;
    case 'tag':
      return preview.tag;
    case 'promise':
      return preview.promise(doing.text);
    case 'search':
      return preview.search;
    case 'hand-over':
      return doing.text ? `${doing.text} (${preview.handOver})` : preview.handOver;
    default:
      return doing satisfies never;
  }
}
