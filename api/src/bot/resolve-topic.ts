import type { ChangeId, MessageId } from '@everthread/shared/models/ids';
import { type SQL, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { botMessages } from '../db/schema/bot.ts';
import { messages } from '../db/schema/messages.ts';
import { threads } from '../db/schema/threads.ts';
import { topicEvents } from '../db/schema/topic-events.ts';
import { topics } from '../db/schema/topics.ts';
import type { OutboxEvent } from '../outbox/events.ts';
import type { Handler } from '../outbox/handler.ts';
import { recordEach } from '../outbox/record-event.ts';
import { lockThread } from '../threads/lock-thread.ts';
import { nextRev } from '../topics/apply-states.ts';
import { isHandedOver, isTaken } from './read-situation.ts';

/** Three days went by, and the visitor has not come back on what the bot said: it is taken to have helped. */
export const assumeHelped: Handler<Extract<OutboxEvent, { type: 'bot.quiet' }>> = async (ctx, events) => {
  for (const { messageId } of events) {
    const itsThread = sql`${threads.workspaceId} = ${ctx.actor.workspaceId} and ${threads.id} = (
      select thread_id from ${messages} where workspace_id = ${ctx.actor.workspaceId} and id = ${messageId})`;
    await inWorkspace(ctx, [
      lockThread(ctx.db, itsThread),
      resolveTopic(
        ctx,
        messageId,
        'assumed',
        sql`said.helped is null and not exists (select from ${messages} later
          where later.workspace_id = message.workspace_id and later.thread_id = message.thread_id and later.seq > message.seq
            and later.topic_id = message.topic_id and later.author_kind in ('visitor', 'bot') and later.kind = 'message')`,
      ),
    ]);
  }
};

/**
 * A statement, under the thread's lock: the topic is done by what the bot said in this message, if `when` holds of the rows
 * `said` and `message`, and no person has had a part in it. Who waits in it waits no more. Where the visitor has written
 * after the answer, that alone is noted: what he wants now is open.
 */
export function resolveTopic(ctx: Context, messageId: MessageId, how: 'confirmed' | 'assumed', when: SQL) {
  const now = sql`${ctx.now().toISOString()}::timestamptz`;
  const id = ctx.newId() as ChangeId;
  return ctx.db.execute(sql`
    with answered as (
      select topic.workspace_id, topic.thread_id, topic.id, topic.status, topic.waiting_since, ${hasMore} as has_more
      from ${messages} message
        join ${botMessages} said on said.workspace_id = message.workspace_id and said.message_id = message.id
        join ${topics} topic on topic.workspace_id = message.workspace_id and topic.id = message.topic_id
      where message.workspace_id = ${ctx.actor.workspaceId} and message.id = ${messageId}
        and said.kind = 'answer' and said.resolved is null and ${when} and not ${isTaken} and not ${isHandedOver}
    ),
    news as (select * from answered where not has_more),
    ${nextRev},
    resolved as (
      update ${botMessages} said set resolved = ${how}, resolved_at = ${now}
      from answered where said.workspace_id = answered.workspace_id and said.message_id = ${messageId}
    ),
    done as (
      update ${topics} topic set rev = thread.rev, status = 'done', done_at = ${now}, waiting_since = null
      from news, thread where topic.workspace_id = news.workspace_id and topic.id = news.id
    ),
    kept as (
      insert into ${topicEvents} (workspace_id, id, thread_id, topic_id, rev, after_seq, kind, at, before, after)
      select news.workspace_id, ${id}::uuid, news.thread_id, news.id, thread.rev, thread.last_seq, 'changed', ${now},
        jsonb_build_object('status', news.status, 'done_at', null, 'waiting_since', news.waiting_since),
        jsonb_build_object('status', 'done', 'done_at', ${now}, 'waiting_since', null)
      from news, thread
      returning workspace_id, id, thread_id, topic_id
    )
    ${recordEach('topic.changed', { topicId: sql`topic_id`, changeId: sql`id`, thread: sql`thread_id` }, sql`kept`, ctx.now())}`);
}

/** Of the row `message`: its visitor has written in the topic after it. */
const hasMore: SQL = sql`exists (select from ${messages} later
  where later.workspace_id = message.workspace_id and later.thread_id = message.thread_id and later.seq > message.seq
    and later.topic_id = message.topic_id and later.author_kind = 'visitor' and later.deleted_at is null)`;
