import type { WorkspaceId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
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
  await inWorkspace(ctx, [
    ctx.db.execute(sql`
      with forgotten as (
        delete from ${visitorKeys} where workspace_id = ${workspaceId} and key_hash = ${keyHash}
        returning workspace_id, visitor_id, key_hash
      )
      ${recordEach('visitor.left', { visitorId: sql`visitor_id`, keyHash: sql`key_hash`, thread: sql`null` }, sql`forgotten`, ctx.now())}`),
  ]);
}
