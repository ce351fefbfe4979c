import { branchesOf, DEEPEST } from '@everthread/shared/client/flow-steps';
import type { FlowStep } from '@everthread/shared/models/flow';
import type { FlowLanguage } from '@everthread/shared/models/flow-condition';
import { useFlowsWords } from '../../locales/en-flows.ts';
import { type Branch, changeStep, moveStep, namesOf } from '../../models/edit-steps.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { AddStep } from './add-step.tsx';
import { StepFields } from './step-fields.tsx';

type StepListProps = {
  steps: readonly FlowStep[];
  all: readonly FlowStep[];
  /** The branch that these are in, and what it is called; null: none. */
  within: (Branch & { name: string }) | null;
  place: string; // of the step around them, such as "2.1."
  language: FlowLanguage;
  inbox: InboxModel;
  onChange: (all: FlowStep[]) => void;
  /** Says to who does not see it what has happened. */
  onSay: (words: string) => void;
};

const WAYS = { up: -1, down: 1 } as const;
type Way = keyof typeof WAYS;

/** Steps in their order, numbered, each to be moved, changed and taken out by key as well. */
export function StepList(props: StepListProps) {
  const { steps, all, within, place, language, inbox, onChange, onSay } = props;
  const w = useFlowsWords();

  function move(step: FlowStep, index: number, way: Way, list: Element | null): void {
    const to = index + WAYS[way];
    if (to < 0 || to >= steps.length) return;
    onChange(moveStep(all, step.id, WAYS[way]));
    onSay(w.moved(w.kinds[step.kind], to + 1, steps.length));
    // What is moved in the page loses the focus, and so does a button that is switched off at an end: once it is drawn,
    // and before the next key.
    queueMicrotask(() => {
      const buttons = [
        ...(list?.querySelectorAll<HTMLButtonElement>(`:scope > [data-step="${step.id}"] [data-way]`) ?? []),
      ];
      const own = buttons.filter((button) => button.closest('[data-step]')?.getAttribute('data-step') === step.id);
      (
        own.find((button) => button.dataset.way === way && !button.disabled) ?? own.find(({ disabled }) => !disabled)
      )?.focus();
    });
  }

  return (
    <>
      <ol class="flex flex-col gap-3">
        {steps.map((step, index) => {
          const number = `${place}${index + 1}`;
          const what = `${w.place(number)}, ${w.kinds[step.kind]}`;
          const mover = (way: Way) => (
            <Button
              look="quiet"
              size="icon"
              disabled={way === 'up' ? index === 0 : index === steps.length - 1}
              aria-label={w[way](what)}
              data-way={way}
              onClick={({ currentTarget }) => move(step, index, way, currentTarget.closest('ol'))}
            >
              <Icon name="down" {...(way === 'up' && { class: 'rotate-180' })} />
            </Button>
          );
          return (
            <li
              key={step.id}
              data-step={step.id}
              aria-label={what}
              class="rounded-medium border border-line bg-ground p-2 sm:p-3"
            >
              <div class="mb-2 flex items-center gap-1">
                <p class="min-w-0 flex-1 font-medium">
                  <span class="me-2 text-faint tabular-nums">{number}</span>
                  {w.kinds[step.kind]}
                </p>
                {mover('up')}
                {mover('down')}
                <Button
                  look="quiet"
                  size="icon"
                  aria-label={w.removeStep(what)}
                  onClick={() => {
                    onChange(changeStep(all, step.id, () => null));
                    onSay(w.removed(what));
                  }}
                >
                  <Icon name="bin" />
                </Button>
              </div>
              <StepFields
                step={step}
                all={all}
                names={namesOf(all)}
                number={number}
                language={language}
                inbox={inbox}
                drawBranch={(branch, name) => (
                  <StepList
                    {...props}
                    steps={branchesOf(step)[branch] ?? []}
                    within={{ stepId: step.id, branch, name }}
                    place={`${number}.${branch + 1}.`}
                  />
                )}
                onStep={(next) => onChange(changeStep(all, step.id, () => next))}
              />
            </li>
          );
        })}
      </ol>
      <AddStep
        all={all}
        within={within}
        isFirst={steps.length === 0}
        isDeepest={place.split('.').length > 2 * DEEPEST}
        language={language}
        inbox={inbox}
        onChange={onChange}
      />
    </>
  );
}
