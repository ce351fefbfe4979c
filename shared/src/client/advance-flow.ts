import type { FlowAsked, FlowPlan, FlowStep } from '../models/flow.ts';
import type { FlowCondition, FlowLanguage } from '../models/flow-condition.ts';
import { isChoice, readAnswer, readChoice } from './flow-answers.ts';
import { type FlowFacts, holds, namedBy } from './flow-facts.ts';
import { FLOW_SENTENCES } from './flow-sentences.ts';
import { allSteps, intoBranch, nextPath, type StepPath, stepAt, wordsIn } from './flow-steps.ts';

/** So often the same is asked; then a person is brought. */
export const MOST_TRIES = 3;
/** So long an answer is waited for; then the flow ends, and what was written waits for a person like anything else. */
export const PATIENCE_MS = 24 * 60 * 60_000;

/** What was asked and looked up so far, by name; and what stands under the promise. */
type Known = {
  answers: Readonly<Record<string, string>>;
  fields: Readonly<Record<string, string>>;
  promise?: string;
};

/** How a flow ended. `done`: behind its last step. `silent`: nobody answered. `dropped`: a person took over. */
export type FlowEnd = 'done' | 'person' | 'search' | 'silent' | 'dropped';

/** Where a run stands. While it waits, for a visitor's answer or a look-up's, a person can be had. */
export type FlowState =
  | { name: 'new' }
  | ({ name: 'asking'; at: StepPath; tries: number; untilMs: number } & Known)
  | ({ name: 'looking-up'; at: StepPath; untilMs: number } & Known)
  | ({ name: 'ended'; how: FlowEnd } & Known);

/** What happens to it. `fields`: what a look-up found, or null where it failed. */
export type FlowInput =
  | { kind: 'begun' }
  | { kind: 'said'; text: string }
  | { kind: 'looked-up'; fields: Readonly<Record<string, string>> | null }
  | { kind: 'person' }
  | { kind: 'time' };

/** What is then to be done, in this order. */
export type FlowDoing =
  | { do: 'say'; text: string; asks?: FlowAsked }
  | { do: 'keep'; name: string; value: string } // for the team to see
  | { do: 'look-up'; url: string; sends: Record<string, string>; uses: readonly string[] }
  | { do: 'route'; teamId: Extract<FlowStep, { kind: 'route' }>['teamId'] }
  | { do: 'tag'; tagId: Extract<FlowStep, { kind: 'tag' }>['tagId'] }
  | { do: 'promise'; text: string }
  | { do: 'search' }
  | { do: 'hand-over'; why: 'asked' | 'flow' | 'failed' | 'turns'; text?: string };

export type FlowTurn = { state: FlowState; doings: FlowDoing[] };
/** `language`: the flow's own; what the visitor's messenger speaks is one of the facts. */
export type FlowMoment = { atMs: number; language: FlowLanguage; facts: FlowFacts };

/** Goes on from a state by what happened, up to where it has to wait or ends. Pure: the time is handed in. */
export function advance(plan: FlowPlan, state: FlowState, input: FlowInput, moment: FlowMoment): FlowTurn {
  if (state.name === 'ended') return { state, doings: [] };
  const known: Known =
    state.name === 'new' ? { answers: {}, fields: namedBy(moment.facts, moment.language) } : knownOf(state);
  if (input.kind === 'person') return handOver(known, [], 'asked');
  if (state.name === 'new') return input.kind === 'begun' ? goOn(plan, [0], known, [], moment) : { state, doings: [] };
  if (input.kind === 'time') return moment.atMs < state.untilMs ? { state, doings: [] } : runOut(state, known);
  if (state.name === 'asking')
    return input.kind === 'said' ? answer(plan, state, input.text, moment) : { state, doings: [] };
  if (input.kind !== 'looked-up') return { state, doings: [] };
  if (input.fields === null) return handOver(known, [], 'failed');
  const found = { ...known, fields: { ...known.fields, ...input.fields } };
  return goOn(plan, nextPath(plan.steps, state.at), found, [], moment);
}

const knownOf = ({ answers, fields, promise }: Exclude<FlowState, { name: 'new' }>): Known => ({
  answers,
  fields,
  ...(promise !== undefined && { promise }),
});

/** Whoever says nothing has gone; a look-up that says nothing has failed. */
const runOut = (state: FlowState, known: Known): FlowTurn =>
  state.name === 'looking-up'
    ? handOver(known, [], 'failed')
    : { state: { name: 'ended', how: 'silent', ...known }, doings: [] };

const handOver = (
  known: Known,
  doings: FlowDoing[],
  why: 'asked' | 'flow' | 'failed' | 'turns',
  text?: string,
): FlowTurn => ({
  state: { name: 'ended', how: 'person', ...known },
  doings: [...doings, { do: 'hand-over', why, ...(text !== undefined && { text }) }],
});

