import { type SQL, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { threads } from '../db/schema/threads.ts';
import { topics } from '../db/schema/topics.ts';
import { recordEach } from '../outbox/record-event.ts';

/**
 * The last part of a statement that changed what a visitor is known as: `changed` must offer `workspace_id` and `id`.
 * His topics show it, so they and the thread take a new revision, and the team is told. Needs the thread's lock.
 */
export function visitorChanged(ctx: Context, changed: SQL): SQL {
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
    ${recordEach('visitor.changed', { visitorId: sql`visitor_id`, thread: sql`id` }, sql`thread`, ctx.now())}`;
}
