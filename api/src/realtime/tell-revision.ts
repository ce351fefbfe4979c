import type { Surroundings } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { threads } from '../db/schema/threads.ts';
import type { Env } from '../env.ts';
import { AppError } from '../errors.ts';
import { describeError, log } from '../log.ts';
import { actorsThread } from '../threads/actors-thread.ts';
import { roomName, type Ticket } from './audience.ts';

/**
 * Tells a visitor's socket how far his thread has come, read after the socket was let in: what is newer than that, the
 * socket hears. Never throws: who is not told asks by HTTP.
 */
export async function tellRevision(surroundings: Surroundings, env: Env, { id, audience }: Ticket): Promise<void> {
  if (audience.room !== 'visitor') return;
  const { room, ...visitor } = audience;
  const ctx = { ...surroundings, actor: { kind: room, ...visitor } } as const;
  try {
    const [[thread]] = await inWorkspace(ctx, [
      ctx.db.select({ id: threads.id, rev: threads.rev }).from(threads).where(actorsThread(ctx.actor, 'own')),
    ]);
    if (!thread) return;
    const frame = { type: 'thread.at', threadId: thread.id, rev: thread.rev } as const;
    await env.ROOMS.getByName(roomName(audience)).tellOne(audience, id, frame);
  } catch (error) {
    if (error instanceof AppError && error.code === 'signed_out') return; // meanwhile
    log('live.revision_not_told', { workspaceId: audience.workspaceId, ...describeError(error) });
  }
}
