import { MOST_CHOICES, wordsIn } from '@everthread/shared/client/flow-steps';
import type { ChooseStep } from '@everthread/shared/models/flow';
import { useFlowsWords } from '../../locales/en-flows.ts';
import { addChoice } from '../../models/edit-steps.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { NameField } from './name-field.tsx';
import type { StepFieldsProps } from './step-fields.tsx';
import { WordsField } from './words-field.tsx';

type ChooseFieldsProps = Omit<StepFieldsProps, 'step'> & { step: ChooseStep };

/** What can be chosen, and behind each choice the steps to which it leads. */
export function ChooseFields({ step, all, number, language, onStep, onKeepUnder, drawBranch }: ChooseFieldsProps) {
  const w = useFlowsWords();
  return (
    <div class="flex flex-col gap-3">
      <WordsField
        label={w.words(w.place(number))}
        words={step.words}
        language={language}
        isLong
        maxLength={1000}
        onChange={(words) => onStep({ ...step, words })}
      />
      <div class="flex flex-wrap items-center gap-2">
        <NameField place={w.place(number)} name={step.name} isOptional onChange={onKeepUnder} />
      </div>
      {step.choices.map((choice, index) => {
        const shown = wordsIn(choice.words, language);
        return (
          <section key={choice.id} aria-label={w.after(shown)} class="border-s-2 border-strong-line ps-2 two:ps-3">
            <div class="flex items-end gap-2">
              <div class="min-w-0 flex-1">
                <WordsField
                  label={w.choice(index + 1)}
                  words={choice.words}
                  language={language}
                  maxLength={80}
                  onChange={(words) => onStep({ ...step, choices: step.choices.with(index, { ...choice, words }) })}
                />
              </div>
              {step.choices.length > 2 && (
                <Button
                  look="quiet"
                  size="icon"
                  aria-label={w.removeChoice(shown)}
                  onClick={() => onStep({ ...step, choices: step.choices.toSpliced(index, 1) })}
                >
                  <Icon name="bin" />
                </Button>
              )}
            </div>
            <div class="mt-2">{drawBranch(index, shown)}</div>
          </section>
        );
      })}
      {step.choices.length < MOST_CHOICES && (
        <div>
          <Button size="small" onClick={() => onStep(addChoice(all, step, language, w.fresh.other))}>
            <Icon name="plus" /> {w.addChoice(w.place(number))}
          </Button>
        </div>
      )}
    </div>
  );
}
