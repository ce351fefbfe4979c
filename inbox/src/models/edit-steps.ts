import { allIds, allSteps, withBranches } from '@everthread/shared/client/flow-steps';
import type { ChooseStep, FlowStep, FlowWords } from '@everthread/shared/models/flow';
import type { FlowLanguage } from '@everthread/shared/models/flow-condition';
import type { TagId, TeamId } from '@everthread/shared/models/ids';

type Steps = readonly FlowStep[];
export type AddedKind = FlowStep['kind'];

/** A branch of a step: what follows one of its choices, or its conditions. */
export type Branch = { stepId: string; branch: number };

/** The steps with one of them, wherever it stands, made into what `change` says: none where it says null. */
export function changeStep(steps: Steps, id: string, change: (step: FlowStep) => FlowStep | null): FlowStep[] {
  return steps.flatMap((step) =>
    step.id === id ? (change(step) ?? []) : [withBranches(step, (inner) => changeStep(inner, id, change))],
  );
}

/** The steps with one of them moved by one place among those beside it. At an end it stays. */
export function moveStep(steps: Steps, id: string, by: -1 | 1): FlowStep[] {
  const from = steps.findIndex((step) => step.id === id);
  const moved = steps[from];
  if (moved === undefined) return steps.map((step) => withBranches(step, (inner) => moveStep(inner, id, by)));
  const to = from + by;
  if (to < 0 || to >= steps.length) return [...steps];
  return steps.filter((step) => step.id !== id).toSpliced(to, 0, moved);
}

/** The words in one more language, or in other words; without any, no longer in that language. */
export function withWords(words: FlowWords, language: FlowLanguage, text: string): FlowWords {
  const { [language]: _before, ...others } = words;
  return text.trim() === '' ? others : { ...others, [language]: text };
}

/** A new step at the end: of all, or of a branch. */
export function addStep(steps: Steps, within: Branch | null, added: FlowStep): FlowStep[] {
  if (within === null) return [...steps, added];
  return steps.map((step) =>
    withBranches(step, (inner, branch) =>
      step.id === within.stepId && branch === within.branch ? [...inner, added] : addStep(inner, within, added),
    ),
  );
}

/** One choice more. */
export function addChoice(steps: Steps, step: ChooseStep, language: FlowLanguage, words: string): ChooseStep {
  const choice = { id: freeName(steps, 'choice', '-'), words: { [language]: words }, steps: [] };
  return { ...step, choices: [...step.choices, choice] };
}

/**
 * The steps with what one of them asks or lets choose kept under another name, wherever it is named; none: it is not kept.
 * What another step keeps under the old name stays named so.
 */
export function keepUnder(steps: Steps, id: string, name: string): FlowStep[] {
  const before = allSteps(steps).find((step) => step.id === id);
  const from = before && 'name' in before ? before.name : undefined;
  const renamed = changeStep(steps, id, (step) => {
    if (step.kind === 'ask') return { ...step, name: name || step.name };
    if (step.kind !== 'choose') return step;
    const { name: _before, ...rest } = step;
    return name ? { ...rest, name } : rest;
  });
  return from && name && !namesOf(renamed).includes(from) ? renamed.map((step) => naming(step, from, name)) : renamed;
}

/** A step, and those within it, that name an answer otherwise. */
function naming(step: FlowStep, from: string, to: string): FlowStep {
  const swap = (name: string) => (name === from ? to : name);
  const inner = withBranches(step, (steps) => steps.map((each) => naming(each, from, to)));
  if (inner.kind === 'look-up') return { ...inner, sends: [...new Set(inner.sends.map(swap))] };
  if (inner.kind === 'if') {
    const conditions = inner.conditions.map((each) =>
      each.kind === 'known' ? { ...each, name: swap(each.name) } : each,
    );
    return { ...inner, conditions };
  }
  if (!('words' in inner) || !inner.words) return inner;
  const words = Object.entries(inner.words).map(([language, text]) => [
    language,
    text.replaceAll(`{${from}}`, `{${to}}`),
  ]);
  return { ...inner, words: Object.fromEntries(words) };
}

/** What is typed as a name, made into one; nothing where there is none in it. */
export const nameFrom = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[\d_]+/, '')
    .slice(0, 40)
    .replace(/_+$/, '');

/** What a new step says at first, or to whom or what it leads. */
export type FreshStep = Record<'say' | 'ask' | 'choose' | 'one' | 'other' | 'promise', string> & {
  teamId?: TeamId | undefined;
  tagId?: TagId | undefined;
};

/** A step as it begins, with ids and a name that no other has; none where it would lead to a team or tag and there is none. */
export function newStep(steps: Steps, kind: AddedKind, language: FlowLanguage, fresh: FreshStep): FlowStep | null {
  const free = (stem: string, joint: string) => freeName(steps, stem, joint);
  const id = free('step', '-');
  switch (kind) {
    case 'say':
      return { kind, id, words: { [language]: fresh.say } };
    case 'ask':
      return { kind, id, words: { [language]: fresh.ask }, name: free('answer', '_'), wants: 'text' };
    case 'choose':
      return {
        kind,
        id,
        words: { [language]: fresh.choose },
        choices: [
          { id: free('choice', '-a'), words: { [language]: fresh.one }, steps: [] },
          { id: free('choice', '-b'), words: { [language]: fresh.other }, steps: [] },
        ],
      };
    case 'if':
      return { kind, id, conditions: [{ kind: 'outside-hours' }], steps: [], otherwise: [] };
    case 'promise':
      return { kind, id, words: { [language]: fresh.promise } };
    case 'route':
      return fresh.teamId ? { kind, id, teamId: fresh.teamId } : null;
    case 'tag':
      return fresh.tagId ? { kind, id, tagId: fresh.tagId } : null;
    case 'look-up':
      return { kind, id, url: 'https://', sends: [], uses: ['status'] };
    case 'search':
    case 'person':
      return { kind, id };
    default:
      return kind satisfies never;
  }
}

/** A name that nothing in the flow has yet. */
function freeName(steps: Steps, stem: string, joint: string): string {
  const taken = new Set([...allIds(steps), ...namesOf(steps)]);
  for (let number = 1; ; number += 1) {
    const name = `${stem}${joint}${number}`;
    if (!taken.has(name)) return name;
  }
}

/** Under which answers and looked-up fields are known: what words and conditions may name. */
export const namesOf = (steps: Steps): string[] => [
  ...new Set(
    allSteps(steps).flatMap((step) => {
      if (step.kind === 'look-up') return step.uses;
      return (step.kind === 'ask' || step.kind === 'choose') && step.name ? [step.name] : [];
    }),
  ),
];
