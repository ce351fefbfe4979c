import type { TopicId } from '@everthread/shared/models/ids';
import { type SQL, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { messages } from '../db/schema/messages.ts';
import { promises, waits } from '../db/schema/promises.ts';
import { threads } from '../db/schema/threads.ts';
import { topics } from '../db/schema/topics.ts';
import { recordEach } from '../outbox/record-event.ts';

/** What an agent adds so soon after his own words is of the same breath, and is not yet what he promised. */
const SAME_BREATH_MINUTES = 5;

/** Since when the visitor of the row `topic` waits. He who took back all that nobody has answered waits no more. */
export const waitsSince: SQL = sql`case when exists (
    select from ${messages} message
    where message.workspace_id = topic.workspace_id and message.thread_id = topic.thread_id
      and message.topic_id = topic.id and message.author_kind = 'visitor' and message.deleted_at is null
      and message.sent_at >= topic.waiting_since)
  then topic.waiting_since end`;

/** Of the row `topic`, what a person first answered after the message, and not before the time. */
const replyAfter = (messageId: SQL, earliest: SQL): SQL => sql`(
  select reply.sent_at, reply.agent_id from ${messages} reply
  where reply.workspace_id = topic.workspace_id and reply.thread_id = topic.thread_id and reply.topic_id = topic.id
    and reply.author_kind = 'agent' and reply.kind = 'message' and reply.sent_at >= ${earliest}
    and reply.seq > coalesce((select asked.seq from ${messages} asked
      where asked.workspace_id = topic.workspace_id and asked.id = ${messageId}), 0)
  order by reply.seq limit 1)`;

/**
 * One statement: ends the waits of a topic that are over, and the promise that went with them: kept by a reply in time,
 * broken once its time has passed, else cancelled. What goes on stays as it is, so it may be done at any time and any
 * number of times. Needs the lock of `lockThread` before it.
 */
export function settlePromise({ db, actor, now }: Context, topicId: TopicId) {
  const at = sql`${now().toISOString()}::timestamptz`;
  const breath = sql.raw(`interval '${SAME_BREATH_MINUTES} minutes'`);
  const fields = { topicId: sql`id`, rev: sql`rev`, wasAtRisk: sql`was_at_risk`, thread: sql`null` };
  return db.execute(sql`
    with topic as (
      select topic.*, ${waitsSince} as waits_since from ${topics} topic
      where topic.workspace_id = ${actor.workspaceId} and topic.id = ${topicId}
    ),
    ended as (
      update ${waits} wait set agent_id = reply.agent_id, ended = case when reply.sent_at is null then 'left' else 'replied' end,
        ended_at = greatest(wait.since, coalesce(reply.sent_at, ${at}))
      from topic left join lateral ${replyAfter(
        sql`null::uuid`,
        sql`(
        select min(open.since) from ${waits} open
        where open.workspace_id = topic.workspace_id and open.topic_id = topic.id and open.ended_at is null)`,
      )} reply on true
      where wait.workspace_id = topic.workspace_id and wait.topic_id = topic.id and wait.ended_at is null
        and wait.since is distinct from topic.waits_since
    ),
    over as (
      select topic.workspace_id, topic.thread_id, topic.id, promise.id as promise_id, promise.outcome, promise.due_at,
        promise.at_risk_at is not null as was_at_risk,
        reply.sent_at as replied_at, coalesce(reply.sent_at, ${at}) as ended_at,
        -- Otherwise it goes without saying: the visitor's answer is there.
        promise.kind = 'own-words' or topic.waiting_since is not null as is_news
      from topic
        join ${promises} promise on promise.workspace_id = topic.workspace_id and promise.id = topic.promise_id
        left join lateral ${replyAfter(
          sql`promise.message_id`,
          sql`case when promise.kind = 'own-words' then promise.made_at + ${breath} else '-infinity' end`,
        )} reply on true
      where case when promise.kind = 'own-words' then topic.status in ('done', 'merged') or reply.sent_at is not null
        else topic.waits_since is distinct from promise.waiting_since end
    ),
    settled as (
      update ${promises} promise set settled_at = over.ended_at,
        outcome = case when over.ended_at > over.due_at then 'broken' when over.replied_at is null then 'cancelled' else 'kept' end
      from over
      where promise.workspace_id = over.workspace_id and promise.id = over.promise_id and over.outcome = 'open'
    ),
    thread as (
      update ${threads} thread set rev = thread.rev + 1 from over
      where thread.workspace_id = over.workspace_id and thread.id = over.thread_id and over.is_news
      returning thread.rev
    ),
    freed as (
      update ${topics} topic set promise_id = null, promise_due_at = null, rev = coalesce((select rev from thread), topic.rev)
      from over where topic.workspace_id = over.workspace_id and topic.id = over.id
    )
    ${recordEach('promise.changed', fields, sql`over, thread`, now())}`);
}
