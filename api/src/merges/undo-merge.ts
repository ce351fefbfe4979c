import type { MergeId, VisitorId } from '@everthread/shared/models/ids';
import { type Merged, UNDO_MERGE_DAYS } from '@everthread/shared/models/visitor-merge';
import { and, eq, getTableColumns, type SQL, sql } from 'drizzle-orm';
import { recordAudit } from '../audit/record-audit.ts';
import type { AgentActor, Context } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { threads } from '../db/schema/threads.ts';
import { visitorMerges } from '../db/schema/visitor-merges.ts';
import { visitorKeys, visitors } from '../db/schema/visitors.ts';
import { AppError } from '../errors.ts';
import { lockJoining } from '../identity/lock-joining.ts';
import { undoableSince } from './begin-merge.ts';
import { beginUndo, isProvenSince, splitOffLater } from './begin-undo.ts';
import { tellOfMerge } from './merge-visitors.ts';
import { partThreads } from './part-threads.ts';

/**
 * Makes two visitors again of the one that an agent has made of them: each has what he had, his browsers open his own
 * thread alone, and what was written since stays with the kept one. Throws `conflict` after `UNDO_MERGE_DAYS`, and where
 * what was put together has grown together since, or been proven to be one person's. Safe to repeat. One trip.
 */
export async function undoMerge(ctx: Context<AgentActor>, keptId: VisitorId, id: MergeId): Promise<Merged> {
  const { workspaceId } = ctx.actor;
  const run = (statement: SQL) => ctx.db.execute(statement);
  const thatMerge = and(
    eq(visitorMerges.workspaceId, workspaceId),
    eq(visitorMerges.id, id),
    eq(visitorMerges.keptId, keptId),
  );
  const [, , , , , , , [merge]] = await inWorkspace(ctx, [
    lockJoining(ctx, 'alone'),
    run(sql`select 1 from ${visitorKeys} where workspace_id = ${workspaceId} and visitor_id = ${keptId}
      order by key_hash for update`),
    run(sql`select 1 from ${threads} where workspace_id = ${workspaceId} and visitor_id = ${keptId} for update`),
    run(beginUndo(ctx, keptId, id)),
    run(splitOffLater(ctx, id)),
    run(partThreads(ctx, id)),
    run(finishUndo(ctx, id)),
    ctx.db
      .select({ ...getTableColumns(visitorMerges), isProvenSince: isProvenSince('visitor_merges') })
      .from(visitorMerges)
      .where(thatMerge),
  ]);
  if (!merge) throw new AppError('not_found', 'No such merge');
  if (merge.state === 'parted') return { id, keptId, threadId: merge.keptThreadId };
  if (merge.at < undoableSince(ctx.now())) {
    throw new AppError('conflict', `A merge can be undone for ${UNDO_MERGE_DAYS} days`);
  }
  if (merge.isProvenSince) {
    throw new AppError(
      'conflict',
      'Somebody has proven an identity since on a browser that came with it, and owns it now',
    );
  }
  throw new AppError(
    'conflict',
    'What was put together has been mixed or merged further since. Undo what was done after it first',
  );
}

const finishUndo = (ctx: Context<AgentActor>, id: MergeId): SQL => sql`
    with finished as (
      update ${visitorMerges} merge set state = 'parted' from ${visitors} kept
      where merge.workspace_id = ${ctx.actor.workspaceId} and merge.id = ${id} and merge.state = 'parting'
        and kept.workspace_id = merge.workspace_id and kept.id = merge.kept_id
      returning merge.workspace_id, merge.id, merge.kept_id, merge.merged_id, merge.kept_thread_id as thread_id,
        merge.merged_name, kept.shown_name
    ),
    audited as (
      ${recordAudit(ctx, 'visitor.parted', { subject: sql`merged_name`, from: sql`shown_name`, visitorIds: sql`array[kept_id, merged_id]` }, sql`finished`)}
    )
    ${tellOfMerge(ctx, sql`finished`)}`;