function answer(
  plan: FlowPlan,
  state: Extract<FlowState, { name: 'asking' }>,
  text: string,
  moment: FlowMoment,
): FlowTurn {
  const { at } = state;
  const known = knownOf(state);
  const keep = (name: string, value: string): Known => ({ ...known, answers: { ...known.answers, [name]: value } });
  const step = stepAt(plan.steps, at);
  if (step?.kind === 'ask') {
    const value = readAnswer(step.wants, text);
    if (value === undefined) return askAgain(state, step, moment);
    const kept: FlowDoing[] = [{ do: 'keep', name: step.name, value }];
    return goOn(plan, nextPath(plan.steps, at), keep(step.name, value), kept, moment);
  }
  if (step?.kind === 'choose') {
    const chosen = readChoice(step, text);
    if (chosen === undefined) return askAgain(state, step, moment);
    const value = wordsIn(step.choices[chosen]?.words ?? {}, moment.language);
    const kept: FlowDoing[] = step.name ? [{ do: 'keep', name: step.name, value }] : [];
    const now = step.name ? keep(step.name, value) : known;
    return goOn(plan, intoBranch(plan.steps, at, chosen), now, kept, moment);
  }
  return handOver(known, [], 'failed');
}

function askAgain(
  state: Extract<FlowState, { name: 'asking' }>,
  step: Extract<FlowStep, { kind: 'ask' | 'choose' }>,
  { atMs, language }: FlowMoment,
): FlowTurn {
  if (state.tries + 1 >= MOST_TRIES) return handOver(knownOf(state), [], 'turns');
  const text = FLOW_SENTENCES[language].again[step.kind === 'ask' ? step.wants : 'choice'];
  return {
    state: { ...state, tries: state.tries + 1, untilMs: atMs + PATIENCE_MS },
    doings: [{ do: 'say', text, asks: asks(step, language) }],
  };
}

function asks(step: Extract<FlowStep, { kind: 'ask' | 'choose' }>, language: FlowLanguage): FlowAsked {
  return step.kind === 'ask'
    ? { choices: [], wants: step.wants }
    : { choices: step.choices.map(({ words }) => wordsIn(words, language)), wants: null };
}

/** Takes one step after the other until one has to be waited for, or is the last. */
function goOn(plan: FlowPlan, from: StepPath | null, before: Known, done: FlowDoing[], moment: FlowMoment): FlowTurn {
  const doings = [...done];
  const untilMs = moment.atMs + PATIENCE_MS;
  let known = before;
  for (let at = from; at; ) {
    const step = stepAt(plan.steps, at);
    if (!step) break;
    let next = nextPath(plan.steps, at);
    const say = (words: Parameters<typeof wordsIn>[0]) => fill(wordsIn(words, moment.language), known);
    switch (step.kind) {
      case 'say':
        doings.push({ do: 'say', text: say(step.words) });
        break;
      case 'route':
        doings.push({ do: 'route', teamId: step.teamId });
        break;
      case 'tag':
        doings.push({ do: 'tag', tagId: step.tagId });
        break;
      case 'promise': {
        const text = say(step.words);
        known = { ...known, promise: text };
        doings.push({ do: 'promise', text });
        break;
      }
      case 'if': {
        const facts = { ...moment.facts, known: { ...known.answers, ...known.fields } };
        const isSo = step.conditions.every((each) => holds(each, facts) || wasChosen(plan, each, known));
        next = intoBranch(plan.steps, at, isSo ? 0 : 1);
        break;
      }
      case 'ask':
      case 'choose':
        doings.push({ do: 'say', text: say(step.words), asks: asks(step, moment.language) });
        return { state: { name: 'asking', at, tries: 0, untilMs, ...known }, doings };
      case 'look-up': {
        const sends = Object.fromEntries(
          step.sends.map((name) => [name, known.answers[name] ?? known.fields[name] ?? '']),
        );
        doings.push({ do: 'look-up', url: step.url, sends, uses: step.uses });
        return { state: { name: 'looking-up', at, untilMs: moment.atMs + LOOK_UP_MS, ...known }, doings };
      }
      case 'search':
        return { state: { name: 'ended', how: 'search', ...known }, doings: [...doings, { do: 'search' }] };
      case 'person':
        return handOver(known, doings, 'flow', step.words && say(step.words));
      default:
        step satisfies never;
    }
    at = next;
  }
  return { state: { name: 'ended', how: 'done', ...known }, doings };
}

/** A choice is kept in the visitor's language, and its condition was written in the editor's. */
const wasChosen = ({ steps }: FlowPlan, condition: FlowCondition, { answers }: Known): boolean =>
  condition.kind === 'known' &&
  allSteps(steps).some(
    (step) =>
      step.kind === 'choose' &&
      step.name === condition.name &&
      isChoice(step, answers[step.name] ?? '', condition.value),
  );

/** By then a look-up has answered, or else it has failed. */
export const LOOK_UP_MS = 20_000;

/** Names that nothing is known under are left out. Nothing is said without a word. */
const fill = (text: string, { answers, fields }: Known): string =>
  text.replace(/\{([a-z][a-z0-9_]*)\}/g, (_, name: string) => fields[name] ?? answers[name] ?? '').trim() || '…';
