import { type SQL, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { outbox } from '../db/schema/outbox.ts';
import { threads } from '../db/schema/threads.ts';
import { topics } from '../db/schema/topics.ts';

/**
 * The last part of a statement that changed what a visitor is known as: `changed` must offer `workspace_id` and `id`.
 * His topics show it, so they and the thread take a new revision, and the team is told. Needs the thread's lock.
 */
export function visitorChanged(ctx: Context, changed: SQL): SQL {
  const now = sql`${ctx.now().toISOString()}::timestamptz`;
  return sql`
    thread as (
      update ${threads} thread set rev = thread.rev + 1 from ${changed} visitor
      where thread.workspace_id = visitor.workspace_id and thread.visitor_id = visitor.id
      returning thread.workspace_id, thread.id, thread.visitor_id, thread.rev
    ),
    relabelled as (
      update ${topics} topic set rev = thread.rev from thread
      where topic.workspace_id = thread.workspace_id and topic.thread_id = thread.id
    )
    insert into ${outbox} (workspace_id, thread_id, type, payload, created_at, due_at)
    select workspace_id, id, 'visitor.changed', jsonb_build_object('visitorId', visitor_id), ${now}, ${now} from thread`;
}
