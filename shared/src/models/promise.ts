import * as z from 'zod/mini';
import { MessageId, PromiseId } from './ids.ts';

/** For whose answer: the first in a topic, a later one, or what an agent said himself that he would do. */
export const PromiseKind = z.enum(['first', 'next', 'own-words']);
export type PromiseKind = z.infer<typeof PromiseKind>;

/** What it rests on: how long others had to wait, what the team has set itself to do, or an agent's word. */
export const PromiseBasis = z.enum(['history', 'aim', 'agent']);
export type PromiseBasis = z.infer<typeof PromiseBasis>;

/**
 * `renewed`: the visitor was told of a later time before this one had passed, and has another promise now.
 * `cancelled`: nobody needed it any more.
 */
export const PromiseOutcome = z.enum(['open', 'kept', 'broken', 'cancelled', 'renewed']);
export type PromiseOutcome = z.infer<typeof PromiseOutcome>;

/** When somebody answers, as the visitor is told. */
export const VisitorPromise = z.object({
  id: PromiseId,
  messageId: MessageId, // under which it stands: his own, or with own words the agent's
  kind: PromiseKind,
  madeAt: z.iso.datetime(),
  dueAt: z.iso.datetime(),
  likelihood: z.int(), // that it holds, in percent
  basis: PromiseBasis,
  isRenewed: z.boolean(), // in place of one that could not be kept
  queueAhead: z.nullable(z.int()), // how many came before him when it was made, where the team shows it
  words: z.nullable(z.string()), // of a flow's, beside the time
});
export type VisitorPromise = z.infer<typeof VisitorPromise>;

/** `at-risk`: it will hardly be kept unless somebody answers soon. */
export const PromiseState = z.enum(['open', 'at-risk', 'broken']);
export type PromiseState = z.infer<typeof PromiseState>;

/** As the team sees it: of the wait that goes on, or of what one of them said himself. */
export const TopicPromise = z.extend(VisitorPromise, { state: PromiseState });
export type TopicPromise = z.infer<typeof TopicPromise>;

/** What somebody who writes now may expect. None where the team promises nothing. */
export const Expectation = z.object({ dueAt: z.iso.datetime(), basis: PromiseBasis, likelihood: z.int() });
export type Expectation = z.infer<typeof Expectation>;

/** An agent's own words: what he said in this message he will have answered by then. Once for each id. */
export const NewWord = z.strictObject({ id: PromiseId, messageId: MessageId, dueAt: z.iso.datetime() });
export type NewWord = z.infer<typeof NewWord>;
