import type { ThreadId, VisitorId } from '@everthread/shared/models/ids';
import { type NewMerge, UNDO_MERGE_DAYS } from '@everthread/shared/models/visitor-merge';
import { type SQL, sql } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import { attachments } from '../db/schema/attachments.ts';
import { drafts } from '../db/schema/drafts.ts';
import { erasures } from '../db/schema/erasures.ts';
import { scheduledMessages } from '../db/schema/scheduled.ts';
import { threads } from '../db/schema/threads.ts';
import { topics } from '../db/schema/topics.ts';
import { visitorMerges } from '../db/schema/visitor-merges.ts';
import { visitorTags } from '../db/schema/visitor-tags.ts';
import { visitorKeys, visitors } from '../db/schema/visitors.ts';

const UNDO_MS = UNDO_MERGE_DAYS * 24 * 60 * 60 * 1000;

/** When a merge made now can still be undone that was made then. */
export const undoableSince = (now: Date): Date => new Date(now.getTime() - UNDO_MS);

/** Until when a merge can be undone that is made now. */
export const undoableUntil = (now: Date): Date => new Date(now.getTime() + UNDO_MS);

/**
 * Writes down both visitors as they are, where the one may become part of the other: he is not proven to be anybody, and
 * not the same. Needs the locks of both threads.
 */
export function beginMerge(ctx: Context<AgentActor>, keptId: VisitorId, { id, mergedId }: NewMerge): SQL {
  const { workspaceId } = ctx.actor;
  const ofTable = (table: SQL, which: SQL) =>
    sql`from ${table} each where each.workspace_id = kept.workspace_id and ${which}`;
  const list = (value: string, table: SQL, which: SQL) =>
    sql`(select coalesce(jsonb_agg(${sql.raw(value)}), '[]') ${ofTable(table, which)})`;
  const byId = (value: string, table: SQL, which: SQL) =>
    sql`(select coalesce(jsonb_object_agg(each.id, ${sql.raw(value)}), '{}') ${ofTable(table, which)})`;
  const inMerged = sql`each.thread_id = its_thread.id`;
  return sql`
    insert into ${visitorMerges} (workspace_id, id, state, kept_id, merged_id, thread_id, kept_thread_id, merged_thread_id,
      after_seq, count, merged_name, agent_id, at, before, after)
    select kept.workspace_id, ${id}::uuid, 'merging', kept.id, merged.id, ${ctx.newId() as ThreadId}::uuid, thread.id,
      its_thread.id, thread.last_seq, its_thread.last_seq, merged.shown_name, current_agent(),
      ${ctx.now().toISOString()}::timestamptz,
      jsonb_build_object(
        'merged', jsonb_build_object('visitor', to_jsonb(merged), 'thread', to_jsonb(its_thread),
          'keys', ${list('each.key_hash', sql`${visitorKeys}`, sql`each.visitor_id = merged.id`)},
          'tags', ${list('each.tag_id', sql`${visitorTags}`, sql`each.visitor_id = merged.id`)},
          'topics', ${byId('to_jsonb(each)', sql`${topics}`, inMerged)},
          'files', ${list('each.id', sql`${attachments}`, sql`${inMerged} and each.message_id is null`)},
          'replies', ${byId('each.rev', sql`${scheduledMessages}`, inMerged)},
          'drafts', ${list('to_jsonb(each)', sql`${drafts}`, inMerged)}),
        'kept', jsonb_build_object('visitor', to_jsonb(kept), 'thread', to_jsonb(thread),
          'tags', ${list('each.tag_id', sql`${visitorTags}`, sql`each.visitor_id = kept.id`)},
          'drafts', ${list('to_jsonb(each)', sql`${drafts}`, sql`each.thread_id = thread.id`)})),
      '{}'
    from ${visitors} kept
      join ${threads} thread on thread.workspace_id = kept.workspace_id and thread.visitor_id = kept.id
      join ${visitors} merged on merged.workspace_id = kept.workspace_id and merged.id = ${mergedId}
      join ${threads} its_thread on its_thread.workspace_id = merged.workspace_id and its_thread.visitor_id = merged.id
    where kept.workspace_id = ${workspaceId} and kept.id = ${keptId} and kept.id <> merged.id
      and merged.identity = 'claimed'
      and not exists (select from ${erasures} erasure where erasure.workspace_id = kept.workspace_id
        and erasure.done_at is null and erasure.visitor_ids && array[kept.id, merged.id])
    on conflict do nothing`;
}
