import { allSteps } from '@everthread/shared/client/flow-steps';
import type { FlowLanguage, FlowStep, FlowWords } from '@everthread/shared/models/flow';

type Steps = readonly FlowStep[];
export type AddedKind = 'say' | 'ask' | 'choose' | 'look-up' | 'search' | 'person';

/** The steps with one of them, wherever it stands, made into what `change` says: none where it says null. */
export function changeStep(steps: Steps, id: string, change: (step: FlowStep) => FlowStep | null): FlowStep[] {
  return steps.flatMap((step) => {
    if (step.id === id) return change(step) ?? [];
    if (step.kind !== 'choose') return [step];
    const choices = step.choices.map((choice) => ({ ...choice, steps: changeStep(choice.steps, id, change) }));
    return [{ ...step, choices }];
  });
}

/** The steps with one of them moved by one place among those beside it. At an end it stays. */
export function moveStep(steps: Steps, id: string, by: -1 | 1): FlowStep[] {
  const from = steps.findIndex((step) => step.id === id);
  const moved = steps[from];
  if (moved === undefined) {
    return steps.map((step) =>
      step.kind === 'choose'
        ? { ...step, choices: step.choices.map((choice) => ({ ...choice, steps: moveStep(choice.steps, id, by) })) }
        : step,
    );
  }
  const to = from + by;
  if (to < 0 || to >= steps.length) return [...steps];
  return steps.filter((step) => step.id !== id).toSpliced(to, 0, moved);
}

/** The words in one more language, or in other words; without any, no longer in that language. */
export function withWords(words: FlowWords, language: FlowLanguage, text: string): FlowWords {
  const { [language]: _before, ...others } = words;
  return text.trim() === '' ? others : { ...others, [language]: text };
}

/** A new step at the end: of all, or of what follows the choice of this id. */
export function addStep(steps: Steps, choiceId: string | null, added: FlowStep): FlowStep[] {
  if (choiceId === null) return [...steps, added];
  return steps.map((step) => {
    if (step.kind !== 'choose') return step;
    const choices = step.choices.map((choice) => ({
      ...choice,
      steps: choice.id === choiceId ? [...choice.steps, added] : addStep(choice.steps, choiceId, added),
    }));
    return { ...step, choices };
  });
}

/** A step as it begins, with ids and a name that no other has. `words`: what it says at first. */
export function newStep(
  steps: Steps,
  kind: AddedKind,
  language: FlowLanguage,
  words: Record<'say' | 'ask' | 'choose' | 'one' | 'other', string>,
): FlowStep {
  const taken = new Set(
    allSteps(steps).flatMap((step) => [
      step.id,
      ...(step.kind === 'choose' ? step.choices.map(({ id }) => id) : []),
      ...('name' in step && step.name ? [step.name] : []),
    ]),
  );
  const free = (stem: string, joint: string) => {
    for (let number = 1; ; number += 1) {
      const id = `${stem}${joint}${number}`;
      if (!taken.has(id)) return id;
    }
  };
  const id = free('step', '-');
  switch (kind) {
    case 'say':
      return { kind, id, words: { [language]: words.say } };
    case 'ask':
      return { kind, id, words: { [language]: words.ask }, name: free('answer', '_'), wants: 'text' };
    case 'choose':
      return {
        kind,
        id,
        words: { [language]: words.choose },
        choices: [
          { id: free('choice', '-a'), words: { [language]: words.one }, steps: [] },
          { id: free('choice', '-b'), words: { [language]: words.other }, steps: [] },
        ],
      };
    case 'look-up':
      return { kind, id, url: 'https://', sends: [], uses: ['status'] };
    case 'search':
    case 'person':
      return { kind, id };
    default:
      return kind satisfies never;
  }
}
