import type { AgentId, ChangeId, MessageId, ThreadId, TopicId } from '@everthread/shared/models/ids';
import type { NewTag, Tag } from '@everthread/shared/models/tag';
import type { Topic } from '@everthread/shared/models/topic';
import type { MessagesMove, TopicChange, TopicEvent } from '@everthread/shared/models/topic-change';
import { signal } from '@preact/signals';
import { ApiError } from '../api/api-error.ts';
import type { MoveAnswer, TeamApi } from '../api/team-api.ts';
import type { TopicsModel } from './topics-model.ts';

/** What has to be asked before something can be done. */
export type Asked =
  | { name: 'snooze-time'; topic: Topic }
  | { name: 'hand-over'; topic: Topic; assigneeId: AgentId }
  /** Of its visitor and which other one is to become one. */
  | { name: 'merge-visitors'; topic: Topic }
  /** Into which topic: all messages of this one, or one of them. */
  | { name: 'move'; topic: Topic; messageId?: MessageId };

/** What is to become of a topic. */
export type Wanted = Omit<TopicChange, 'id'>;

type Tools = {
  api: Pick<TeamApi, 'changeTopic' | 'undoChange' | 'moveMessages' | 'undoMove' | 'createTag'>;
  topics: TopicsModel;
  newId: () => MessageId;
  /** The messages of a thread have changed their topics. */
  rearranged: (threadId: ThreadId) => void;
  /** A new tag is known at once; the roster itself comes a moment later. */
  receiveTag: (tag: Tag) => void;
  /** Hands on what an answer says to whoever else shows the topic. */
  receive: (topic: Topic, event: TopicEvent | null) => void;
};

/** What an agent does to topics: on screen at once, taken back when the server refuses. */
export function topicChanges({ api, topics, newId, receive, receiveTag, rearranged }: Tools) {
  const asked = signal<Asked | undefined>(undefined);

  /** What was refused because of somebody else brings the topic as he has made it. */
  function learnFrom(error: unknown): never {
    const answer = error instanceof ApiError && error.code === 'conflict' ? (error.answer as { topic?: Topic }) : {};
    if (answer.topic) {
      topics.receive(answer.topic);
      receive(answer.topic, null);
    }
    throw error;
  }

  const take = ({ topic, event }: { topic: Topic; event: TopicEvent | null }) => {
    receive(topic, event);
    return topic;
  };
  function takeMoved({ topics: moved, event }: MoveAnswer): void {
    for (const topic of moved) {
      topics.receive(topic);
      receive(topic, topic.id === event.topicId ? event : null);
    }
    rearranged(event.threadId);
  }

  return {
    /** Makes the change. Returns what its undo goes by, or nothing where it was so already. */
    async make(topic: Topic, wanted: Wanted): Promise<ChangeId | undefined> {
      const id = newId() as string as ChangeId;
      let isMade = false;
      await topics.change(topic.id, after(topic, wanted), async () => {
        const answer = await api.changeTopic(topic.id, { ...wanted, id }).catch(learnFrom);
        isMade = answer.event !== null;
        return take(answer);
      });
      return isMade ? id : undefined;
    },
    /** Takes a change back. `before`: as the topic was, to be seen at once. */
    undo: (topicId: TopicId, changeId: ChangeId, before: Partial<Topic> = {}) =>
      topics.change(topicId, before, async () => take(await api.undoChange(topicId, changeId).catch(learnFrom))),
    /** Moves messages from one topic into another. Returns its undo. */
    async move(from: Topic, move: Omit<MessagesMove, 'id'>): Promise<() => Promise<void>> {
      const id = newId() as string as ChangeId;
      takeMoved(await api.moveMessages(from.id, { ...move, id }));
      return async () => takeMoved(await api.undoMove(move.intoId, id));
    },
    async makeTag(tag: NewTag): Promise<void> {
      receiveTag(await api.createTag(tag));
    },
    asked, // what is asked now
    ask(what: Asked | undefined): void {
      asked.value = what;
    },
  };
}

/** What of a topic will be different. Who waits since when, the server says. */
export function after(topic: Topic, wanted: Wanted): Partial<Topic> {
  const { status, snoozedUntil = null, assigneeId, teamId, priority, subject } = wanted;
  const { addTagIds, removeTagIds, addFollowerIds, removeFollowerIds } = wanted;
  return {
    ...(status !== undefined && { status, snoozedUntil: status === 'snoozed' ? snoozedUntil : null }),
    ...(assigneeId !== undefined && { assigneeId }),
    ...(teamId !== undefined && { teamId }),
    ...(priority !== undefined && { priority }),
    ...(subject !== undefined && { subject }),
    ...((addTagIds || removeTagIds) && { tagIds: changed(topic.tagIds, addTagIds, removeTagIds) }),
    ...((addFollowerIds || removeFollowerIds) && {
      followerIds: changed(topic.followerIds, addFollowerIds, removeFollowerIds),
    }),
  };
}

/** The same fields as they were. */
export function before(topic: Topic, wanted: Wanted): Partial<Topic> {
  const fields = Object.keys(after(topic, wanted)) as (keyof Topic)[];
  return Object.fromEntries(fields.map((field) => [field, topic[field]]));
}

const changed = <Id extends string>(ids: readonly Id[], added: readonly Id[] = [], removed: readonly Id[] = []): Id[] =>
  [...new Set([...ids, ...added])].filter((id) => !removed.includes(id)).toSorted();
