import * as z from 'zod/mini';
import { ThreadId } from './ids.ts';
import { Message, TeamMessage } from './message.ts';
import { Topic, VisitorTopic } from './topic.ts';
import { Visitor } from './visitor.ts';

/** A part of a thread. `rev` is the revision up to which nothing is missing from it. */
const VisitorPart = z.object({
  rev: z.int(),
  messages: z.array(Message),
  topics: z.array(VisitorTopic),
});

/** What changed in a thread after a revision. Where there is `more`, ask again from this `rev` on. */
export const ThreadChanges = z.extend(VisitorPart, { more: z.boolean() });
export type ThreadChanges = z.infer<typeof ThreadChanges>;

/** The thread as its visitor opens it: the newest page, and whether older ones exist. */
export const VisitorThread = z.extend(VisitorPart, { id: ThreadId, hasEarlier: z.boolean() });
export type VisitorThread = z.infer<typeof VisitorThread>;

const TeamPart = z.object({
  rev: z.int(),
  messages: z.array(TeamMessage),
  topics: z.array(Topic),
});

export const TeamThreadChanges = z.extend(TeamPart, { more: z.boolean() });
export type TeamThreadChanges = z.infer<typeof TeamThreadChanges>;

/** The thread as an agent opens it. */
export const TeamThread = z.extend(TeamPart, {
  id: ThreadId,
  hasEarlier: z.boolean(),
  visitor: Visitor,
});
export type TeamThread = z.infer<typeof TeamThread>;

/** How many messages one page of history holds. */
export const HISTORY_PAGE = 50;

/** How many changed messages one answer holds. */
export const CHANGES_PAGE = 200;
