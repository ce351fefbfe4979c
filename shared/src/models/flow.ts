import * as z from 'zod/mini';
import { allIds, allSteps, DEEPEST, MOST_CHOICES, ON_PAGES } from '../client/flow-steps.ts';
import { FieldName, FlowCondition, FlowLanguage } from './flow-condition.ts';
import { FlowId, TagId, TeamId } from './ids.ts';
import { textOf } from './text.ts';

export const MOST_FLOWS = 50;
const MOST_STEPS = 60;

/** What is said, in one language or more. `{name}` stands for what was asked for or looked up under that name before. */
const wordsOf = (max: number) =>
  z
    .partialRecord(FlowLanguage, textOf(max, 1))
    .check(z.refine((words) => Object.keys(words).length > 0, { error: 'must say something in one language' }));

/** What an answer must be to be taken. */
export const Wanted = z.enum(['text', 'mail', 'order-number']);
export type Wanted = z.infer<typeof Wanted>;

const StepId = z.string().check(z.regex(/^[a-z0-9-]{1,40}$/, { error: 'must be small letters, digits and `-`' }));
const Words = wordsOf(1_000);
const Conditions = z.array(FlowCondition).check(z.maxLength(10));
const Names = z.array(FieldName).check(z.maxLength(10));

const plainSteps = [
  z.strictObject({ kind: z.literal('say'), id: StepId, words: Words }),
  z.strictObject({ kind: z.literal('ask'), id: StepId, words: Words, name: FieldName, wants: Wanted }),
  z.strictObject({ kind: z.literal('route'), id: StepId, teamId: TeamId }),
  z.strictObject({ kind: z.literal('tag'), id: StepId, tagId: TagId }),
  // What the visitor reads under the time by which somebody answers him.
  z.strictObject({ kind: z.literal('promise'), id: StepId, words: wordsOf(200) }),
  // A signed webhook is asked: given the named answers, it names the fields that later words may use.
  z.strictObject({
    kind: z.literal('look-up'),
    id: StepId,
    url: textOf(2_000, 1),
    sends: Names,
    uses: Names.check(z.minLength(1)),
  }),
  // The bot answers what was written last from the articles. Then the flow has ended.
  z.strictObject({ kind: z.literal('search'), id: StepId }),
  // A person is brought, and the flow has ended.
  z.strictObject({ kind: z.literal('person'), id: StepId, words: z.optional(Words) }),
] as const;

type PlainStep = z.infer<(typeof plainSteps)[number]>;
export type FlowWords = z.infer<typeof Words>;
export type FlowChoice = { id: string; words: FlowWords; steps: FlowStep[] };
/** `name`: under which the choice is kept for the team, and for later words; none: it only leads on. */
export type ChooseStep = {
  kind: 'choose';
  id: string;
  words: FlowWords;
  name?: FieldName | undefined;
  choices: FlowChoice[];
};
/** Where all of them hold, `steps`; else `otherwise`. */
export type IfStep = {
  kind: 'if';
  id: string;
  conditions: FlowCondition[];
  steps: FlowStep[];
  otherwise: FlowStep[];
};
export type FlowStep = PlainStep | ChooseStep | IfStep;

/** After the steps of what was chosen, or held, come those behind it. So a flow only ever goes on, and ends. */
const stepWithin = (depth: number): z.ZodMiniType<FlowStep> => {
  if (depth === 0) return z.discriminatedUnion('kind', [...plainSteps]);
  const within = z.array(stepWithin(depth - 1)).check(z.maxLength(MOST_STEPS));
  const choose = z.strictObject({
    kind: z.literal('choose'),
    id: StepId,
    words: Words,
    name: z.optional(FieldName),
    choices: z
      .array(
        z.strictObject({
          id: StepId,
          words: wordsOf(80),
          steps: within,
        }),
      )
      .check(z.minLength(2), z.maxLength(MOST_CHOICES)),
  });
  const condition = z.strictObject({
    kind: z.literal('if'),
    id: StepId,
    conditions: Conditions.check(z.minLength(1)),
    steps: within,
    otherwise: within,
  });
  return z.discriminatedUnion('kind', [...plainSteps, choose, condition]);
};

const Steps = z.array(stepWithin(DEEPEST)).check(
  z.refine((steps) => allSteps(steps).length <= MOST_STEPS, { error: `must be ${MOST_STEPS} or fewer` }),
  z.refine((steps) => new Set(allIds(steps)).size === allIds(steps).length, { error: 'has an id twice' }),
);

/**
 * With what it may begin: the first message about a matter, any, one that a promise was given for; or with the first
 * message of somebody who was on a page for a while and was spoken to there.
 */
export const FlowTrigger = z.enum(['first-message', 'any-message', 'promise', 'page']);
export type FlowTrigger = z.infer<typeof FlowTrigger>;

/** What is shown beside the launcher, on pages whose tag allows it, to who has been there for so long. */
export const FlowShown = z.strictObject({
  words: wordsOf(280),
  afterSeconds: z.int().check(z.minimum(0), z.maximum(600)),
});
export type FlowShown = z.infer<typeof FlowShown>;

/** What a flow does. It never changes under one that runs: a change makes another version. */
export const FlowPlan = z
  .strictObject({
    name: textOf(60, 1),
    trigger: FlowTrigger,
    shows: z.optional(FlowShown),
    conditions: Conditions,
    steps: Steps,
  })
  .check(
    z.refine(({ trigger, shows }) => (trigger === 'page') === (shows !== undefined), {
      error: 'shows words beside the launcher with the trigger `page`, and with no other',
    }),
    z.refine(
      ({ trigger, conditions }) => trigger !== 'page' || conditions.every(({ kind }) => ON_PAGES.includes(kind)),
      {
        error: 'can hang on pages, languages and hours alone where it shows words beside the launcher',
      },
    ),
    z.refine(({ trigger, steps }) => trigger === 'page' || steps.length > 0, { error: 'needs a step' }),
  );
export type FlowPlan = z.infer<typeof FlowPlan>;

/** A service that does not answer a flow's look-ups. `askAgainAt`: until then visitors are given a person at once. */
export const LookUpTrouble = z.object({
  url: z.string(),
  failures: z.int(), // in a row
  status: z.nullable(z.int()), // that it answered last, if it answered
  since: z.iso.datetime(),
  askAgainAt: z.iso.datetime(),
});
export type LookUpTrouble = z.infer<typeof LookUpTrouble>;

/** A flow as those who manage see it. */
export const Flow = z.object({
  id: FlowId,
  isOn: z.boolean(),
  version: z.int(),
  plan: FlowPlan,
  changedAt: z.iso.datetime(),
  troubles: z.array(LookUpTrouble),
});
export type Flow = z.infer<typeof Flow>;

/**
 * The whole flow under its id, which the sender chooses. `base`: the version that he knew, 0 to begin one. `isOn`: where he
 * switches it; without it, it stays as it is, and a new one is off.
 */
export const FlowSave = z.strictObject({
  base: z.int().check(z.minimum(0)),
  isOn: z.optional(z.boolean()),
  plan: FlowPlan,
});
export type FlowSave = z.infer<typeof FlowSave>;

/** What hangs on a question of a flow's in the messenger. Whatever is typed by hand counts as well. */
export const FlowAsked = z.object({ choices: z.array(z.string()), wants: z.nullable(Wanted) });
export type FlowAsked = z.infer<typeof FlowAsked>;
