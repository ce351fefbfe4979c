import type { ChangeId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import { inWorkspace } from '../db/in-workspace.ts';
import { topicEvents } from '../db/schema/topic-events.ts';
import { topics } from '../db/schema/topics.ts';
import type { OutboxEvent } from '../outbox/events.ts';
import type { Handler, HandlerContext } from '../outbox/handler.ts';
import { recordEach } from '../outbox/record-event.ts';
import { lockThread } from '../threads/lock-thread.ts';
import { threadOfTopic } from '../threads/thread-of-topic.ts';
import { nextRev } from './apply-states.ts';

type Ended = Extract<OutboxEvent, { type: 'snooze.ended' }>;

/**
 * A snooze has ended: the topic is the team's again, at the top of the list. Who waits since when stays. Where the
 * topic no longer snoozes, or until another time, nothing happens; so neither when the same end is told twice.
 */
export const wakeTopics: Handler<Ended> = async (ctx, events) => {
  for (const event of events) await wake(ctx, event);
};

async function wake(ctx: HandlerContext, { topicId, until }: Ended): Promise<void> {
  const { workspaceId } = ctx.actor;
  const { itsThread } = threadOfTopic(ctx.db, workspaceId, topicId);
  const now = sql`${ctx.now().toISOString()}::timestamptz`;
  const id = ctx.newId() as ChangeId;
  const told = { topicId: sql`topic_id`, changeId: sql`id`, thread: sql`thread_id` };
  await inWorkspace(ctx, [
    lockThread(ctx.db, itsThread),
    ctx.db.execute(sql`
      with news as (
        select workspace_id, thread_id, id from ${topics}
        where workspace_id = ${workspaceId} and id = ${topicId} and status = 'snoozed' and snoozed_until = ${until}::timestamptz
      ),
      ${nextRev},
      woken as (
        update ${topics} topic set rev = thread.rev, status = 'open', snoozed_until = null,
          last_message_at = greatest(topic.last_message_at, ${now})
        from news, thread where topic.workspace_id = news.workspace_id and topic.id = news.id
      ),
      kept as (
        insert into ${topicEvents} (workspace_id, id, thread_id, topic_id, rev, after_seq, kind, at, before, after)
        select news.workspace_id, ${id}::uuid, news.thread_id, news.id, thread.rev, thread.last_seq, 'woken', ${now}, '{}', '{}'
        from news, thread
        returning workspace_id, id, thread_id, topic_id
      )
      ${recordEach('topic.changed', told, sql`kept`, ctx.now())}`),
  ]);
}
