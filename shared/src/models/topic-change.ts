import * as z from 'zod/mini';
import { AgentId, ChangeId, MessageId, TagId, TeamId, ThreadId, TopicId } from './ids.ts';
import { NewMessage } from './message.ts';
import { textOf } from './text.ts';
import { Priority, TopicStatus, WorkStatus } from './topic.ts';

const SUBJECT_MAX_LENGTH = 200;
const MOST_AT_ONCE = 50;

const several = <Id extends z.ZodMiniType>(id: Id) => z.optional(z.array(id).check(z.maxLength(MOST_AT_ONCE)));

/**
 * What is to become of a topic. What is left out stays. The id is chosen by the sender: the same change sent twice is
 * made once, and an undo names it.
 */
export const TopicChange = z
  .strictObject({
    id: ChangeId,
    status: z.optional(WorkStatus),
    snoozedUntil: z.optional(z.nullable(z.iso.datetime())), // with `snoozed`; null or none: until the visitor writes
    assigneeId: z.optional(z.nullable(AgentId)),
    teamId: z.optional(z.nullable(TeamId)),
    priority: z.optional(Priority),
    subject: z.optional(z.nullable(textOf(SUBJECT_MAX_LENGTH, 1))),
    addTagIds: several(TagId),
    removeTagIds: several(TagId),
    addFollowerIds: several(AgentId),
    removeFollowerIds: several(AgentId),
    // Who is believed to have it. If somebody else has, nothing changes and the answer, `conflict`, brings the topic.
    expect: z.optional(z.strictObject({ assigneeId: z.nullable(AgentId) })),
    note: z.optional(NewMessage), // goes along: for whoever the topic is handed to
  })
  .check(
    z.refine(({ id: _, expect: __, ...rest }) => Object.keys(rest).length > 0, { error: 'must change something' }),
    z.refine(({ status, snoozedUntil }) => snoozedUntil === undefined || status === 'snoozed', {
      path: ['snoozedUntil'],
      error: 'belongs to the status `snoozed`',
    }),
  );
export type TopicChange = z.infer<typeof TopicChange>;

/** Takes a change back, if nobody has changed the same since. */
export const ChangeUndo = z.strictObject({ changeId: ChangeId });
export type ChangeUndo = z.infer<typeof ChangeUndo>;

/** What a change was about: as it was before, or as it was after. */
export const TopicFacets = z.partial(
  z.object({
    status: TopicStatus,
    snoozedUntil: z.nullable(z.iso.datetime()),
    assigneeId: z.nullable(AgentId),
    teamId: z.nullable(TeamId),
    priority: Priority,
    subject: z.nullable(z.string()),
    tagIds: z.array(TagId),
    followerIds: z.array(AgentId),
  }),
);
export type TopicFacets = z.infer<typeof TopicFacets>;

/** What happened to a topic, as the team reads it between the messages. Visitors never learn of it. */
export const TopicEvent = z.object({
  id: ChangeId,
  threadId: ThreadId,
  topicId: TopicId,
  rev: z.int(), // the thread's revision at which it happened, or was undone
  afterSeq: z.int(), // it stands after this message
  at: z.iso.datetime(),
  agentId: z.nullable(AgentId), // null: by itself
  isUndone: z.boolean(), // no longer to be shown
  what: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('changed'), before: TopicFacets, after: TopicFacets }),
    z.object({ kind: z.literal('woken') }), // a snooze has ended
    z.object({ kind: z.enum(['split', 'merged', 'moved']), fromId: TopicId, count: z.int() }), // messages that went from one to the other
  ]),
});
export type TopicEvent = z.infer<typeof TopicEvent>;

/**
 * Messages of one topic go into another of the same thread: all of them (the two are merged), those from one on (split),
 * or one alone. `isNew`: into a topic that begins with them, under an id that the sender chooses.
 */
export const MessagesMove = z.strictObject({
  id: ChangeId,
  messages: z.discriminatedUnion('which', [
    z.strictObject({ which: z.literal('all') }),
    z.strictObject({ which: z.literal('from'), messageId: MessageId }),
    z.strictObject({ which: z.literal('one'), messageId: MessageId }),
  ]),
  intoId: TopicId,
  isNew: z.optional(z.boolean()),
});
export type MessagesMove = z.infer<typeof MessagesMove>;
