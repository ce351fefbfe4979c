import { type SQL, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { outbox } from '../db/schema/outbox.ts';

/** Part of a statement: topics of `states` that snooze until some time will be woken then, whoever had the snooze before. */
export const recordWakes = (ctx: Context): SQL => sql`to_wake as (
      insert into ${outbox} (workspace_id, thread_id, type, payload, created_at, due_at)
      select workspace_id, thread_id, 'snooze.ended', jsonb_build_object('topicId', id, 'until',
        to_char(snoozed_until at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')), ${ctx.now().toISOString()}::timestamptz, snoozed_until
      from states where status = 'snoozed' and snoozed_until is not null
    )`;
