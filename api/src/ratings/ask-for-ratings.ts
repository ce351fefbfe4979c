import type { TopicId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import { inWorkspace } from '../db/in-workspace.ts';
import { messages } from '../db/schema/messages.ts';
import { outbox } from '../db/schema/outbox.ts';
import { topics } from '../db/schema/topics.ts';
import { workspaces } from '../db/schema/workspaces.ts';
import type { OutboxEvent } from '../outbox/events.ts';
import type { Handler, HandlerContext } from '../outbox/handler.ts';
import { recordEach } from '../outbox/record-event.ts';
import { lockThread } from '../threads/lock-thread.ts';
import { threadOfTopic } from '../threads/thread-of-topic.ts';
import { nextRev } from '../topics/apply-states.ts';

type EventOf<Type extends OutboxEvent['type']> = Extract<OutboxEvent, { type: Type }>;

/** For as long an agent may take back that a topic is done, and nobody has been asked anything. */
const ASK_AFTER = '10 seconds';
/** Of what was done longer ago nobody is asked any more, whatever is still done to the topic. */
const ASK_WITHIN = '1 day';

/** Topics that are done now, and of which nobody was asked yet, come due for the question. */
export const askSoon: Handler<EventOf<'topic.changed'>> = async (ctx, events) => {
  const ids = JSON.stringify(events.map(({ topicId }) => topicId));
  await inWorkspace(ctx, [
    ctx.db.execute(sql`
      insert into ${outbox} (workspace_id, thread_id, type, payload, created_at, due_at)
      select topic.workspace_id, topic.thread_id, 'rating.due',
        jsonb_build_object('topicId', topic.id, 'doneAt', to_char(topic.done_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')),
        ${ctx.now().toISOString()}::timestamptz, topic.done_at + ${ASK_AFTER}::interval
      from ${topics} topic join ${workspaces} workspace on workspace.id = topic.workspace_id
      where topic.workspace_id = ${ctx.actor.workspaceId} and topic.id in (select jsonb_array_elements_text(${ids}::jsonb)::uuid)
        and topic.status = 'done' and topic.rating_asked_at is null and workspace.rating_scale <> 'off'
        and topic.done_at > ${ctx.now().toISOString()}::timestamptz - ${ASK_WITHIN}::interval`),
  ]);
};

/**
 * Asks how it went, once a topic: where it is still done as it was, and somebody has answered in it. Both sides are told
 * by what the topic now is.
 */
export const askForRatings: Handler<EventOf<'rating.due'>> = async (ctx, events) => {
  for (const { topicId, doneAt } of events) await ask(ctx, topicId, doneAt);
};

async function ask(ctx: HandlerContext, topicId: TopicId, doneAt: string): Promise<void> {
  const { workspaceId } = ctx.actor;
  const { itsThread } = threadOfTopic(ctx.db, workspaceId, topicId);
  await inWorkspace(ctx, [
    lockThread(ctx.db, itsThread),
    ctx.db.execute(sql`
      with news as (
        select workspace_id, thread_id, id from ${topics} topic
        where workspace_id = ${workspaceId} and id = ${topicId} and status = 'done' and rating_asked_at is null
          and done_at = ${doneAt}::timestamptz and done_at > ${ctx.now().toISOString()}::timestamptz - ${ASK_WITHIN}::interval
          and exists (select from ${messages} message
            where message.workspace_id = topic.workspace_id and message.thread_id = topic.thread_id
              and message.topic_id = topic.id and message.kind = 'message' and message.author_kind = 'agent')
      ),
      ${nextRev},
      asked as (
        update ${topics} topic set rev = thread.rev, rating_asked_at = greatest(${ctx.now().toISOString()}::timestamptz, topic.done_at)
        from news, thread where topic.workspace_id = news.workspace_id and topic.id = news.id
        returning topic.workspace_id, topic.thread_id, topic.id
      )
      ${recordEach('topic.changed', { topicId: sql`id`, thread: sql`thread_id` }, sql`asked`, ctx.now())}`),
  ]);
}
