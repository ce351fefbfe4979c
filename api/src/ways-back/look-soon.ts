import { type SQL, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { messages } from '../db/schema/messages.ts';
import { outbox } from '../db/schema/outbox.ts';
import { threads } from '../db/schema/threads.ts';
import { waysBack } from '../db/schema/ways-back.ts';
import { hasMail, livingVisitorDevices } from './reachable-visitors.ts';

/** How long an event that was to be followed up may have been lost before it is recorded anew. */
const LOST_AFTER = sql`interval '1 minute'`;

/** What the team said to a visitor, of which he has not seen all. */
export const isUnseen = sql`message.workspace_id = thread.workspace_id and message.thread_id = thread.id
  and message.kind = 'message' and message.author_kind <> 'visitor' and message.deleted_at is null
  and message.seq > thread.visitor_seen_seq`;

/**
 * A statement: once the workspace has given them time to read, it is looked whether the visitors of these threads have to
 * be told of something; sooner where it was to be later, once however much is written meanwhile. `threadIds`: a query.
 */
export function lookSoon(ctx: Context, threadIds: SQL) {
  const { workspaceId } = ctx.actor;
  const now = sql`${ctx.now().toISOString()}::timestamptz`;
  const after = sql`coalesce((select push_after_seconds from ${waysBack} where workspace_id = ${workspaceId}), 30)`;
  return lookAt(ctx, threadIds, sql`${now} + make_interval(secs => ${after})`);
}

/** The same at a time of one's choice. `due` is SQL over `thread`. */
function lookAt(ctx: Context, threadIds: SQL, due: SQL) {
  const { workspaceId } = ctx.actor;
  const now = sql`${ctx.now().toISOString()}::timestamptz`;
  return ctx.db.execute(sql`
    with waiting as (
      select thread.id, message.id as message_id, ${due} as due_at
      from ${threads} thread cross join lateral (
        select message.id from ${messages} message where ${isUnseen} order by message.seq desc limit 1) message
      where thread.workspace_id = ${workspaceId} and thread.id in (${threadIds}) and thread.way_back <> 'never'
        and (exists (select from ${livingVisitorDevices(ctx)} and device_key.visitor_id = thread.visitor_id)
          or ${hasMail(ctx, sql`thread.visitor_id`)})
    ),
    put as (
      update ${threads} thread set look_at = waiting.due_at from waiting
      where thread.workspace_id = ${workspaceId} and thread.id = waiting.id and (thread.look_at is null
        or thread.look_at > waiting.due_at or thread.look_at < ${now} - ${LOST_AFTER})
      returning waiting.message_id, waiting.due_at
    )
    insert into ${outbox} (workspace_id, type, payload, created_at, due_at)
    select ${workspaceId}::uuid, 'answer.watch', jsonb_build_object('messageId', message_id), ${now}, due_at from put`);
}
