import type { Claims } from '@everthread/shared/models/identity';
import type { Whereabouts } from '@everthread/shared/models/visitor';
import { and, eq, gt } from 'drizzle-orm';
import type { Context, KeyHolder } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { erasedKeys } from '../db/schema/erasures.ts';
import { visitorKeys } from '../db/schema/visitors.ts';
import { AppError } from '../errors.ts';
import { unseenBefore } from '../personal-data/erase-unseen.ts';
import { actorsThread } from '../threads/actors-thread.ts';
import { noteProfile } from './note-profile.ts';
import { noteWhereabouts } from './note-whereabouts.ts';
import { type OpenedSession, readOpenedSession, selectVisitorThread } from './visitor-thread.ts';
import { visitorOfKey } from './which-visitor.ts';

/**
 * A visitor comes back with his key: who he is, and his thread. Throws `not_found` where nobody has that key,
 * `gone` where he was erased, `signed_out` where it is a proven person's and no token of his comes with it, `conflict`
 * where it is not the token's person's.
 */
export async function openSession(
  ctx: Context<KeyHolder>,
  where: Whereabouts | undefined,
  claims?: Claims,
): Promise<OpenedSession> {
  const { workspaceId, keyHash, person } = ctx.actor;
  const thatKey = and(eq(visitorKeys.workspaceId, workspaceId), eq(visitorKeys.keyHash, keyHash));
  const results = await inWorkspace(ctx, [
    ctx.db
      .update(visitorKeys)
      .set({ lastUsedAt: ctx.now(), provenBy: person?.secretId ?? null })
      .where(thatKey),
    ...noteProfile(ctx, claims), // locks the thread, which comes before what locks the visitor
    noteWhereabouts(ctx, visitorOfKey(ctx.actor), where),
    ...selectVisitorThread(ctx, actorsThread(ctx.actor, 'own')),
  ]);
  const session = readOpenedSession(results);
  if (!session) throw await nobodyBy(ctx);
  return session;
}

/** Why nobody is known by a key. Who was erased is told so, wherever he comes back: what his browser keeps is to go too. */
async function nobodyBy(ctx: Context<KeyHolder>): Promise<AppError> {
  const { workspaceId, keyHash } = ctx.actor;
  const [erased] = await inWorkspace(ctx, [
    ctx.db
      .select({ keyHash: erasedKeys.keyHash })
      .from(erasedKeys)
      .where(
        and(
          eq(erasedKeys.workspaceId, workspaceId),
          eq(erasedKeys.keyHash, keyHash),
          gt(erasedKeys.erasedAt, unseenBefore(ctx.now())),
        ),
      ),
  ]);
  return erased.length > 0
    ? new AppError('gone', 'Whoever was known by this key was erased. Forget all that is kept and begin anew')
    : new AppError('not_found', 'Nobody is known by this key. Forget it and begin anew');
}
