import * as z from 'zod/mini';
import { ThreadId } from './ids.ts';
import { Message, TeamMessage } from './message.ts';
import { Topic, VisitorTopic } from './topic.ts';
import { Visitor } from './visitor.ts';

/**
 * What changed in a thread after a revision (`after=<rev>`), or, from revision 0 on, its newest page.
 * `rev` is the revision up to which nothing is missing.
 */
export const ThreadChanges = z.object({
  rev: z.int(),
  messages: z.array(Message),
  topics: z.array(VisitorTopic),
});
export type ThreadChanges = z.infer<typeof ThreadChanges>;

/** The thread as its visitor opens it: the newest page, and whether older ones exist. */
export const VisitorThread = z.extend(ThreadChanges, { id: ThreadId, hasEarlier: z.boolean() });
export type VisitorThread = z.infer<typeof VisitorThread>;

export const TeamThreadChanges = z.object({
  rev: z.int(),
  messages: z.array(TeamMessage),
  topics: z.array(Topic),
});
export type TeamThreadChanges = z.infer<typeof TeamThreadChanges>;

/** The thread as an agent opens it. */
export const TeamThread = z.extend(TeamThreadChanges, {
  id: ThreadId,
  hasEarlier: z.boolean(),
  visitor: Visitor,
});
export type TeamThread = z.infer<typeof TeamThread>;

/** How many messages one page of history holds. */
export const HISTORY_PAGE = 50;
