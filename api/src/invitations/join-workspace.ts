import type { WorkspaceId } from '@everthread/shared/models/ids';
import { and, eq, sql } from 'drizzle-orm';
import { asUser } from '../accounts/as-user.ts';
import type { Surroundings } from '../context.ts';
import { users } from '../db/schema/auth.ts';
import { invitations } from '../db/schema/invitations.ts';
import { AppError } from '../errors.ts';
import { isAlive } from './invitation-rows.ts';
import { invitationIsDead } from './invitation-token.ts';
import { tryInvitation } from './read-offer.ts';
import { takeSeat } from './take-seat.ts';

/**
 * The signed-in user accepts. The link alone is not enough: the invited address must be his, and proven. Throws
 * `forbidden` where it is another's.
 */
export async function joinWorkspace(
  surroundings: Surroundings,
  sessionToken: string,
  token: string,
  network: string,
): Promise<WorkspaceId> {
  const { ctx, tokenHash } = await tryInvitation(surroundings, token, network);
  const { workspaceId } = ctx.actor;
  const ownAddress = sql`(select ${users.email} from ${users}
    where ${users.id} = current_user_id() and ${users.emailVerified})`;
  const [, [alive], taken] = await asUser(surroundings, sessionToken, [
    ctx.db.execute(sql`select enter_workspace(${workspaceId})`),
    ctx.db
      .select({ isOwn: sql<boolean>`coalesce(${invitations.email} = ${ownAddress}, false)` })
      .from(invitations)
      .where(and(isAlive(ctx, tokenHash))),
    ctx.db.execute(
      takeSeat(
        ctx,
        tokenHash,
        eq(invitations.email, ownAddress),
        sql`select ${users.id} as id, ${users.name} as name from ${users} where ${users.id} = current_user_id()`,
      ),
    ),
  ]);
  if (alive && !alive.isOwn) {
    throw new AppError(
      'forbidden',
      'This invitation is for another address. Sign in with the one that it was mailed to',
    );
  }
  // Nobody was told: another had used it up in between.
  if (!alive || taken.rowCount === 0) throw invitationIsDead();
  return workspaceId;
}
