import type { FlowLanguage, FlowStep } from '@everthread/shared/models/flow';
import { useFlowsWords } from '../../locales/en-flows.ts';
import { type AddedKind, addStep, changeStep, moveStep, newStep } from '../../models/edit-steps.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Select } from '../../ui/select.tsx';
import { StepFields } from './step-fields.tsx';

const ADDED: readonly AddedKind[] = ['say', 'ask', 'choose', 'look-up', 'search', 'person'];

type StepListProps = {
  steps: readonly FlowStep[];
  all: readonly FlowStep[];
  /** The choice that these follow, by its id and its words; null: none. */
  within: { id: string; words: string } | null;
  place: string; // of the step around them, such as "2.1."
  language: FlowLanguage;
  inbox: InboxModel;
  onChange: (all: FlowStep[]) => void;
};

/** Steps in their order, numbered, each to be moved, changed and taken out by key as well. */
export function StepList(props: StepListProps) {
  const { steps, all, within, place, language, inbox, onChange } = props;
  const w = useFlowsWords();
  return (
    <>
      <ol class="flex flex-col gap-3">
        {steps.map((step, index) => {
          const number = `${place}${index + 1}`;
          const what = `${w.place(number)}, ${w.kinds[step.kind]}`;
          return (
            <li key={step.id} aria-label={what} class="rounded-medium border border-line bg-ground p-3">
              <div class="mb-2 flex items-center gap-1">
                <p class="min-w-0 flex-1 font-medium">
                  <span class="me-2 text-faint tabular-nums">{number}</span>
                  {w.kinds[step.kind]}
                </p>
                <Button
                  look="quiet"
                  size="icon"
                  disabled={index === 0}
                  aria-label={w.up(what)}
                  onClick={() => onChange(moveStep(all, step.id, -1))}
                >
                  <Icon name="down" class="rotate-180" />
                </Button>
                <Button
                  look="quiet"
                  size="icon"
                  disabled={index === steps.length - 1}
                  aria-label={w.down(what)}
                  onClick={() => onChange(moveStep(all, step.id, 1))}
                >
                  <Icon name="down" />
                </Button>
                <Button
                  look="quiet"
                  size="icon"
                  aria-label={w.removeStep(what)}
                  onClick={() => onChange(changeStep(all, step.id, () => null))}
                >
                  <Icon name="bin" />
                </Button>
              </div>
              <StepFields
                step={step}
                number={number}
                language={language}
                inbox={inbox}
                drawAfter={(choice, words, around) => (
                  <StepList {...props} steps={choice.steps} within={{ id: choice.id, words }} place={around} />
                )}
                onStep={(next) => onChange(changeStep(all, step.id, () => next))}
              />
            </li>
          );
        })}
      </ol>
      <Select
        size="small"
        aria-label={within ? w.addAfter(within.words) : w.add}
        value=""
        onChange={({ currentTarget }) => {
          const kind = currentTarget.value as AddedKind;
          currentTarget.value = '';
          onChange(addStep(all, within?.id ?? null, newStep(all, kind, language, w.fresh)));
        }}
        style={{ marginTop: steps.length > 0 ? '0.75rem' : 0, maxWidth: '100%' }}
      >
        <option value="" disabled>
          {within ? w.addAfter(within.words) : w.add}
        </option>
        {ADDED.map((kind) => (
          <option key={kind} value={kind}>
            {w.kinds[kind]}
          </option>
        ))}
      </Select>
    </>
  );
}
