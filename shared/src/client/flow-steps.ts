import type { FlowLanguage, FlowStep, FlowWords } from '../models/flow.ts';

/** The languages in which a flow can speak. The first of them that has words stands in for those without. */
export const FLOW_LANGUAGES = ['en', 'zh', 'es', 'ar'] as const;

/** Where a step stands: its number, then for each choice around it the choice's number and the step's in that. */
export type StepPath = readonly number[];

/** All steps, those within choices behind their choice. */
export function allSteps(steps: readonly FlowStep[]): FlowStep[] {
  return steps.flatMap((step) => [
    step,
    ...(step.kind === 'choose' ? step.choices.flatMap((choice) => allSteps(choice.steps)) : []),
  ]);
}

/** The step at this place; undefined behind the last. */
export function stepAt(steps: readonly FlowStep[], path: StepPath): FlowStep | undefined {
  const [place = 0, choice, ...rest] = path;
  const step = steps[place];
  if (choice === undefined) return step;
  return step?.kind === 'choose' ? stepAt(step.choices[choice]?.steps ?? [], rest) : undefined;
}

/** The place of the step that follows: behind the last of a choice's steps, the one after the choice. Null at the end. */
export function nextPath(steps: readonly FlowStep[], path: StepPath): StepPath | null {
  for (let at = [...path]; at.length > 0; at = at.slice(0, -2)) {
    const next = [...at.slice(0, -1), (at.at(-1) ?? 0) + 1];
    if (stepAt(steps, next)) return next;
  }
  return null;
}

/** The language of a flow that is spoken to somebody whose messenger speaks this one. */
export function flowLanguageOf(language: string | null | undefined): FlowLanguage {
  const [spoken = ''] = (language ?? '').toLowerCase().split('-');
  return FLOW_LANGUAGES.find((each) => each === spoken) ?? 'en';
}

/** The words in this language, or else in the first that there are any in. */
export function wordsIn(words: FlowWords, language: FlowLanguage): string {
  const spoken = words[language] ?? FLOW_LANGUAGES.map((each) => words[each]).find((each) => each !== undefined);
  return spoken ?? '';
}
