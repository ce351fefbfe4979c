import { type SQL, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { recordEach } from '../outbox/record-event.ts';

/**
 * The last part of a statement that changed views: for each row of `changed` (`workspace_id`, `owner_id`, `is_told`) all
 * are told to fetch theirs anew, where it is a shared one, or was; else its owner's windows alone.
 */
export const viewsChanged = (ctx: Context, changed: SQL): SQL =>
  recordEach(
    'views.changed',
    { agentId: sql`case when not is_told then owner_id end`, thread: sql`null` },
    changed,
    ctx.now(),
  );
