import type { WorkspaceId } from '@everthread/shared/models/ids';
import { type SQL, sql } from 'drizzle-orm';
import type { Context, Surroundings, SystemActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { visitorKeys } from '../db/schema/visitors.ts';
import { recordEach } from '../outbox/record-event.ts';

/**
 * A device logs out: its key opens nothing from now on, nor does any access that was given for it. Safe to repeat;
 * wants no token, because one can always leave.
 */
export async function forgetKey(surroundings: Surroundings, workspaceId: WorkspaceId, keyHash: string): Promise<void> {
  const ctx: Context<SystemActor> = { ...surroundings, actor: { kind: 'system', workspaceId } };
  await inWorkspace(ctx, [endKeys(ctx, sql`device.key_hash = ${keyHash}`)]);
}

/** A statement: the device that is `which`, and all that it has let in, are known no more. Gives their keys' hashes back. */
export const endKeys = (ctx: Context, which: SQL) =>
  ctx.db.execute<{ keyHash: string }>(sql`
    with recursive ended as (
      select device.key_hash from ${visitorKeys} device where device.workspace_id = ${ctx.actor.workspaceId} and ${which}
      union
      select device.key_hash from ended join ${visitorKeys} device
        on device.workspace_id = ${ctx.actor.workspaceId} and device.parent_hash = ended.key_hash
    ),
    forgotten as (
      delete from ${visitorKeys} where workspace_id = ${ctx.actor.workspaceId} and key_hash in (select key_hash from ended)
      returning workspace_id, visitor_id, key_hash
    ),
    told as (
      ${recordEach('visitor.left', { visitorId: sql`visitor_id`, keyHash: sql`key_hash`, thread: sql`null` }, sql`forgotten`, ctx.now())}
    )
    select key_hash as "keyHash" from forgotten`);
