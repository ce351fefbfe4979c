import { type SQL, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { recordEvent } from '../outbox/record-event.ts';

/**
 * The last part of a statement that changed what every agent sees of his workspace (its settings, agents, teams, tags):
 * where `changed` has a row, which must offer `workspace_id`, the team is told to fetch it anew.
 */
export function workspaceChanged(ctx: Context, changed: SQL): SQL {
  const once = sql`(select workspace_id, null::uuid as thread_id from ${changed} limit 1) as changed_once`;
  return recordEvent({ type: 'workspace.changed' }, once, ctx.now());
}
