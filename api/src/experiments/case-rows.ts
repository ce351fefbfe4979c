import type { Arm } from '@everthread/shared/models/experiment';
import type { ExperimentId, TopicId, VisitorId, WorkspaceId } from '@everthread/shared/models/ids';
import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { experiments, experimentTopics } from '../db/schema/experiments.ts';
import { messages } from '../db/schema/messages.ts';
import { threads } from '../db/schema/threads.ts';
import { topicEvents } from '../db/schema/topic-events.ts';
import { topics } from '../db/schema/topics.ts';

/** The most topics that the report of an experiment reads, the first ones first. */
export const MOST_TOPICS = 10_000;

/** A reply that comes so soon after the same agent's last one took him the time between; after longer nobody knows. */
const LONGEST_REPLY_MINUTES = 15;

/** A topic that took part, and what came of it. */
export type CaseRow = {
  topicId: TopicId;
  arm: Arm;
  visitorId: VisitorId;
  rating: number | null;
  wasDone: boolean;
  wasReopened: boolean; // its visitor wrote again after it was done
  messages: number;
  replies: number; // of which it is known how long they took
  seconds: number; // that they took
};

/** A statement: the topics of an experiment. Of merged ones the topic that they went into counts, if it took part itself. */
export function selectCases(db: Database, workspaceId: WorkspaceId, id: ExperimentId) {
  const own = (row: string): SQL => sql`${sql.raw(row)}.workspace_id = ${workspaceId}`;
  return db.execute<CaseRow>(sql`
    with taking as (
      select part.topic_id, part.arm from ${experimentTopics} part join ${topics} topic on ${own('topic')} and topic.id = part.topic_id
      where ${own('part')} and part.experiment_id = ${id} and topic.status <> 'merged'
      order by part.enrolled_at, part.topic_id limit ${MOST_TOPICS}
    ),
    replies as (
      select reply.topic_id, count(*)::integer as replies, extract(epoch from sum(reply.took))::float8 as seconds
      from (
        select message.topic_id, message.sent_at - lag(message.sent_at) over (partition by message.agent_id order by message.sent_at, message.seq) as took
        from ${messages} message
        where ${own('message')} and message.author_kind = 'agent' and message.kind = 'message'
          and message.sent_at >= (select started_at from ${experiments} begun where ${own('begun')} and begun.id = ${id})
          and message.sent_at < (select coalesce(ended_at, 'infinity') from ${experiments} ended where ${own('ended')} and ended.id = ${id})
      ) reply
      where reply.took <= make_interval(mins => ${LONGEST_REPLY_MINUTES}) and reply.topic_id in (select topic_id from taking)
      group by reply.topic_id
    )
    select taking.topic_id as "topicId", taking.arm, thread.visitor_id as "visitorId", topic.rating,
      topic.status = 'done' or first.at is not null as "wasDone",
      exists (select from ${messages} again where ${own('again')} and again.thread_id = topic.thread_id
        and again.topic_id = topic.id and again.author_kind = 'visitor' and again.sent_at > first.at) as "wasReopened",
      (select count(*)::integer from ${messages} message where ${own('message')} and message.thread_id = topic.thread_id
        and message.topic_id = topic.id and message.kind = 'message') as messages,
      coalesce(replies.replies, 0) as replies, coalesce(replies.seconds, 0) as seconds
    from taking
      join ${topics} topic on ${own('topic')} and topic.id = taking.topic_id
      join ${threads} thread on ${own('thread')} and thread.id = topic.thread_id
      left join replies on replies.topic_id = taking.topic_id
      cross join lateral (select min(event.at) as at from ${topicEvents} event where ${own('event')}
        and event.thread_id = topic.thread_id and event.topic_id = topic.id and event.kind = 'changed'
        and event.after ->> 'status' = 'done' and event.undone_at is null) first`);
}
