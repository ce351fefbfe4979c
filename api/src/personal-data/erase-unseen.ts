import { ErasureId, type VisitorId, type WorkspaceId } from '@everthread/shared/models/ids';
import { UNSEEN_MONTHS } from '@everthread/shared/models/personal-data';
import { type SQL, sql } from 'drizzle-orm';
import type { Context, Surroundings, SystemActor } from '../context.ts';
import { inWorkspace, runBatch } from '../db/in-workspace.ts';
import { erasures } from '../db/schema/erasures.ts';
import { threads } from '../db/schema/threads.ts';
import { topics } from '../db/schema/topics.ts';
import { visitors } from '../db/schema/visitors.ts';
import { AppError } from '../errors.ts';
import { describeError, log } from '../log.ts';
import { beginErasure } from './begin-erasure.ts';

const MOST_WORKSPACES = 1_000;
const MOST_VISITORS = 300;
const MOST_AT_ONCE = 600; // each is a trip
const BUDGET_MS = 60_000;

/**
 * Has those erased whom nobody has proven, who have not been here for nine months, and with whom nobody has spoken since.
 * The outbox does the rest, as for anybody. A cron calls it. For a minute it goes through the workspaces, each time in
 * another order, so that none with many, or in trouble, is in the others' way; how many it did not come to is logged.
 */
export async function eraseUnseen(surroundings: Surroundings): Promise<void> {
  const before = unseenBefore(surroundings.now());
  const [found] = await runBatch(surroundings.db, [
    surroundings.db.execute(
      sql`select workspaces_with_unseen_visitors(${before.toISOString()}::timestamptz, ${MOST_WORKSPACES}) as id`,
    ),
  ]);
  const { rows } = found as { rows: { id: WorkspaceId }[] };
  const inAnyOrder = rows
    .map(({ id }) => ({ id, place: surroundings.newId() }))
    .toSorted((a, b) => (a.place < b.place ? -1 : 1));
  const until = surroundings.now().getTime() + BUDGET_MS;
  let erased = 0;
  let left = 0;
  for (const { id } of inAnyOrder) {
    if (erased >= MOST_AT_ONCE || surroundings.now().getTime() >= until) {
      left++;
      continue;
    }
    // One workspace in trouble must not keep the others waiting.
    await eraseUnseenIn({ ...surroundings, actor: { kind: 'system', workspaceId: id } }, until).then(
      (those) => {
        erased += those;
        if (those === MOST_VISITORS || surroundings.now().getTime() >= until) left++;
      },
      (error) => log('visitors.unseen_failed', { workspaceId: id, ...describeError(error) }),
    );
  }
  if (left > 0) log('visitors.unseen_left', { workspaces: left });
}

/** The same in one workspace. Tells how many it came to. */
export async function eraseUnseenIn(ctx: Context<SystemActor>, until = Number.POSITIVE_INFINITY): Promise<number> {
  const [{ rows }] = await inWorkspace(ctx, [
    ctx.db.execute<{ id: VisitorId }>(sql`
      select visitor.id from ${visitors} visitor
      where visitor.workspace_id = ${ctx.actor.workspaceId} and ${isUnseen(ctx)}
        and not exists (select from ${erasures} erasure
          where erasure.workspace_id = visitor.workspace_id and erasure.done_at is null
            and visitor.id = any(erasure.visitor_ids))
      order by visitor.first_seen_at, visitor.id limit ${MOST_VISITORS}`),
  ]);
  let erased = 0;
  for (const { id } of rows) {
    if (ctx.now().getTime() >= until) break;
    await eraseIfUnseen(ctx, id);
    erased++;
  }
  return erased;
}

/** Who has come back since he was found stays. */
export async function eraseIfUnseen(ctx: Context<SystemActor>, id: VisitorId): Promise<void> {
  await beginErasure(ctx, id, ErasureId.parse(ctx.newId()), isUnseen(ctx)).catch((error) => {
    if (!(error instanceof AppError) || error.code !== 'not_found') throw error;
  });
}

/** Over a row as `visitor`. */
function isUnseen({ now }: Context): SQL {
  const then = sql`${unseenBefore(now()).toISOString()}::timestamptz`;
  return sql`(visitor.identity = 'claimed' and visitor.first_seen_at < ${then} and visitor.last_seen_at < ${then}
        and visitor.mail_proof is distinct from 'proven'
        and not exists (select from ${threads} thread
          join ${topics} topic on topic.workspace_id = thread.workspace_id and topic.thread_id = thread.id
          where thread.workspace_id = visitor.workspace_id and thread.visitor_id = visitor.id
            and topic.last_message_at >= ${then}))`;
}

/** Whoever was here last before this goes: the same day so many months ago; of a shorter month its last. */
export function unseenBefore(now: Date): Date {
  const then = new Date(now);
  then.setUTCMonth(then.getUTCMonth() - UNSEEN_MONTHS);
  if (then.getUTCDate() !== now.getUTCDate()) then.setUTCDate(0);
  return then;
}
