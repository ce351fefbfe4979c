import type { ParkedEvents } from '@everthread/shared/models/parked-event';
import { and, count, desc, eq, isNotNull } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { outbox } from '../db/schema/outbox.ts';

const MOST_SHOWN = 100;

/** What could not be followed up, the latest first. For owners and admins. */
export async function listParked(ctx: Context<AgentActor>): Promise<ParkedEvents> {
  const parked = and(eq(outbox.workspaceId, ctx.actor.workspaceId), isNotNull(outbox.parkedAt));
  const { id, type, lastError, attempts, createdAt, parkedAt } = outbox;
  const [rows, [all]] = await inWorkspace(atLeast('admin', ctx), [
    ctx.db
      .select({ id, type, lastError, attempts, createdAt, parkedAt })
      .from(outbox)
      .where(parked)
      .orderBy(desc(outbox.parkedAt), desc(outbox.id))
      .limit(MOST_SHOWN),
    ctx.db.select({ count: count() }).from(outbox).where(parked),
  ]);
  const events = rows.map((row) => ({
    id: row.id,
    type: row.type,
    reason: row.lastError ?? 'unknown',
    tries: row.attempts,
    happenedAt: row.createdAt.toISOString(),
    parkedAt: (row.parkedAt ?? row.createdAt).toISOString(),
  }));
  return { events, count: all?.count ?? 0 };
}
