import * as z from 'zod/mini';
import { FLOW_LANGUAGES } from '../client/flow-steps.ts';
import { textOf } from './text.ts';

export const FlowLanguage = z.enum(FLOW_LANGUAGES);
export type FlowLanguage = z.infer<typeof FlowLanguage>;

/** What a visitor's answer, or a field of a look-up's, is called within a flow. */
export const FieldName = z
  .string()
  .check(z.regex(/^[a-z][a-z0-9_]{0,39}$/, { error: 'must be small letters, digits and `_`' }));
export type FieldName = z.infer<typeof FieldName>;

/** What may have to hold: for a flow to begin, or for some of its steps to be taken. */
export const FlowCondition = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('words'), anyOf: z.array(textOf(60, 1)).check(z.minLength(1), z.maxLength(50)) }),
  z.strictObject({ kind: z.literal('page'), contains: textOf(200, 1) }),
  z.strictObject({ kind: z.literal('language'), language: FlowLanguage }),
  z.strictObject({ kind: z.literal('outside-hours') }),
  z.strictObject({ kind: z.literal('within-hours') }),
  z.strictObject({ kind: z.literal('attribute'), name: textOf(60, 1), value: textOf(200, 1) }),
  z.strictObject({ kind: z.literal('signed-in'), isSignedIn: z.boolean() }),
  // He asked at least so many hours ago, nobody has answered, and now he writes again.
  z.strictObject({ kind: z.literal('open-question'), hours: z.int().check(z.minimum(1), z.maximum(720)) }),
  // Answered or looked up before, within the flow.
  z.strictObject({ kind: z.literal('known'), name: FieldName, value: textOf(200, 1) }),
]);
export type FlowCondition = z.infer<typeof FlowCondition>;
