import type { Erasure } from '@everthread/shared/models/personal-data';
import { and, desc, eq, ne } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { erasures } from '../db/schema/erasures.ts';
import { toErasure } from './erasure-view.ts';

const MOST = 100;

/** The latest receipts of those whom somebody has asked to erase, newest first. For owners and admins. */
export async function listErasures(ctx: Context<AgentActor>): Promise<{ erasures: Erasure[] }> {
  const [rows] = await inWorkspace(atLeast('admin', ctx), [
    ctx.db
      .select()
      .from(erasures)
      .where(and(eq(erasures.workspaceId, ctx.actor.workspaceId), ne(erasures.askedBy, 'age')))
      .orderBy(desc(erasures.askedAt), erasures.id)
      .limit(MOST),
  ]);
  return { erasures: rows.map(toErasure) };
}
