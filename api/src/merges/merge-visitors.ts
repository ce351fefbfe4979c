import type { MergeId, VisitorId } from '@everthread/shared/models/ids';
import type { Merged, NewMerge } from '@everthread/shared/models/visitor-merge';
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import { recordAudit } from '../audit/record-audit.ts';
import type { AgentActor, Context } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { drafts } from '../db/schema/drafts.ts';
import { threads } from '../db/schema/threads.ts';
import { visitorMerges } from '../db/schema/visitor-merges.ts';
import { visitorKeys, visitors } from '../db/schema/visitors.ts';
import { AppError } from '../errors.ts';
import { lockJoining } from '../identity/lock-joining.ts';
import { moveTogether, PAIR } from '../identity/move-together.ts';
import { recordEach } from '../outbox/record-event.ts';
import { noSuchVisitor } from '../visitors/get-visitor.ts';
import { beginMerge, undoableUntil } from './begin-merge.ts';

/**
 * An agent says that two visitors are one. What the one wrote is appended to what the other did, under a new id of their
 * thread; his browsers are the other's then. Never a proven one into another: where that is who is kept, a browser
 * without his proof opens nothing of it. Safe to repeat. One trip.
 */
export async function mergeVisitors(ctx: Context<AgentActor>, keptId: VisitorId, merge: NewMerge): Promise<Merged> {
  const { workspaceId } = ctx.actor;
  const run = (statement: SQL) => ctx.db.execute(statement);
  const [, , , , , , [made], found] = await inWorkspace(ctx, [
    lockJoining(ctx, 'alone'),
    // As whoever joins by proof: first the keys, then the threads, always in one order.
    run(sql`select 1 from ${visitorKeys} where workspace_id = ${workspaceId} and visitor_id = ${merge.mergedId}
      order by key_hash for update`),
    run(sql`select 1 from ${threads} where workspace_id = ${workspaceId} and visitor_id in (${keptId}, ${merge.mergedId})
      order by id for update`),
    run(beginMerge(ctx, keptId, merge)),
    run(sql`with pair as (${pairOf(ctx, merge.id)}), ${moveTogether} select 1`),
    run(finishMerge(ctx, merge.id)),
    ctx.db
      .select()
      .from(visitorMerges)
      .where(and(eq(visitorMerges.workspaceId, workspaceId), eq(visitorMerges.id, merge.id))),
    ctx.db
      .select({ id: visitors.id, identity: visitors.identity })
      .from(visitors)
      .where(and(eq(visitors.workspaceId, workspaceId), inArray(visitors.id, [keptId, merge.mergedId]))),
  ]);
  if (made && (made.keptId !== keptId || made.mergedId !== merge.mergedId || made.state === 'parted')) {
    throw new AppError('conflict', 'This id already stands for another merge. Choose a new id');
  }
  if (made) return { id: made.id, keptId, threadId: made.threadId };
  if (keptId === merge.mergedId) throw new AppError('invalid', '`mergedId` must be another visitor');
  if (found.length < 2) throw noSuchVisitor();
  throw new AppError('conflict', 'A visitor whose identity is proven is never merged into somebody else');
}

const pairOf = ({ actor }: Context<AgentActor>, id: MergeId): SQL => sql`
    select ${PAIR}, merge.thread_id as id
    from ${visitorMerges} merge
      join ${threads} known on known.workspace_id = merge.workspace_id and known.id = merge.kept_thread_id
      join ${threads} anonymous on anonymous.workspace_id = merge.workspace_id and anonymous.id = merge.merged_thread_id
    where merge.workspace_id = ${actor.workspaceId} and merge.id = ${id} and merge.state = 'merging'`;

/** Writes down what the merge has made of it, who did it, and until when that is kept; and tells. */
function finishMerge(ctx: Context<AgentActor>, id: MergeId): SQL {
  return sql`
    with finished as (
      update ${visitorMerges} merge set state = 'merged', after = jsonb_build_object('visitor', to_jsonb(kept),
        'thread', to_jsonb(thread), 'drafts', coalesce((select jsonb_agg(to_jsonb(draft)) from ${drafts} draft
          where draft.workspace_id = merge.workspace_id and draft.thread_id = merge.thread_id), '[]'))
      from ${visitors} kept, ${threads} thread
      where merge.workspace_id = ${ctx.actor.workspaceId} and merge.id = ${id} and merge.state = 'merging'
        and kept.workspace_id = merge.workspace_id and kept.id = merge.kept_id
        and thread.workspace_id = merge.workspace_id and thread.id = merge.thread_id
      returning merge.workspace_id, merge.id, merge.kept_id, merge.merged_id, merge.thread_id, merge.merged_name, kept.shown_name
    ),
    audited as (
      ${recordAudit(ctx, 'visitor.merged', { subject: sql`merged_name`, to: sql`shown_name`, visitorIds: sql`array[kept_id, merged_id]` }, sql`finished`)}
    ),
    over as (
      ${recordEach('merge.over', { mergeId: sql`id`, thread: sql`null` }, sql`finished`, ctx.now(), undoableUntil(ctx.now()))}
    )
    ${tellOfMerge(ctx, sql`finished`)}`;
}

/** The last part of a statement that merged visitors or took that back. */
export const tellOfMerge = (ctx: Context, merges: SQL): SQL =>
  recordEach(
    'visitors.merged',
    {
      mergeId: sql`id`,
      visitorIds: sql`jsonb_build_array(kept_id, merged_id)`,
      thread: sql`thread_id`,
    },
    merges,
    ctx.now(),
  );
