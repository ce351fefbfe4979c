import type { ThreadId, TopicId } from '@everthread/shared/models/ids';
import type { NewRating } from '@everthread/shared/models/rating';
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Context, VisitorActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { threads } from '../db/schema/threads.ts';
import { topics } from '../db/schema/topics.ts';
import { AppError } from '../errors.ts';
import { recordEach } from '../outbox/record-event.ts';
import { actorsThread } from '../threads/actors-thread.ts';
import { lockThread } from '../threads/lock-thread.ts';
import { nextRev } from '../topics/apply-states.ts';
import { selectTopics, type TopicDetails } from '../topics/topic-rows.ts';

/**
 * The visitor says how it went, or says it otherwise. Only while he is asked: throws `conflict` where the topic has gone
 * on since, `not_found` where it is none of his. What he said already changes nothing.
 */
export async function rateTopic(
  ctx: Context<VisitorActor>,
  threadId: ThreadId,
  topicId: TopicId,
  { score, word }: NewRating,
): Promise<TopicDetails> {
  const { workspaceId } = ctx.actor;
  const whichThread = actorsThread(ctx.actor, threadId);
  const own = ctx.db.select({ id: threads.id }).from(threads).where(whichThread);
  const thatTopic = and(eq(topics.workspaceId, workspaceId), eq(topics.id, topicId), inArray(topics.threadId, own));
  const said = sql`${word === undefined ? sql`topic.rating_word` : word || null}`;
  const [, , [topic]] = await inWorkspace(ctx, [
    lockThread(ctx.db, whichThread),
    ctx.db.execute(sql`
      with news as (
        select topic.workspace_id, topic.thread_id, topic.id from ${topics} topic
        where topic.workspace_id = ${workspaceId} and topic.id = ${topicId} and topic.thread_id in (${own})
          and topic.status = 'done' and (topic.rated_at is not null or topic.done_at <= topic.rating_asked_at)
          and (topic.rating is distinct from ${score}::integer or topic.rating_word is distinct from ${said})
      ),
      ${nextRev},
      rated as (
        update ${topics} topic set rev = thread.rev, rating = ${score}::integer, rating_word = ${said},
          rated_at = coalesce(topic.rated_at, ${ctx.now().toISOString()}::timestamptz)
        from news, thread where topic.workspace_id = news.workspace_id and topic.id = news.id
        returning topic.workspace_id, topic.thread_id, topic.id
      )
      ${recordEach('topic.changed', { topicId: sql`id`, thread: sql`thread_id` }, sql`rated`, ctx.now())}`),
    selectTopics(ctx.db).where(thatTopic),
  ]);
  if (!topic) throw new AppError('not_found', 'No such topic');
  const isSaid = topic.rating === score && (word === undefined || (topic.ratingWord ?? '') === word);
  if (!isSaid) throw new AppError('conflict', 'This is not asked any more');
  return topic;
}
