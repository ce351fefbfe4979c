import * as z from 'zod/mini';
import { AgentId, TagId, TeamId, ThreadId, TopicId, VisitorId } from './ids.ts';
import { TopicPromise, VisitorPromise } from './promise.ts';
import { Rating } from './rating.ts';
import { TopicTarget } from './topic-target.ts';

/**
 * `open`: the team's turn. `waiting`: the visitor's turn. `snoozed`: comes back later. `done`: settled;
 * a message that follows reopens it or begins the next topic.
 */
export const WorkStatus = z.enum(['open', 'waiting', 'snoozed', 'done']);
export type WorkStatus = z.infer<typeof WorkStatus>;

/** `merged`: all its messages went into another topic. It is in no list, and is kept for links and for an undo. */
export const TopicStatus = z.enum(['open', 'waiting', 'snoozed', 'done', 'merged']);
export type TopicStatus = z.infer<typeof TopicStatus>;

/** How much a topic presses. In this order. */
export const Priority = z.enum(['none', 'low', 'medium', 'high', 'urgent']);
export type Priority = z.infer<typeof Priority>;

/** What a visitor may see of a topic: where a quiet divider belongs, and when somebody answers. */
export const VisitorTopic = z.object({
  id: TopicId,
  threadId: ThreadId,
  rev: z.int(),
  firstSeq: z.int(),
  startedAt: z.iso.datetime(),
  rating: z.optional(Rating), // while he is asked how it went, and what he said
  promise: z.optional(VisitorPromise),
});
export type VisitorTopic = z.infer<typeof VisitorTopic>;

/** What the team sees of a topic, complete enough for a row of the list. */
export const Topic = z.object({
  id: TopicId,
  threadId: ThreadId,
  rev: z.int(), // the thread's revision at which this topic last changed
  status: TopicStatus,
  firstSeq: z.int(), // 0 where it was merged away
  lastSeq: z.int(), // its last message or note
  lastVisitorSeq: z.int(), // its last message from the visitor, 0 if none: unread while above what one has read
  startedAt: z.iso.datetime(),
  // Of its last message (no note), or when a snooze ended after that: the list is sorted by it.
  lastMessageAt: z.iso.datetime(),
  doneAt: z.nullable(z.iso.datetime()),
  channel: z.optional(z.literal('mail')), // through which it was begun, where not the messenger
  preview: z.string(), // the last message's first 200 characters
  previewBy: z.enum(['visitor', 'agent', 'bot']),
  subject: z.nullable(z.string()),
  assigneeId: z.nullable(AgentId),
  teamId: z.nullable(TeamId),
  priority: Priority,
  tagIds: z.array(TagId), // sorted
  followerIds: z.array(AgentId), // sorted
  snoozedUntil: z.nullable(z.iso.datetime()), // null while snoozed: until the visitor writes
  waitingSince: z.nullable(z.iso.datetime()), // of what the visitor has written and nobody has answered, the first
  promise: z.optional(TopicPromise), // that holds now, or was broken while the visitor waits on
  target: z.optional(TopicTarget), // while one runs
  rating: z.optional(Rating), // once its visitor was asked
  mergedIntoId: z.nullable(TopicId), // where its messages are now
  visitor: z.object({
    id: VisitorId,
    name: z.nullable(z.string()),
    identity: z.enum(['claimed', 'verified']),
  }),
});
export type Topic = z.infer<typeof Topic>;

/** A row of the list: the topic and how far the asking agent has read in it. */
export const TopicRow = z.object({ topic: Topic, readSeq: z.int() });
export type TopicRow = z.infer<typeof TopicRow>;

export const TopicRead = z.strictObject({ seq: z.int().check(z.minimum(0), z.maximum(2_147_483_647)) });
export type TopicRead = z.infer<typeof TopicRead>;
