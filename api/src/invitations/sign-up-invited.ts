import { UserId } from '@everthread/shared/models/ids';
import type { InvitedSignUp } from '@everthread/shared/models/invitation';
import { eq, sql } from 'drizzle-orm';
import { hashPassword, type SignedIn } from '../accounts/auth.ts';
import { createSession, passwordAlone } from '../accounts/create-session.ts';
import type { Surroundings } from '../context.ts';
import { DatabaseError, inWorkspace } from '../db/in-workspace.ts';
import { users } from '../db/schema/auth.ts';
import { pendingSignUps } from '../db/schema/pending-sign-ups.ts';
import { AppError } from '../errors.ts';
import { invitationIsDead } from './invitation-token.ts';
import { tryInvitation } from './read-offer.ts';
import { takeSeat } from './take-seat.ts';

/**
 * Makes the account of the invited mailbox, which the link has proven, and signs it in. Throws `conflict` where the
 * address has an account: that one's password is asked for, not a new one. What strangers signed up with that address
 * and never proved is forgotten.
 */
export async function signUpInvited(
  surroundings: Surroundings,
  { token, name, password }: InvitedSignUp,
  network: string,
  userAgent: string | undefined,
): Promise<SignedIn> {
  const { ctx, tokenHash } = await tryInvitation(surroundings, token, network);
  const passwordHash = await hashPassword(surroundings, password);
  const id = UserId.parse(ctx.newId());
  const now = sql`${ctx.now().toISOString()}::timestamptz`;
  const newUser = sql`
    insert into ${users} (id, name, email, email_verified, created_at, updated_at)
    select ${id}::uuid, ${name}, email, true, ${now}, ${now} from accepted
    returning id, name`;
  const [, , , [made]] = await refuseKnownAddress(
    inWorkspace(ctx, [
      ctx.db.execute(takeSeat(ctx, tokenHash, sql`true`, newUser)),
      ctx.db.execute(sql`
        insert into accounts (id, user_id, account_id, provider_id, password, created_at, updated_at)
        select ${ctx.newId()}::uuid, id, id::text, 'credential', ${passwordHash}, ${now}, ${now}
        from ${users} where id = ${id}`),
      ctx.db
        .delete(pendingSignUps)
        .where(eq(pendingSignUps.email, sql`(select ${users.email} from ${users} where ${users.id} = ${id})`)),
      ctx.db.select({ email: users.email }).from(users).where(eq(users.id, id)),
    ]),
  );
  if (!made) throw invitationIsDead();
  const session = await createSession(surroundings, id, passwordAlone(id, passwordHash), userAgent);
  if (!session) throw new AppError('signed_out', 'Your account is made. Please sign in');
  return session;
}

async function refuseKnownAddress<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    const isKnown = error instanceof DatabaseError && error.constraint === 'users_email_unique';
    throw isKnown
      ? new AppError('conflict', 'This address has an account already. Sign in with it, then open the link again')
      : error;
  }
}
