import { and, eq, sql } from 'drizzle-orm';
import type { Surroundings } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { messages } from '../db/schema/messages.ts';
import { threads } from '../db/schema/threads.ts';
import { topics } from '../db/schema/topics.ts';
import type { Env } from '../env.ts';
import { AppError } from '../errors.ts';
import { describeError, log } from '../log.ts';
import { actorsThread } from '../threads/actors-thread.ts';
import { selectTopics } from '../topics/topic-rows.ts';
import { toVisitorTopic } from '../topics/topic-view.ts';
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
    const own = actorsThread(ctx.actor, 'own');
    const [[thread], [topic]] = await inWorkspace(ctx, [
      ctx.db.select({ id: threads.id, rev: threads.rev }).from(threads).where(own),
      // What changed last, where that was how a topic is and not a message: whoever lacks nothing else need not ask.
      selectTopics(ctx.db).where(
        and(
          own,
          eq(topics.rev, threads.rev),
          sql`not exists (select from ${messages} message where message.workspace_id = ${topics.workspaceId}
            and message.thread_id = ${topics.threadId} and message.rev = ${topics.rev})`,
        ),
      ),
    ]);
    if (!thread) return;
    // A change between the two reads has moved the thread on.
    const isLast = topic?.rev === thread.rev;
    const frame = {
      type: 'thread.at',
      threadId: thread.id,
      rev: thread.rev,
      ...(isLast && { topic: toVisitorTopic(topic) }),
    } as const;
    await env.ROOMS.getByName(roomName(audience)).tellOne(audience, id, frame);
  } catch (error) {
    if (error instanceof AppError && error.code === 'signed_out') return; // meanwhile
    log('live.revision_not_told', { workspaceId: audience.workspaceId, ...describeError(error) });
  }
}
