import { type SQL, sql } from 'drizzle-orm';
import type { Context, SystemActor } from '../context.ts';
import { messages } from '../db/schema/messages.ts';
import { knocks } from '../db/schema/ways-back.ts';
import type { UnreadBatch } from './unread-rows.ts';

/** Up to which place the visitor of `thread` has really been mailed; what waits for another try is not. */
export const mailedSeq: SQL<number> = sql`(select coalesce(max(last.seq), 0) from ${messages} told
  join ${knocks} knock on knock.workspace_id = told.workspace_id and knock.message_id = told.id and knock.rung = 'mail'
  join ${messages} last on last.workspace_id = knock.workspace_id and last.id = knock.mailed_up_to
    and last.thread_id = told.thread_id
  where told.workspace_id = thread.workspace_id and told.thread_id = thread.id)`;

/** A statement: a mail has gone that says these, and with it whatever else was to be told up to there. */
export function noteMailed({ db, actor: { workspaceId } }: Context<SystemActor>, { threadId, toSeq }: UnreadBatch) {
  return db.execute(sql`
    update ${knocks} knock set mailed_up_to = last.id
    from ${messages} told join ${messages} last
      on last.workspace_id = told.workspace_id and last.thread_id = told.thread_id and last.seq = ${toSeq}
    where told.workspace_id = ${workspaceId} and told.thread_id = ${threadId} and told.seq <= ${toSeq}
      and knock.workspace_id = told.workspace_id and knock.message_id = told.id and knock.rung = 'mail'
      and knock.failed_at is null and knock.mailed_up_to is null`);
}
