import { branchesOf, DEEPEST } from '@everthread/shared/client/flow-steps';
import type { FlowStep } from '@everthread/shared/models/flow';
import type { FlowLanguage } from '@everthread/shared/models/flow-condition';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { useFlowsWords } from '../../locales/en-flows.ts';
import { type Branch, changeStep, keepUnder, moveStep, namesOf } from '../../models/edit-steps.ts';
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

  // What is moved in the page loses the focus. It has it again before the next key.
  const keepFocus = useRef<(() => void) | undefined>(undefined);
  useLayoutEffect(() => {
    keepFocus.current?.();
    keepFocus.current = undefined;
  });

  /** By a button or by its key: what had the focus keeps it, or the other button where that one is switched off at an end. */
  function move(step: FlowStep, index: number, way: Way, from: Element): void {
    const to = index + WAYS[way];
    if (to < 0 || to >= steps.length) return;
    const item = from.closest(`[data-step="${step.id}"]`);
    const focused = document.activeElement;
    keepFocus.current = () => {
      const buttons = [...(item?.querySelectorAll<HTMLButtonElement>('[data-way]') ?? [])].slice(0, 2);
      const isOff = focused instanceof HTMLButtonElement && focused.disabled;
      const kept = isOff ? buttons.find(({ disabled }) => !disabled) : focused;
      if (kept instanceof HTMLElement) kept.focus();
    };
    onChange(moveStep(all, step.id, WAYS[way]));
    onSay(w.moved(w.kinds[step.kind], to + 1, steps.length));
  }

  function onKeyDown(event: KeyboardEvent, step: FlowStep, index: number): void {
    const { target, key, altKey, ctrlKey, metaKey, shiftKey } = event;
    // On a list to choose from it opens that list.
    if (!(target instanceof Element) || target.localName === 'select') return;
    if (!altKey || ctrlKey || metaKey || shiftKey || (key !== 'ArrowUp' && key !== 'ArrowDown')) return;
    event.preventDefault();
    event.stopPropagation(); // else the step around it moves as well
    move(step, index, key === 'ArrowUp' ? 'up' : 'down', target);
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
              aria-keyshortcuts={`Alt+Arrow${way === 'up' ? 'Up' : 'Down'}`}
              data-way={way}
              onClick={({ currentTarget }) => move(step, index, way, currentTarget)}
            >
              <Icon name="down" {...(way === 'up' && { class: 'rotate-180' })} />
            </Button>
          );
          return (
            <li
              key={step.id}
              data-step={step.id}
              aria-label={what}
              onKeyDown={(event) => onKeyDown(event, step, index)}
              class="rounded-medium border border-line bg-ground p-2 two:p-3"
            >
              <div class="mb-2 flex flex-wrap items-center gap-x-2">
                <p class="flex min-w-0 flex-auto gap-2 font-medium">
                  <span class="text-faint tabular-nums">{number}</span>
                  <span class="min-w-0">{w.kinds[step.kind]}</span>
                </p>
                <div class="ms-auto flex gap-1">
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
                onKeepUnder={(name) => onChange(keepUnder(all, step.id, name))}
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
