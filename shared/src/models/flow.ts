import * as z from 'zod/mini';
import { allSteps, FLOW_LANGUAGES } from '../client/flow-steps.ts';
import { FlowId, TagId, TeamId } from './ids.ts';
import { textOf } from './text.ts';

export const FlowLanguage = z.enum(FLOW_LANGUAGES);
export type FlowLanguage = z.infer<typeof FlowLanguage>;

export const MOST_FLOWS = 50;
export const MOST_STEPS = 60;
export const MOST_CHOICES = 8;
/** How deep choices may lie within choices. */
export const DEEPEST = 3;

/** What is said, in one language or more. `{name}` stands for what was asked for or looked up under that name before. */
const wordsOf = (max: number) =>
  z
    .partialRecord(FlowLanguage, textOf(max, 1))
    .check(z.refine((words) => Object.keys(words).length > 0, { error: 'must say something in one language' }));

/** What a visitor's answer, or a field of a look-up's, is called within a flow. */
export const FieldName = z
  .string()
  .check(z.regex(/^[a-z][a-z0-9_]{0,39}$/, { error: 'must be small letters, digits and `_`' }));
export type FieldName = z.infer<typeof FieldName>;

/** What an answer must be to be taken. */
export const Wanted = z.enum(['text', 'mail', 'order-number']);
export type Wanted = z.infer<typeof Wanted>;

const StepId = z.string().check(z.regex(/^[a-z0-9-]{1,40}$/, { error: 'must be small letters, digits and `-`' }));
const Words = wordsOf(1_000);
const Names = z.array(FieldName).check(z.maxLength(10));

const plainSteps = [
  z.strictObject({ kind: z.literal('say'), id: StepId, words: Words }),
  z.strictObject({ kind: z.literal('ask'), id: StepId, words: Words, name: FieldName, wants: Wanted }),
  z.strictObject({ kind: z.literal('route'), id: StepId, teamId: TeamId }),
  z.strictObject({ kind: z.literal('tag'), id: StepId, tagId: TagId }),
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
export type FlowStep = PlainStep | ChooseStep;

/** After the steps of what was chosen come those behind the choice. So a flow only ever goes on, and ends. */
const stepWithin = (depth: number): z.ZodMiniType<FlowStep> => {
  if (depth === 0) return z.discriminatedUnion('kind', [...plainSteps]);
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
          steps: z.array(stepWithin(depth - 1)).check(z.maxLength(MOST_STEPS)),
        }),
      )
      .check(z.minLength(2), z.maxLength(MOST_CHOICES)),
  });
  return z.discriminatedUnion('kind', [...plainSteps, choose]);
};

const Steps = z.array(stepWithin(DEEPEST)).check(
  z.minLength(1),
  z.refine((steps) => allSteps(steps).length <= MOST_STEPS, { error: `must be ${MOST_STEPS} or fewer` }),
  z.refine(
    (steps) => {
      const ids = allSteps(steps).flatMap((step) => [
        step.id,
        ...(step.kind === 'choose' ? step.choices.map(({ id }) => id) : []),
      ]);
      return new Set(ids).size === ids.length;
    },
    { error: 'has an id twice' },
  ),
);

/** What must hold for a flow to begin, beside its trigger: all of these. */
export const FlowCondition = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('words'), anyOf: z.array(textOf(60, 1)).check(z.minLength(1), z.maxLength(50)) }),
  z.strictObject({ kind: z.literal('page'), contains: textOf(200, 1) }),
  z.strictObject({ kind: z.literal('language'), language: FlowLanguage }),
  z.strictObject({ kind: z.literal('outside-hours') }),
  z.strictObject({ kind: z.literal('attribute'), name: textOf(60, 1), value: textOf(200, 1) }),
]);
export type FlowCondition = z.infer<typeof FlowCondition>;

/** With which message it may begin: the first about a matter, or any. */
export const FlowTrigger = z.enum(['first-message', 'any-message']);
export type FlowTrigger = z.infer<typeof FlowTrigger>;

/** What a flow does. It never changes under one that runs: a change makes another version. */
export const FlowPlan = z.strictObject({
  name: textOf(60, 1),
  trigger: FlowTrigger,
  conditions: z.array(FlowCondition).check(z.maxLength(10)),
  steps: Steps,
});
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

/** The whole flow under its id, which the sender chooses. `base`: the version that he knew, 0 to begin one. */
export const FlowSave = z.strictObject({ base: z.int().check(z.minimum(0)), isOn: z.boolean(), plan: FlowPlan });
export type FlowSave = z.infer<typeof FlowSave>;

/** What hangs on a question of a flow's in the messenger. Whatever is typed by hand counts as well. */
export const FlowAsked = z.object({ choices: z.array(z.string()), wants: z.nullable(Wanted) });
export type FlowAsked = z.infer<typeof FlowAsked>;
