import type { ParkedReplay } from '@everthread/shared/models/parked-event';
import { and, eq, isNotNull } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { outbox } from '../db/schema/outbox.ts';

/**
 * Gives the workspace's parked events, or one of them, ten new tries, beginning with the next drain. Returns how many
 * there were. For owners and admins.
 */
export async function replayParked(ctx: Context<AgentActor>, { id }: ParkedReplay = {}): Promise<number> {
  const [replayed] = await inWorkspace(atLeast('admin', ctx), [
    ctx.db
      .update(outbox)
      .set({ parkedAt: null, attempts: 0, claimedUntil: null, dueAt: ctx.now() })
      .where(
        and(
          eq(outbox.workspaceId, ctx.actor.workspaceId),
          isNotNull(outbox.parkedAt),
          id === undefined ? undefined : eq(outbox.id, id),
        ),
      )
      .returning({ id: outbox.id }),
  ]);
  return replayed.length;
}
