import type { Export } from '@everthread/shared/models/export';
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { createOpenExport } from '../../api/open-export.ts';
import { errorWords } from '../../error-words.ts';
import { fileSize } from '../../file-size.ts';
import { useLocale } from '../../locale.ts';
import { ExportModel } from '../../models/export-model.ts';
import { Button } from '../../ui/button.tsx';
import { Erasures } from './erasures.tsx';
import type { SectionProps } from './sections.ts';
import { OnlyManagers, SettingCard } from './setting.tsx';
import { Unloaded } from './when-loaded.tsx';
import { useWords } from './words.ts';

export function ExportSection({ inbox }: SectionProps) {
  const w = useWords();
  const workspaceId = inbox.workspaceId.value;
  const model = useMemo(() => new ExportModel(createOpenExport(fetch.bind(window), workspaceId)), [workspaceId]);
  useEffect(() => model.cancel, [model]);
  const [wanted, want] = useState<Export>({ what: 'messages', format: 'csv' });
  const isRunning = model.state.value.name === 'running';
  if (!inbox.roster.workspace.value) return <Unloaded roster={inbox.roster} />;
  const mayStart = inbox.roster.isManager.value && !isRunning;

  return (
    <>
      <SettingCard at="export" title={w.export.title} hint={w.export.lead}>
        <form
          class="flex flex-col gap-5"
          onSubmit={(event) => {
            event.preventDefault();
            void model.start(wanted);
          }}
        >
          <Choices legend={w.export.what}>
            {(['messages', 'topics'] as const).map((what) => (
              <Choice
                key={what}
                group="what"
                isChosen={wanted.what === what}
                onChoose={() => want({ ...wanted, what })}
              >
                <span class="font-medium">{w.export[what]}</span>
                <span class="block text-soft">{w.export[`${what}Hint`]}</span>
              </Choice>
            ))}
          </Choices>
          <Choices legend={w.export.format}>
            {(['csv', 'json'] as const).map((format) => (
              <Choice
                key={format}
                group="format"
                isChosen={wanted.format === format}
                onChoose={() => want({ ...wanted, format })}
              >
                <span class="font-medium">{format.toUpperCase()}</span>
              </Choice>
            ))}
          </Choices>
          <div class="flex min-h-9 flex-wrap items-center gap-3">
            <Button type="submit" look="primary" disabled={!mayStart}>
              {w.export.start}
            </Button>
            {isRunning && <Button onClick={model.cancel}>{w.export.cancel}</Button>}
            <Outcome model={model} />
          </div>
        </form>
        {!inbox.roster.isManager.value && <OnlyManagers />}
      </SettingCard>
      {inbox.roster.isManager.value && <Erasures inbox={inbox} />}
    </>
  );
}

function Choices({ legend, children }: { legend: string; children: ComponentChildren }) {
  return (
    <fieldset class="flex flex-col gap-2">
      <legend class="mb-2 text-soft">{legend}</legend>
      {children}
    </fieldset>
  );
}

type ChoiceProps = { group: string; isChosen: boolean; onChoose: () => void; children: ComponentChildren };

function Choice({ group, isChosen, onChoose, children }: ChoiceProps) {
  return (
    <label class="flex items-start gap-3">
      <input
        type="radio"
        name={group}
        checked={isChosen}
        onChange={onChoose}
        class="mt-0.5 size-4 shrink-0 accent-accent"
      />
      <span>{children}</span>
    </label>
  );
}

/** How far it is, and the file once it is whole. */
function Outcome({ model }: { model: ExportModel }) {
  const w = useWords();
  const { language, strings: t } = useLocale();
  const state = model.state.value;
  const address = useMemo(() => (state.name === 'done' ? URL.createObjectURL(state.file) : ''), [state]);
  useEffect(() => () => URL.revokeObjectURL(address), [address]);
  const number = (rows: number) => rows.toLocaleString(language);

  switch (state.name) {
    case 'idle':
      return null;
    case 'running':
      return (
        <>
          <progress
            aria-label={w.export.title}
            max={state.of || 1}
            value={state.of ? state.rows : 0}
            class="h-1.5 w-40 accent-accent"
          />
          <span class="text-soft tabular-nums">
            {state.of ? w.export.progress(number(state.rows), number(state.of)) : w.export.begun}
          </span>
        </>
      );
    case 'done':
      return (
        <>
          <a href={address} download={state.fileName} class="font-medium text-accent hover:underline">
            {w.export.save}
          </a>
          <span role="status" class="text-soft tabular-nums">
            {w.export.done(number(state.rows))} · {fileSize(state.file.size, language)}
          </span>
        </>
      );
    case 'failed':
      return (
        <span role="alert" class="text-danger">
          {w.export.failed} {errorWords(state.error, t)}
        </span>
      );
    default:
      return state satisfies never;
  }
}
