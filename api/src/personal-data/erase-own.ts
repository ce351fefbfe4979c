import type { Erasure, OwnErasure } from '@everthread/shared/models/personal-data';
import type { Context, VisitorActor } from '../context.ts';
import { countTry } from '../throttles/throttle.ts';
import { beginErasure } from './begin-erasure.ts';
import { showAnew } from './show-anew.ts';

const byNetwork = { of: 'erasures of a workspace by network', max: 20, minutes: 60 };
const byWorkspace = { of: 'erasures of a workspace by its visitors', max: 300, minutes: 60 };

/**
 * The visitor has himself erased: he shows anew who he is, unless nobody can tell who that would be. Each makes work for
 * the team's windows, so they are counted. Throws `forbidden`, `too_many`.
 */
export async function eraseOwn(
  ctx: Context<VisitorActor>,
  { id, ...proof }: OwnErasure,
  network: string,
): Promise<Erasure> {
  const { workspaceId, visitorId } = ctx.actor;
  await countTry(ctx, {
    narrow: [{ rule: byNetwork, subject: `${workspaceId} ${network}` }],
    wide: [{ rule: byWorkspace, subject: workspaceId }],
  });
  await showAnew(ctx, proof, { orHolder: true });
  return beginErasure(ctx, visitorId, id);
}
