import type { FlowStep, FlowWords } from '../models/flow.ts';
import type { FlowCondition, FlowLanguage } from '../models/flow-condition.ts';

/** The languages in which a flow can speak. The first of them that has words stands in for those without. */
export const FLOW_LANGUAGES = ['en', 'zh', 'es', 'ar'] as const;

/** So many can be chosen among. */
export const MOST_CHOICES = 8;

/** How deep choices and conditions may lie within each other. */
export const DEEPEST = 3;

/** On what it may hang that words are shown on a page: nothing that one would have to know of the visitor. */
export const ON_PAGES: readonly FlowCondition['kind'][] = ['page', 'language', 'within-hours', 'outside-hours'];

/** Where a step stands: its number, then for each step around it the branch's number and the step's in that. */
export type StepPath = readonly number[];

/** The branches of a step: what follows each of its choices; or what follows where its conditions hold, and otherwise. */
export function branchesOf(step: FlowStep): readonly FlowStep[][] {
  if (step.kind === 'choose') return step.choices.map(({ steps }) => steps);
  return step.kind === 'if' ? [step.steps, step.otherwise] : [];
}

/** The step with other branches, in the same order. */
export function withBranches(step: FlowStep, change: (steps: FlowStep[], branch: number) => FlowStep[]): FlowStep {
  if (step.kind === 'choose') {
    return { ...step, choices: step.choices.map((choice, at) => ({ ...choice, steps: change(choice.steps, at) })) };
  }
  return step.kind === 'if' ? { ...step, steps: change(step.steps, 0), otherwise: change(step.otherwise, 1) } : step;
}

/** All steps, those within a step behind it. */
export function allSteps(steps: readonly FlowStep[]): FlowStep[] {
  return steps.flatMap((step) => [step, ...branchesOf(step).flatMap(allSteps)]);
}

/** What is to be told apart in a flow: all its steps and their choices. */
export const allIds = (steps: readonly FlowStep[]): string[] =>
  allSteps(steps).flatMap((step) => [step.id, ...(step.kind === 'choose' ? step.choices.map(({ id }) => id) : [])]);

/** The step at this place; undefined behind the last. */
export function stepAt(steps: readonly FlowStep[], path: StepPath): FlowStep | undefined {
  const [place = 0, branch, ...rest] = path;
  const step = steps[place];
  if (branch === undefined || !step) return step;
  return stepAt(branchesOf(step)[branch] ?? [], rest);
}

/** The first step of a branch, or, where that has none, the one behind it. */
export function intoBranch(steps: readonly FlowStep[], path: StepPath, branch: number): StepPath | null {
  const within = [...path, branch, 0];
  return stepAt(steps, within) ? within : nextPath(steps, path);
}

/** The place of the step that follows: behind the last of a branch, the one after the step around it. Null at the end. */
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
