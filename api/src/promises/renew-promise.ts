import type { PromiseId, TopicId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import type { Context, SystemActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { promises } from '../db/schema/promises.ts';
import { topics } from '../db/schema/topics.ts';
import { lockThread } from '../threads/lock-thread.ts';
import { threadOfTopic } from '../threads/thread-of-topic.ts';
import { firstLook, type Renewed, roundedUp } from './look-at-promise.ts';
import { holdPromise } from './make-promise.ts';
import { isUnanswered } from './warn-of-promise.ts';

/**
 * Tells a visitor, before the time that he was promised has passed, of a later one: his promise gives way to another.
 * Once for each promise, and never where somebody has answered meanwhile.
 */
export async function renewPromise(
  ctx: Context<SystemActor>,
  id: PromiseId,
  topicId: TopicId,
  to: Renewed & { likelihood: number },
): Promise<void> {
  const { workspaceId } = ctx.actor;
  const at = sql`${ctx.now().toISOString()}::timestamptz`;
  const nowMs = ctx.now().getTime();
  const dueMs = roundedUp(to.dueMs, nowMs);
  const renewedId = ctx.newId() as PromiseId;
  const watchMs = firstLook({ madeMs: nowMs, dueMs, isOwnWord: false });
  await inWorkspace(ctx, [
    lockThread(ctx.db, threadOfTopic(ctx.db, workspaceId, topicId).itsThread),
    ctx.db.execute(sql`
      with old as (
        update ${promises} promise set outcome = 'renewed', settled_at = ${at}, announced_at = ${at} from ${topics} topic
        where promise.workspace_id = ${workspaceId} and promise.id = ${id} and promise.due_at > ${at}
          and topic.workspace_id = promise.workspace_id and topic.id = promise.topic_id and ${isUnanswered}
        returning promise.*
      ),
      made as (
        insert into ${promises} (workspace_id, id, topic_id, message_id, kind, waiting_since, team_id, made_at, due_at,
          likelihood, basis, queue_ahead, renews_id)
        select workspace_id, ${renewedId}::uuid, topic_id, message_id, kind, waiting_since, team_id, ${at},
          ${new Date(dueMs).toISOString()}::timestamptz, ${to.likelihood}, ${to.basis}, queue_ahead, id
        from old
        returning workspace_id, id, topic_id, due_at
      ),
      ${holdPromise(ctx, renewedId, dueMs, watchMs, sql`exists (select from old where at_risk_at is not null)`)}`),
  ]);
}
