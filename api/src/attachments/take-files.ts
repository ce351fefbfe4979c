import type { AttachmentId, MessageId } from '@everthread/shared/models/ids';
import { type SQL, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { attachments } from '../db/schema/attachments.ts';
import { sendableSince } from './life-of-uploads.ts';

/**
 * Two parts of the statement that stores a message (as `stored`): `taken` gives it its files, `isWhole` holds where it
 * got them all. Only one's own files of that thread can be taken, and once; else the whole batch fails with `not_found`.
 */
export function takeFiles(
  ctx: Context,
  messageId: MessageId,
  ids: readonly AttachmentId[],
): { taken: SQL; isWhole: SQL } {
  const list = sql`array[${sql.join(
    ids.map((id) => sql`${id}::uuid`),
    sql`, `,
  )}]`;
  const taken = sql`taken as (
      update ${attachments} file set message_id = ${messageId}::uuid, position = array_position(${list}, file.id)
      from stored
      where file.workspace_id = stored.workspace_id and file.thread_id = stored.thread_id and file.id = any(${list})
        and file.message_id is null and file.digest is not null
        and file.agent_id is not distinct from current_agent()
        and file.created_at > ${sendableSince(ctx.now()).toISOString()}::timestamptz
      returning file.*
    )`;
  const isWhole = sql`not_found_unless((select count(*) from taken) = ${ids.length}::integer,
      'One of these files is not there to be sent. Upload it again under a new id')`;
  return { taken, isWhole };
}

/** What the list shows of a message without words: the name of its first file. */
export const nameOfFirst = ([first]: readonly AttachmentId[]): SQL =>
  sql`coalesce((select file.name from ${attachments} file
      where file.workspace_id = current_workspace() and file.id = ${first}::uuid), '')`;
