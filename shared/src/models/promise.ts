import * as z from 'zod/mini';

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
