import type { VisitorId } from '@everthread/shared/models/ids';
import type { VisitorThread } from '@everthread/shared/models/thread';
import type { Whereabouts } from '@everthread/shared/models/visitor';
import { and, eq, sql } from 'drizzle-orm';
import type { Context, KeyHolder } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { visitorKeys } from '../db/schema/visitors.ts';
import { AppError } from '../errors.ts';
import { actorsThread } from '../threads/actors-thread.ts';
import { noteWhereabouts } from './note-whereabouts.ts';
import { selectVisitorThread, toVisitorThread } from './visitor-thread.ts';

export type OpenedSession = { visitorId: VisitorId; thread: VisitorThread };

/** A visitor comes back with his key: who he is, and his thread. Throws `not_found` where nobody has that key. */
export async function openSession(ctx: Context<KeyHolder>, where: Whereabouts | undefined): Promise<OpenedSession> {
  const { workspaceId, keyHash } = ctx.actor;
  const thatKey = and(eq(visitorKeys.workspaceId, workspaceId), eq(visitorKeys.keyHash, keyHash));
  const [, , [thread], topicRows, messageRows] = await inWorkspace(ctx, [
    ctx.db.update(visitorKeys).set({ lastUsedAt: ctx.now() }).where(thatKey),
    noteWhereabouts(ctx, sql`(select ${visitorKeys.visitorId} from ${visitorKeys} where ${thatKey})`, where),
    ...selectVisitorThread(ctx, actorsThread(ctx.actor, 'own')),
  ]);
  if (!thread) throw new AppError('not_found', 'Nobody is known by this key. Forget it and begin anew');
  return { visitorId: thread.visitorId, thread: toVisitorThread(thread, topicRows, messageRows) };
}
