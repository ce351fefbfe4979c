import { type SQL, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { attachments } from '../db/schema/attachments.ts';
import { sendableSince } from './life-of-uploads.ts';

/**
 * Two parts of the statement that keeps a reply for later (as `stored`): `kept` makes its files last until then, `isWhole`
 * holds where all are there. Only one's own files of that thread that are not sent yet; else the batch fails with `not_found`.
 */
export function keepFiles(ctx: Context, list: SQL, count: number, until: SQL): { kept: SQL; isWhole: SQL } {
  const kept = sql`kept as (
      update ${attachments} file set created_at = greatest(file.created_at, ${until})
      from stored
      where file.workspace_id = stored.workspace_id and file.thread_id = stored.thread_id and file.id = any(${list})
        and file.message_id is null and file.digest is not null
        and file.agent_id is not distinct from current_agent()
        and file.created_at > ${sendableSince(ctx.now()).toISOString()}::timestamptz
      returning file.id
    )`;
  const isWhole = sql`not_found_unless((select count(*) from kept) = ${count}::integer,
      'One of these files is not there to be sent. Upload it again under a new id')`;
  return { kept, isWhole };
}
