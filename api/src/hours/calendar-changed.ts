import { type SQL, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { recordEach } from '../outbox/record-event.ts';
import { workspaceChanged } from '../workspaces/workspace-changed.ts';

/** So long after a calendar was fetched it is fetched again. */
export const REFETCH_MS = 24 * 60 * 60 * 1000;

/** The last part of a statement after which other days are off: where `changed` has a row, all who reckon by them do so anew. */
export const calendarChanged = (ctx: Context, changed: SQL): SQL => sql`,
  reviewed as (${recordEach('targets.review', { thread: sql`null` }, changed, ctx.now())})
  ${workspaceChanged(ctx, changed)}`;
