import { ErasureId, type VisitorId, type WorkspaceId } from '@everthread/shared/models/ids';
import { UNSEEN_MONTHS } from '@everthread/shared/models/personal-data';
import { sql } from 'drizzle-orm';
import type { Context, Surroundings, SystemActor } from '../context.ts';
import { inWorkspace, runBatch } from '../db/in-workspace.ts';
import { erasures } from '../db/schema/erasures.ts';
import { threads } from '../db/schema/threads.ts';
import { topics } from '../db/schema/topics.ts';
import { visitors } from '../db/schema/visitors.ts';
import { describeError, log } from '../log.ts';
import { beginErasure } from './begin-erasure.ts';

const MOST_WORKSPACES = 20;
const MOST_VISITORS = 10;

/**
 * Has those erased whom nobody has proven, who have not been here for nine months, and with whom nobody has spoken since.
 * The outbox does the rest, as for anybody. A cron calls it.
 */
export async function eraseUnseen(surroundings: Surroundings): Promise<void> {
  const before = unseenBefore(surroundings.now());
  const [found] = await runBatch(surroundings.db, [
    surroundings.db.execute(
      sql`select workspaces_with_unseen_visitors(${before.toISOString()}::timestamptz, ${MOST_WORKSPACES}) as id`,
    ),
  ]);
  for (const { id } of (found as { rows: { id: WorkspaceId }[] }).rows) {
    // One workspace in trouble must not keep the others waiting.
    await eraseUnseenIn({ ...surroundings, actor: { kind: 'system', workspaceId: id } }).catch((error) =>
      log('visitors.unseen_failed', { workspaceId: id, ...describeError(error) }),
    );
  }
}

/** The same in one workspace. */
export async function eraseUnseenIn(ctx: Context<SystemActor>): Promise<void> {
  const then = sql`${unseenBefore(ctx.now()).toISOString()}::timestamptz`;
  const [{ rows }] = await inWorkspace(ctx, [
    ctx.db.execute<{ id: VisitorId }>(sql`
      select visitor.id from ${visitors} visitor
      where visitor.workspace_id = ${ctx.actor.workspaceId} and visitor.identity = 'claimed'
        and visitor.first_seen_at < ${then} and visitor.last_seen_at < ${then}
        and visitor.mail_proof is distinct from 'proven'
        and not exists (select from ${threads} thread
          join ${topics} topic on topic.workspace_id = thread.workspace_id and topic.thread_id = thread.id
          where thread.workspace_id = visitor.workspace_id and thread.visitor_id = visitor.id
            and topic.last_message_at >= ${then})
        and not exists (select from ${erasures} erasure
          where erasure.workspace_id = visitor.workspace_id and erasure.done_at is null
            and visitor.id = any(erasure.visitor_ids))
      order by visitor.first_seen_at, visitor.id limit ${MOST_VISITORS}`),
  ]);
  for (const { id } of rows) await beginErasure(ctx, id, ErasureId.parse(ctx.newId()));
}

/** Whoever was here last before this goes: the same day so many months ago; of a shorter month its last. */
export function unseenBefore(now: Date): Date {
  const then = new Date(now);
  then.setUTCMonth(then.getUTCMonth() - UNSEEN_MONTHS);
  if (then.getUTCDate() !== now.getUTCDate()) then.setUTCDate(0);
  return then;
}
