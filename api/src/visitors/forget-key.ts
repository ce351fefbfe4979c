import type { WorkspaceId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import type { Context, Surroundings, SystemActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { outbox } from '../db/schema/outbox.ts';
import { visitorKeys } from '../db/schema/visitors.ts';

/**
 * A device logs out: its key opens nothing from now on, nor does any access that was given for it. Safe to repeat;
 * wants no token, because one can always leave.
 */
export async function forgetKey(surroundings: Surroundings, workspaceId: WorkspaceId, keyHash: string): Promise<void> {
  const ctx: Context<SystemActor> = { ...surroundings, actor: { kind: 'system', workspaceId } };
  const now = sql`${ctx.now().toISOString()}::timestamptz`;
  await inWorkspace(ctx, [
    ctx.db.execute(sql`
      with forgotten as (
        delete from ${visitorKeys} where workspace_id = ${workspaceId} and key_hash = ${keyHash}
        returning workspace_id, visitor_id, key_hash
      )
      insert into ${outbox} (workspace_id, type, payload, created_at, due_at)
      select workspace_id, 'visitor.left', jsonb_build_object('visitorId', visitor_id, 'keyHash', key_hash), ${now}, ${now}
      from forgotten`),
  ]);
}
