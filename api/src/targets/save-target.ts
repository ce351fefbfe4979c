import type { TargetId } from '@everthread/shared/models/ids';
import type { Target, TargetChange } from '@everthread/shared/models/target';
import { and, eq, sql } from 'drizzle-orm';
import { recordAudit } from '../audit/record-audit.ts';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { oneAtATime } from '../db/one-at-a-time.ts';
import { targets } from '../db/schema/targets.ts';
import { AppError } from '../errors.ts';
import { recordEach } from '../outbox/record-event.ts';
import { toTarget } from './target-view.ts';
import { targetWords } from './target-words.ts';

const MOST_TARGETS = 50;

/**
 * Saves a target as it is to be from now on: made where there is none of this id, and brought back where it was removed.
 * All topics that go on are looked at again. What is so already stays as it is. For owners and admins.
 */
export async function saveTarget(ctx: Context<AgentActor>, id: TargetId, change: TargetChange): Promise<Target> {
  const { workspaceId } = ctx.actor;
  const manager = atLeast('admin', ctx);
  const that = and(eq(targets.workspaceId, workspaceId), eq(targets.id, id));
  const [[before]] = await inWorkspace(manager, [ctx.db.select().from(targets).where(that)]);
  const isThere = before !== undefined && before.removedAt === null;
  const audited = recordAudit(
    ctx,
    isThere ? 'target.changed' : 'target.created',
    { subject: change.name, from: isThere ? targetWords(toTarget(before)) : null, to: targetWords(change) },
    sql`changed`,
  );
  const [, , [saved]] = await inWorkspace(manager, [
    oneAtATime(ctx, 'targets'),
    ctx.db.execute(sql`
      with changed as (${upsert(ctx, id, change)}), audited as (${audited})
      ${recordEach('targets.review', { thread: sql`null` }, sql`changed`, ctx.now())}`),
    ctx.db.select().from(targets).where(that),
  ]);
  if (!saved || saved.removedAt !== null) throw new AppError('conflict', `You can have ${MOST_TARGETS} targets`);
  return toTarget(saved);
}

function upsert(ctx: Context<AgentActor>, id: TargetId, change: TargetChange) {
  const { workspaceId } = ctx.actor;
  const { name, viewId, filters, minutes, inOfficeHours } = change;
  const columns = ['name', 'view_id', 'filters', 'first_minutes', 'next_minutes', 'done_minutes', 'in_office_hours'];
  const [own, given] = [columns.map((each) => `kept.${each}`), columns.map((each) => `excluded.${each}`)];
  return sql`
    insert into ${targets} as kept (workspace_id, id, ${sql.raw(columns.join(', '))}, created_at)
    select ${workspaceId}::uuid, ${id}::uuid, ${name}, ${viewId}::uuid, ${JSON.stringify(filters)}::jsonb,
      ${minutes.first}::integer, ${minutes.next}::integer, ${minutes.done}::integer, ${inOfficeHours}::boolean,
      ${ctx.now().toISOString()}::timestamptz
    where (select count(*) from ${targets} other
      where other.workspace_id = ${workspaceId} and other.id <> ${id} and other.removed_at is null) < ${MOST_TARGETS}
    on conflict (workspace_id, id) do update set
      ${sql.raw(columns.map((each) => `${each} = excluded.${each}`).join(', '))}, removed_at = null,
      created_at = case when kept.removed_at is null then kept.created_at else excluded.created_at end
    where kept.removed_at is not null or (${sql.raw(own.join(', '))}) is distinct from (${sql.raw(given.join(', '))})
    returning workspace_id`;
}

/** Ends a target: of what runs by it nothing is held any more, what has ended stays in the report. */
export async function removeTarget(ctx: Context<AgentActor>, id: TargetId): Promise<void> {
  await inWorkspace(atLeast('admin', ctx), [
    ctx.db.execute(sql`
      with gone as (
        update ${targets} target set removed_at = ${ctx.now().toISOString()}::timestamptz
        where target.workspace_id = ${ctx.actor.workspaceId} and target.id = ${id} and target.removed_at is null
        returning target.workspace_id, target.name
      ),
      audited as (${recordAudit(ctx, 'target.removed', { subject: sql`name` }, sql`gone`)})
      ${recordEach('targets.review', { thread: sql`null` }, sql`gone`, ctx.now())}`),
  ]);
}
