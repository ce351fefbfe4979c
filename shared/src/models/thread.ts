import * as z from 'zod/mini';
import { ThreadId } from './ids.ts';
import { Message, TeamMessage } from './message.ts';
import { Scheduled } from './scheduled.ts';
import { Topic, VisitorTopic } from './topic.ts';
import { TopicEvent } from './topic-change.ts';
import { Visitor } from './visitor.ts';

/** How far each side has seen what the other wrote: the `seq` up to which the receipts go. */
export const Seen = z.object({ visitor: z.int(), team: z.int() });
export type Seen = z.infer<typeof Seen>;

/** A part of a thread. `rev` is the revision up to which nothing is missing from it. */
const VisitorPart = z.object({
  rev: z.int(),
  messages: z.array(Message),
  topics: z.array(VisitorTopic),
  seen: Seen,
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
  seen: Seen,
  events: z.array(TopicEvent), // beside the messages; among changes also what was undone
  scheduled: z.array(Scheduled), // all that wait, and what came back to who asks
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

/** "I have seen all up to here." */
export const SeenUpTo = z.strictObject({ seq: z.int().check(z.minimum(0), z.maximum(2_147_483_647)) });
export type SeenUpTo = z.infer<typeof SeenUpTo>;
