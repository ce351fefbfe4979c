import type { TopicId } from '@everthread/shared/models/ids';
import type { TopicStatusChange } from '@everthread/shared/models/topic';
import { sql } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { threads } from '../db/schema/threads.ts';
import { topics } from '../db/schema/topics.ts';
import { AppError } from '../errors.ts';
import { recordEvent } from '../outbox/record-event.ts';
import { lockThread } from '../threads/lock-thread.ts';
import { threadOfTopic } from '../threads/thread-of-topic.ts';
import { selectTopics, type TopicDetails } from './topic-rows.ts';

/** Finishes or reopens a topic. Its thread stays as it is: one can always go on writing. Setting what is set changes nothing. */
export async function setTopicStatus(
  ctx: Context<AgentActor>,
  topicId: TopicId,
  { status }: TopicStatusChange,
): Promise<TopicDetails> {
  const { workspaceId } = ctx.actor;
  const { thatTopic, itsThread } = threadOfTopic(ctx.db, workspaceId, topicId);
  const now = sql`${ctx.now().toISOString()}::timestamptz`;
  const [, , [topic]] = await inWorkspace(ctx, [
    lockThread(ctx.db, itsThread),
    ctx.db.execute(sql`
      with thread as (
        update ${threads} set rev = rev + 1
        where ${itsThread} and exists (select from ${topics} where ${thatTopic} and ${topics.status} <> ${status})
        returning workspace_id, id, rev
      ),
      changed as (
        update ${topics} topic set status = ${status}, rev = thread.rev,
          done_at = ${status === 'done' ? now : sql`null`}, snoozed_until = null,
          waiting_since = ${status === 'open' ? sql`topic.waiting_since` : sql`null`}
        from thread
        where topic.workspace_id = thread.workspace_id and topic.id = ${topicId}
        returning topic.workspace_id, topic.thread_id
      )
      ${recordEvent({ type: 'topic.changed', topicId }, sql`changed`, ctx.now())}`),
    selectTopics(ctx.db).where(thatTopic),
  ]);
  if (!topic) throw new AppError('not_found', 'No such topic');
  return topic;
}
