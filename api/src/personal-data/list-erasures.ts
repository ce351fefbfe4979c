import type { Receipts } from '@everthread/shared/models/personal-data';
import { and, desc, eq, ne, type SQL } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { erasures } from '../db/schema/erasures.ts';
import { toErasure } from './erasure-view.ts';

const MOST = 100;

/**
 * The latest receipts, newest first: of those whom somebody has asked to erase, and apart from them, since there are many
 * more, of those who had not been here for long. For owners and admins.
 */
export async function listErasures(ctx: Context<AgentActor>): Promise<Receipts> {
  const latest = (which: SQL) =>
    ctx.db
      .select()
      .from(erasures)
      .where(and(eq(erasures.workspaceId, ctx.actor.workspaceId), which))
      .orderBy(desc(erasures.askedAt), erasures.id)
      .limit(MOST);
  const [asked, unseen] = await inWorkspace(atLeast('admin', ctx), [
    latest(ne(erasures.askedBy, 'age')),
    latest(eq(erasures.askedBy, 'age')),
  ]);
  return { erasures: asked.map(toErasure), unseen: unseen.map(toErasure) };
}
