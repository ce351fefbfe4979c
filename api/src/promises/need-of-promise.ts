import type { MessageId, PromiseId, TeamId, TopicId } from '@everthread/shared/models/ids';
import type { PromiseBasis } from '@everthread/shared/models/promise';
import { sql } from 'drizzle-orm';
import type { Context, SystemActor } from '../context.ts';
import { messages } from '../db/schema/messages.ts';
import { promises, waits } from '../db/schema/promises.ts';
import { topics } from '../db/schema/topics.ts';
import { waitsSince } from './settle-promise.ts';

/** What a visitor was told of a wait, and on what it rested. */
export type Told = { dueMs: number; basis: PromiseBasis; likelihood: number };

/** A topic whose visitor waits for a person. */
export type Need = {
  topicId: TopicId;
  teamId: TeamId | null;
  sinceMs: number;
  kind: 'first' | 'next';
  messageId: MessageId; // the first that nobody has answered
  queueAhead: number; // how many have waited longer in the same team
  promiseId: PromiseId | null;
  isNoted: boolean; // that he waits
  told: Told | null; // of this same wait, before it was over for a while
};

/** A statement: who waits in this topic; no row where nobody does. */
export const selectNeed = ({ db, actor }: Context<SystemActor>, topicId: TopicId) =>
  db.execute<Need>(sql`
    select topic.id as "topicId", topic.team_id as "teamId", ${ms('topic.since')} as "sinceMs",
      case when exists (select from ${messages} reply
          where reply.workspace_id = topic.workspace_id and reply.thread_id = topic.thread_id and reply.topic_id = topic.id
            and reply.author_kind = 'agent' and reply.kind = 'message')
        then 'next' else 'first' end as kind,
      (select message.id from ${messages} message
        where message.workspace_id = topic.workspace_id and message.thread_id = topic.thread_id and message.topic_id = topic.id
          and message.author_kind = 'visitor' and message.deleted_at is null and message.sent_at >= topic.since
        order by message.seq limit 1) as "messageId",
      (select count(*)::integer from ${topics} other
        where other.workspace_id = topic.workspace_id and other.status = 'open' and other.waiting_rank < topic.since
          and other.team_id is not distinct from topic.team_id) as "queueAhead",
      topic.promise_id as "promiseId",
      exists (select from ${waits} wait where wait.workspace_id = topic.workspace_id and wait.topic_id = topic.id
        and wait.since = topic.since and wait.ended_at is null) as "isNoted",
      (select jsonb_build_object('dueMs', ${ms('told.due_at')}, 'basis', told.basis, 'likelihood', told.likelihood)
        from ${promises} told where told.workspace_id = topic.workspace_id and told.topic_id = topic.id
          and told.waiting_since = topic.since and told.outcome = 'cancelled'
        order by told.due_at desc limit 1) as told
    from (select topic.*, ${waitsSince} as since from ${topics} topic
      where topic.workspace_id = ${actor.workspaceId} and topic.id = ${topicId}) topic
    where topic.since is not null`);

const ms = (column: string) => sql.raw(`(extract(epoch from ${column}) * 1000)::float8`);
