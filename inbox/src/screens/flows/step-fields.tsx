import type { FlowStep, FlowWords, Wanted } from '@everthread/shared/models/flow';
import type { FlowLanguage } from '@everthread/shared/models/flow-condition';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { useFlowsWords } from '../../locales/en-flows.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import { Select } from '../../ui/select.tsx';
import { ChooseFields } from './choose-fields.tsx';
import { listOf } from './condition-fields.tsx';
import { ConditionList } from './condition-list.tsx';
import { LineField } from './line-field.tsx';
import { NameField } from './name-field.tsx';
import { SentAnswers } from './sent-answers.tsx';
import { WordsField } from './words-field.tsx';

const WANTED: readonly Wanted[] = ['text', 'mail', 'order-number'];

export type StepFieldsProps = {
  step: FlowStep;
  all: readonly FlowStep[];
  names: readonly string[];
  number: string;
  language: FlowLanguage;
  inbox: InboxModel;
  onStep: (step: FlowStep) => void;
  /** Its answer is kept under another name, all over the flow. */
  onKeepUnder: (name: string) => void;
  /** The steps of a branch, under what it is called. */
  drawBranch: (branch: number, name: string) => ComponentChildren;
};

/** What of one step can be changed. */
export function StepFields(props: StepFieldsProps) {
  const { step, names, number, language, inbox, onStep, onKeepUnder, drawBranch } = props;
  const w = useFlowsWords();
  const id = useId();
  const words = (label: string, now: FlowWords | undefined, maxLength: number, put: (words: FlowWords) => void) => (
    <WordsField
      label={label}
      words={now}
      language={language}
      isLong
      maxLength={maxLength}
      isOptional={step.kind === 'person'}
      onChange={put}
    />
  );
  const spoken = w.words(w.place(number));
  const workspace = inbox.roster.workspace.value;
  switch (step.kind) {
    case 'say':
      return words(spoken, step.words, 1000, (next) => onStep({ ...step, words: next }));
    case 'person':
      return words(spoken, step.words, 1000, (next) =>
        onStep({ ...step, words: Object.keys(next).length > 0 ? next : undefined }),
      );
    case 'ask':
      return (
        <div class="flex flex-col gap-2">
          {words(spoken, step.words, 1000, (next) => onStep({ ...step, words: next }))}
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
            <NameField place={w.place(number)} name={step.name} onChange={onKeepUnder} />
          </div>
        </div>
      );
    case 'choose':
      return <ChooseFields {...props} step={step} />;
    case 'if':
      return (
        <div class="flex flex-col gap-3">
          <ConditionList
            label={w.when(w.place(number))}
            conditions={step.conditions}
            language={language}
            names={names}
            onChange={(conditions) => conditions.length > 0 && onStep({ ...step, conditions })}
          />
          {([w.so, w.otherwise] as const).map((name, branch) => (
            <section
              key={name}
              aria-label={`${w.place(number)}, ${name}`}
              class="border-s-2 border-strong-line ps-2 two:ps-3"
            >
              <p class="mb-2 font-medium">{name}</p>
              {drawBranch(branch, name)}
            </section>
          ))}
        </div>
      );
    case 'promise':
      return words(spoken, step.words, 200, (next) => onStep({ ...step, words: next }));
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
          <SentAnswers
            names={names.filter((name) => !step.uses.includes(name))}
            sends={step.sends}
            onChange={(sends) => onStep({ ...step, sends })}
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
        <Chosen
          label={w.words(`${w.place(number)}, ${w.kinds.route}`)}
          chosen={step.teamId}
          offered={workspace?.teams ?? []}
          gone={w.gone}
          onChoose={(teamId) => onStep({ ...step, teamId })}
        />
      );
    case 'tag':
      return (
        <Chosen
          label={w.words(`${w.place(number)}, ${w.kinds.tag}`)}
          chosen={step.tagId}
          offered={workspace?.tags ?? []}
          gone={w.gone}
          onChoose={(tagId) => onStep({ ...step, tagId })}
        />
      );
    case 'search':
      return null;
    default:
      return step satisfies never;
  }
}

type ChosenProps<Id extends string> = {
  label: string;
  chosen: Id;
  offered: readonly { id: Id; name: string }[];
  gone: string;
  onChoose: (id: Id) => void;
};

/** A team or a tag. One that is no more is said to be gone, and stays until another is chosen. */
function Chosen<Id extends string>({ label, chosen, offered, gone, onChoose }: ChosenProps<Id>) {
  return (
    <Select
      aria-label={label}
      size="small"
      value={chosen}
      onChange={({ currentTarget }) => onChoose(currentTarget.value as Id)}
      style={{ maxWidth: '100%' }}
    >
      {!offered.some(({ id }) => id === chosen) && <option value={chosen}>{gone}</option>}
      {offered.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Select>
  );
}
