import type { PromiseId, TopicId } from '@everthread/shared/models/ids';
import type { NewWord } from '@everthread/shared/models/promise';
import { and, sql } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { messages } from '../db/schema/messages.ts';
import { promises } from '../db/schema/promises.ts';
import { topics } from '../db/schema/topics.ts';
import { AppError } from '../errors.ts';
import { lockThread } from '../threads/lock-thread.ts';
import { threadOfTopic } from '../threads/thread-of-topic.ts';
import { selectTopics, type TopicDetails } from '../topics/topic-rows.ts';
import { firstLook } from './look-at-promise.ts';
import { holdPromise } from './make-promise.ts';
import { settlePromise } from './settle-promise.ts';

const FARTHEST_DAYS = 366;

/**
 * Makes a promise of what an agent has said himself that he will do: in place of whatever the visitor was promised so
 * far in this topic, with which it stays, whoever has the topic later. Safe to repeat with one id. Where he was told an
 * earlier time this one is a later one, with an apology.
 */
export async function giveWord(ctx: Context<AgentActor>, topicId: TopicId, word: NewWord): Promise<TopicDetails> {
  const { workspaceId } = ctx.actor;
  const nowMs = ctx.now().getTime();
  const dueMs = Date.parse(word.dueAt);
  if (dueMs <= nowMs) throw new AppError('invalid', '`dueAt` must lie in the future');
  if (dueMs - nowMs > FARTHEST_DAYS * 86_400_000) throw new AppError('invalid', '`dueAt` must lie within a year');
  const { thatTopic, itsThread } = threadOfTopic(ctx.db, workspaceId, topicId);
  const watchMs = firstLook({ madeMs: nowMs, dueMs, isOwnWord: true });
  const said = sql`exists (select from ${messages} message
    where message.workspace_id = ${workspaceId} and message.id = ${word.messageId} and message.topic_id = ${topicId}
      and message.kind = 'message' and message.agent_id = current_agent() and message.deleted_at is null)`;
  const [, , , [topic], [made]] = await inWorkspace(ctx, [
    lockThread(ctx.db, itsThread),
    settlePromise(ctx, topicId), // what his reply has kept may not have been counted yet
    ctx.db.execute(statement(ctx, topicId, word, watchMs, said)),
    selectTopics(ctx.db).where(thatTopic),
    ctx.db
      .select({ topicId: promises.topicId, messageId: promises.messageId, dueAt: promises.dueAt })
      .from(promises)
      .where(and(sql`${promises.workspaceId} = ${workspaceId}`, sql`${promises.id} = ${word.id}`)),
  ]);
  if (!topic || !made) throw new AppError('not_found', 'No such message of yours in a topic that goes on');
  if (made.topicId !== topicId || made.messageId !== word.messageId || made.dueAt.getTime() !== dueMs) {
    throw new AppError('conflict', 'This id already stands for another promise. Choose a new id');
  }
  return topic;
}

function statement(
  ctx: Context<AgentActor>,
  topicId: TopicId,
  { id, messageId, dueAt }: NewWord,
  watchMs: number,
  isSaid: ReturnType<typeof sql>,
) {
  const at = sql`${ctx.now().toISOString()}::timestamptz`;
  const due = sql`${dueAt}::timestamptz`;
  return sql`
    with topic as (
      select topic.* from ${topics} topic
      where topic.workspace_id = ${ctx.actor.workspaceId} and topic.id = ${topicId} and topic.status not in ('done', 'merged')
        and ${isSaid} and not exists (select from ${promises} known
          where known.workspace_id = topic.workspace_id and known.id = ${id})
    ),
    old as (
      update ${promises} promise set settled_at = least(promise.due_at, ${at}),
        outcome = case when promise.due_at <= ${at} then 'broken' when promise.due_at < ${due} then 'renewed' else 'cancelled' end,
        announced_at = case when promise.due_at > ${at} and promise.due_at < ${due} then ${at} end
      from topic
      where promise.workspace_id = topic.workspace_id and promise.id = topic.promise_id and promise.outcome = 'open'
      returning promise.id, promise.due_at, promise.at_risk_at
    ),
    made as (
      insert into ${promises} (workspace_id, id, topic_id, message_id, kind, team_id, agent_id, made_at, due_at, likelihood,
        basis, renews_id)
      select topic.workspace_id, ${id}::uuid, topic.id, ${messageId}::uuid, 'own-words', topic.team_id, current_agent(), ${at},
        ${due}, 100, 'agent', case when old.due_at < ${due} then old.id end
      from topic left join old on true
      returning workspace_id, id, topic_id, due_at
    ),
    ${holdPromise(ctx, id as PromiseId, Date.parse(dueAt), watchMs, sql`exists (select from old where at_risk_at is not null)`)}`;
}
