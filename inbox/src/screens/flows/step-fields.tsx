import { wordsIn } from '@everthread/shared/client/flow-steps';
import type { FlowChoice, FlowLanguage, FlowStep, FlowWords, Wanted } from '@everthread/shared/models/flow';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { useFlowsWords } from '../../locales/en-flows.ts';
import { withWords } from '../../models/edit-steps.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import { Select } from '../../ui/select.tsx';
import { listOf } from './flow-begins.tsx';
import { LineField } from './line-field.tsx';

const WANTED: readonly Wanted[] = ['text', 'mail', 'order-number'];

type StepFieldsProps = {
  step: FlowStep;
  number: string;
  language: FlowLanguage;
  inbox: InboxModel;
  onStep: (step: FlowStep) => void;
  /** The steps that follow a choice. */
  drawAfter: (choice: FlowChoice, words: string, place: string) => ComponentChildren;
};

/** What of one step can be changed. */
export function StepFields(props: StepFieldsProps) {
  const { step, number, language, inbox, onStep, drawAfter } = props;
  const w = useFlowsWords();
  const id = useId();
  const words = (label: string, now: FlowWords | undefined, isLong: boolean, put: (words: FlowWords) => void) => (
    <LineField
      key={`${label} ${language}`}
      label={label}
      value={now?.[language] ?? ''}
      isLong={isLong}
      lang={language}
      dir={language === 'ar' ? 'rtl' : 'ltr'}
      maxLength={isLong ? 1000 : 80}
      {...(now && now[language] === undefined && { hint: w.missing(w.languages[language]) })}
      onChange={(text) => {
        const next = withWords(now ?? {}, language, text);
        if (Object.keys(next).length > 0) put(next);
      }}
    />
  );
  const spoken = w.words(w.place(number));
  switch (step.kind) {
    case 'say':
      return words(spoken, step.words, true, (next) => onStep({ ...step, words: next }));
    case 'person':
      return words(spoken, step.words, true, (next) => onStep({ ...step, words: next }));
    case 'ask':
      return (
        <div class="flex flex-col gap-2">
          {words(spoken, step.words, true, (next) => onStep({ ...step, words: next }))}
          <div class="flex flex-wrap items-center gap-2">
            <label for={id} class="text-small text-soft">
              {w.wants}
            </label>
            <Select
              id={id}
              size="small"
              value={step.wants}
              onChange={({ currentTarget }) => onStep({ ...step, wants: currentTarget.value as Wanted })}
            >
              {WANTED.map((wants) => (
                <option key={wants} value={wants}>
                  {w.wanted[wants]}
                </option>
              ))}
            </Select>
            <span class="text-small text-faint">{w.keptAs(step.name)}</span>
          </div>
        </div>
      );
    case 'choose':
      return (
        <div class="flex flex-col gap-3">
          {words(spoken, step.words, true, (next) => onStep({ ...step, words: next }))}
          {step.choices.map((choice, index) => {
            const put = (next: FlowWords) =>
              onStep({ ...step, choices: step.choices.with(index, { ...choice, words: next }) });
            const shown = wordsIn(choice.words, language);
            return (
              <section key={choice.id} aria-label={w.after(shown)} class="border-s-2 border-strong-line ps-3">
                {words(w.choice(index + 1), choice.words, false, put)}
                <div class="mt-2">{drawAfter(choice, shown, `${number}.${index + 1}.`)}</div>
              </section>
            );
          })}
        </div>
      );
    case 'look-up':
      return (
        <div class="flex flex-col gap-2">
          <LineField
            label={w.url}
            value={step.url}
            dir="ltr"
            maxLength={2000}
            onChange={(url) => onStep({ ...step, url })}
          />
          <LineField
            label={w.sends}
            hint={w.names}
            dir="ltr"
            value={step.sends.join(', ')}
            onChange={(text) => onStep({ ...step, sends: listOf(text) })}
          />
          <LineField
            label={w.uses}
            hint={w.names}
            dir="ltr"
            value={step.uses.join(', ')}
            onChange={(text) => onStep({ ...step, uses: listOf(text) })}
          />
        </div>
      );
    case 'route':
      return (
        <p class="text-soft">{inbox.roster.workspace.value?.teams.find((team) => team.id === step.teamId)?.name}</p>
      );
    case 'tag':
      return <p class="text-soft">{inbox.roster.workspace.value?.tags.find((tag) => tag.id === step.tagId)?.name}</p>;
    case 'search':
      return null;
    default:
      return step satisfies never;
  }
}
