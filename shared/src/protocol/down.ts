import * as z from 'zod/mini';
import { Draft } from '../models/draft.ts';
import { AgentId, ThreadId, TopicId, VisitorId } from '../models/ids.ts';
import { Mentioned } from '../models/mention.ts';
import { Message, TeamMessage } from '../models/message.ts';
import { Scheduled } from '../models/scheduled.ts';
import { VisitorNotice } from '../models/special-notice.ts';
import { Seen } from '../models/thread.ts';
import { Topic, VisitorTopic } from '../models/topic.ts';
import { TopicEvent } from '../models/topic-change.ts';
import { Visitor } from '../models/visitor.ts';

/** First frame on every socket: where this Room's feed stands now. */
const Welcome = z.object({ type: z.literal('welcome'), epoch: z.string(), n: z.int() });

/** The feed no longer reaches back to where the client was: reload the list. */
const Reset = z.object({ type: z.literal('reset') });

const ThreadSeen = z.object({ type: z.literal('thread.seen'), threadId: ThreadId, seen: Seen });

/** What its visitor wrote before he was proven, in a thread that is no more, now stands at the end of this one: catch up. */
const ThreadJoined = z.object({ type: z.literal('thread.joined'), threadId: ThreadId, rev: z.int() });

/** Messages have gone from one of its topics into another: catch up. */
const ThreadRearranged = z.object({ type: z.literal('thread.rearranged'), threadId: ThreadId, rev: z.int() });

/** Where the thread stood once this socket had been let in. What is newer, the socket hears. */
const ThreadAt = z.object({
  type: z.literal('thread.at'),
  threadId: ThreadId,
  rev: z.int(),
  topic: z.optional(VisitorTopic), // where nothing but how this topic is changed with that revision
});

/** What a visitor's socket may be told. */
export const VisitorFrame = z.discriminatedUnion('type', [
  Welcome,
  z.object({ type: z.literal('message.sent'), message: Message, topic: VisitorTopic }),
  z.object({ type: z.literal('message.changed'), message: Message, topic: VisitorTopic }),
  ThreadSeen,
  ThreadJoined,
  ThreadRearranged,
  ThreadAt,
  // He is asked how a topic went that is done, or no longer.
  z.object({ type: z.literal('rating.changed'), topic: VisitorTopic }),
  // What all visitors are told for a while, or that there is nothing of the kind any more.
  z.object({ type: z.literal('notice.changed'), notice: z.nullable(VisitorNotice) }),
  // When somebody answers, as it now stands on the topic; `rev` is this change's own.
  z.object({ type: z.literal('promise.changed'), rev: z.int(), topic: VisitorTopic }),
  // Good for a few seconds; said again while it goes on.
  z.object({ type: z.literal('typing'), name: z.string() }),
]);
export type VisitorFrame = z.infer<typeof VisitorFrame>;

/** What an agent's socket may be told. */
export const TeamFrame = z.discriminatedUnion('type', [
  Welcome,
  Reset,
  z.object({ type: z.literal('message.sent'), message: TeamMessage, topic: Topic }),
  z.object({ type: z.literal('message.changed'), message: TeamMessage, topic: Topic }),
  ThreadSeen,
  // `event`: what was done to it, or undone. `isUnread`: how far one has read in it is said anew: not at all, until a
  // `topic.read` follows.
  z.object({
    type: z.literal('topic.changed'),
    topic: Topic,
    event: z.optional(TopicEvent),
    isUnread: z.optional(z.boolean()),
  }),
  ThreadRearranged,
  // Only to the reading agent's own sockets: his other windows lose the unread mark too.
  z.object({ type: z.literal('topic.read'), topicId: TopicId, seq: z.int() }),
  z.extend(ThreadJoined, { joinedThreadId: ThreadId }),
  // He gave a name or an address, or was proven to be who he says.
  z.object({ type: z.literal('visitor.changed'), threadId: ThreadId, visitor: Visitor }),
  // In the thread of this visitor: he himself, or one of the team.
  z.object({
    type: z.literal('typing'),
    visitorId: VisitorId,
    agent: z.nullable(z.object({ id: AgentId, name: z.string() })),
  }),
  // What these agents have before their eyes now, each in all his windows; said when that changes.
  z.object({
    type: z.literal('looking'),
    agents: z.array(z.object({ id: AgentId, threadIds: z.array(ThreadId) })),
  }),
  // How the visitor of this thread was told of what was written there, or when he has seen it: ask anew.
  z.object({ type: z.literal('knock.changed'), threadId: ThreadId }),
  // A reply that waits, or no longer does. While it is held only its writer's own sockets hear what it says.
  z.object({ type: z.literal('scheduled.changed'), scheduled: Scheduled }),
  // Only to the sockets of whoever was named in a note.
  z.object({ type: z.literal('mentioned'), mention: Mentioned }),
  // Only to the writer's own sockets.
  z.object({ type: z.literal('draft.changed'), draft: Draft }),
  // Its settings, agents, teams or tags have changed: fetch it anew.
  z.object({ type: z.literal('workspace.changed') }),
  // Views that agents have made: fetch them anew. Of a private one only its maker's own sockets hear.
  z.object({ type: z.literal('views.changed') }),
  // Which agents have a window open; sent when that changes.
  z.object({ type: z.literal('presence'), here: z.array(AgentId) }),
]);
export type TeamFrame = z.infer<typeof TeamFrame>;

/** What travels: a frame, with its number in the Room's feed where it has one. */
const numbered = <Frame extends z.ZodMiniType>(frame: Frame) => z.object({ n: z.optional(z.int()), frame });
export const VisitorDown = numbered(VisitorFrame);
export type VisitorDown = z.infer<typeof VisitorDown>;
export const TeamDown = numbered(TeamFrame);
export type TeamDown = z.infer<typeof TeamDown>;
