import type { ThreadId, VisitorId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import type { Context, SystemActor } from '../context.ts';
import { joinedThreads } from '../db/schema/mail.ts';
import { threads } from '../db/schema/threads.ts';
import { visitorMerges } from '../db/schema/visitor-merges.ts';

const MOST_STEPS = 20;

/**
 * What became of a thread that a mail named: its id and visitor now, whose it was then, and how far its places moved.
 * `isParted`: two visitors had it together, whose merge was undone, so whom of them the mail was about it does not say.
 */
export type ThreadNow = {
  threadId: ThreadId;
  visitorId: VisitorId;
  visitorThenId: VisitorId;
  shift: number;
  isParted: boolean;
};

/**
 * The statement that finds it: itself, or what it went into when visitors were merged or somebody signed in; both that it
 * went into when a merge was undone, the kept one's first. No row where it is no more.
 */
export const selectThreadNow = ({ db, actor: { workspaceId } }: Context<SystemActor>, threadId: ThreadId) =>
  db.execute<ThreadNow>(sql`
    with recursive way as (
      select ${threadId}::uuid as id, null::uuid as visitor_then, 0 as shift, 0 as steps, 0 as parted
      union all
      select step.id, coalesce(way.visitor_then, step.visitor_id), way.shift + step.shift, way.steps + 1,
        greatest(way.parted, step.parted)
      from way cross join lateral (
        select merge.thread_id as id, case when merge.kept_thread_id = way.id then merge.kept_id else merge.merged_id end as visitor_id,
          case when merge.kept_thread_id = way.id then 0 else merge.after_seq end as shift, 0 as parted
        from ${visitorMerges} merge where merge.workspace_id = ${workspaceId} and merge.state = 'merged'
          and way.id in (merge.kept_thread_id, merge.merged_thread_id)
        union all
        select side.thread_id, merge.kept_id, 0, side.parted from ${visitorMerges} merge
          cross join lateral (values (merge.kept_thread_id, 1), (merge.merged_thread_id, 2)) side (thread_id, parted)
        where merge.workspace_id = ${workspaceId} and merge.state = 'parted' and merge.thread_id = way.id
        union all
        select joined.into_thread_id, joined.old_visitor_id, joined.after_seq, 0 from ${joinedThreads} joined
        where joined.workspace_id = ${workspaceId} and joined.old_thread_id = way.id) step
      where way.steps < ${MOST_STEPS} and not exists (select from ${threads} thread
        where thread.workspace_id = ${workspaceId} and thread.id = way.id)
    )
    select thread.id as "threadId", thread.visitor_id as "visitorId",
      coalesce(way.visitor_then, thread.visitor_id) as "visitorThenId", way.shift,
      way.parted > 0 as "isParted"
    from way join ${threads} thread on thread.workspace_id = ${workspaceId} and thread.id = way.id
    order by way.parted, way.steps`);
