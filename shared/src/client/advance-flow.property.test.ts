import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { FlowPlan } from '../models/flow.ts';
import { advance, type FlowInput, type FlowMoment, type FlowState, MOST_TRIES, PATIENCE_MS } from './advance-flow.ts';
import { NO_FACTS } from './flow-facts.ts';
import { FLOW_LANGUAGES } from './flow-steps.ts';
import { FLOW_TEMPLATES } from './flow-templates.ts';

type Raw = { kind: string; name: string; wants: 'text' | 'mail' | 'order-number'; choices: Raw[][]; words: object };
const words = fc
  .dictionary(fc.constantFrom(...FLOW_LANGUAGES), fc.constantFrom('Hello', 'Which? {a}', '{b}', 'Order {a}: {c}'), {
    minKeys: 1,
  })
  .map((spoken) => ({ ...spoken }));
const { steps } = fc.letrec<{ steps: Raw[] }>((tie) => ({
  steps: fc.array(
    fc.record({
      kind: fc.constantFrom('say', 'ask', 'choose', 'if', 'promise', 'route', 'tag', 'look-up', 'search', 'person'),
      name: fc.constantFrom('a', 'b', 'c'),
      wants: fc.constantFrom('text' as const, 'mail' as const, 'order-number' as const),
      choices: fc.oneof(
        { maxDepth: 2 },
        fc.constant<Raw[][]>([[], []]),
        fc.array(tie('steps'), { minLength: 2, maxLength: 3 }),
      ),
      words,
    }),
    { minLength: 0, maxLength: 4 },
  ),
}));
const ID = '4a3e1c0e-7d5b-4c55-9a59-0b8f0f6f2c11';

/** Made from what chance gave, as deep as a flow may be. */
function stepsFrom(raw: readonly Raw[], depth = 0, at = 's'): unknown[] {
  return raw.flatMap(({ kind, name, wants, choices, words }, index): object[] => {
    const id = `${at}-${index}`;
    switch (kind) {
      case 'say':
        return [{ kind, id, words }];
      case 'ask':
        return [{ kind, id, words, name, wants }];
      case 'choose':
        return depth >= 3
          ? []
          : [
              {
                kind,
                id,
                words,
                choices: choices.map((inner, choice) => ({
                  id: `${id}-c${choice}`,
                  words: { en: `Choice ${choice}` },
                  steps: stepsFrom(inner, depth + 1, `${id}-c${choice}`),
                })),
              },
            ];
      case 'if':
        return depth >= 3
          ? []
          : [
              {
                kind,
                id,
                conditions: [name === 'a' ? { kind: 'within-hours' } : { kind: 'known', name, value: 'nonsense' }],
                steps: stepsFrom(choices[0] ?? [], depth + 1, `${id}-t`),
                otherwise: stepsFrom(choices[1] ?? [], depth + 1, `${id}-e`),
              },
            ];
      case 'promise':
        return [{ kind, id, words }];
      case 'route':
        return [{ kind, id, teamId: ID }];
      case 'tag':
        return [{ kind, id, tagId: ID }];
      case 'look-up':
        return [{ kind, id, url: 'https://shop.example.com/', sends: [name], uses: ['c'] }];
      default:
        return [{ kind, id }];
    }
  });
}

const plans = fc.oneof(
  {
    weight: 5,
    arbitrary: steps
      .map((raw) =>
        FlowPlan.safeParse({ name: 'Flow', trigger: 'first-message', conditions: [], steps: stepsFrom(raw) }),
      )
      .filter(({ success }) => success)
      .map(({ data }) => data as FlowPlan),
  },
  { weight: 1, arbitrary: fc.constantFrom(...Object.values(FLOW_TEMPLATES)) },
);
const inputs = fc.array(
  fc.oneof(
    fc
      .constantFrom('Choice 0', 'Choice 1', '1', '2', 'ines@example.com', 'TS-10423', 'nonsense', '', '\u202e')
      .map((text): FlowInput => ({ kind: 'said', text })),
    fc.constantFrom<FlowInput>(
      { kind: 'looked-up', fields: { c: 'on its way' } },
      { kind: 'looked-up', fields: null },
      { kind: 'time' },
      { kind: 'begun' },
    ),
  ),
  { maxLength: 40 },
);
const moment = (atMs = 0, isOpen = false): FlowMoment => ({ atMs, language: 'en', facts: { ...NO_FACTS, isOpen } });

/** All states that these inputs lead through. */
function walk(plan: FlowPlan, given: readonly FlowInput[]): FlowState[] {
  const states: FlowState[] = [{ name: 'new' }];
  for (const [at, input] of [{ kind: 'begun' } as const, ...given].entries()) {
    states.push(advance(plan, states.at(-1) ?? { name: 'new' }, input, moment(0, at % 3 > 0)).state);
  }
  return states;
}

test('from every state of every flow a person can be reached, and then it has ended', () => {
  fc.assert(
    fc.property(plans, inputs, (plan, given) => {
      for (const state of walk(plan, given)) {
        if (state.name === 'ended') continue;
        const turn = advance(plan, state, { kind: 'person' }, moment());
        expect(turn.state).toMatchObject({ name: 'ended', how: 'person' });
        expect(turn.doings).toEqual([{ do: 'hand-over', why: 'asked' }]);
        if (state.name !== 'new') {
          expect(turn.state).toMatchObject({ answers: state.answers, fields: state.fields });
        }
      }
    }),
    { numRuns: 500 },
  );
});

test('it always ends: every wait is over after three words, or when its time is', () => {
  fc.assert(
    fc.property(plans, inputs, (plan, given) => {
      let state = walk(plan, given).at(-1) ?? { name: 'new' };
      if (state.name !== 'ended' && state.name !== 'new') {
        expect(state.untilMs).toBeLessThanOrEqual(PATIENCE_MS);
        expect(advance(plan, state, { kind: 'time' }, moment(state.untilMs)).state.name).toBe('ended');
      }
      // Whoever goes on and on: each wait takes so many words at the most, and none comes back.
      const waits = new Set<string>();
      for (let tries = 0; state.name !== 'ended'; tries += 1) {
        if (state.name === 'asking' || state.name === 'looking-up') {
          const here = state.at.join('.');
          tries = waits.has(here) ? tries : 0;
          waits.add(here);
        }
        expect(tries).toBeLessThanOrEqual(MOST_TRIES);
        const input: FlowInput =
          state.name === 'looking-up' ? { kind: 'looked-up', fields: { c: 'x' } } : { kind: 'said', text: '1' };
        const next: FlowState = advance(plan, state, input, moment()).state;
        state = next.name === 'new' ? advance(plan, next, { kind: 'begun' }, moment()).state : next;
      }
      expect(waits.size).toBeLessThanOrEqual(60);
    }),
    { numRuns: 500 },
  );
});

test('what has ended does nothing more, and the same happening twice changes nothing where it is waited for no more', () => {
  fc.assert(
    fc.property(plans, inputs, (plan, given) => {
      for (const state of walk(plan, given)) {
        if (state.name === 'ended') {
          for (const input of given) expect(advance(plan, state, input, moment(PATIENCE_MS)).doings).toEqual([]);
        }
        if (state.name === 'asking') {
          expect(advance(plan, state, { kind: 'looked-up', fields: { c: 'late' } }, moment()).doings).toEqual([]);
        }
        if (state.name === 'looking-up') {
          expect(advance(plan, state, { kind: 'said', text: 'Hello?' }, moment()).doings).toEqual([]);
        }
      }
    }),
  );
});
