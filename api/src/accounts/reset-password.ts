import type { ForgotPassword, ResetPassword } from '@everthread/shared/models/account';
import { and, eq, like, sql } from 'drizzle-orm';
import { type Membership, selectOwnMemberships } from '../agents/own-memberships.ts';
import type { Surroundings } from '../context.ts';
import { runBatch } from '../db/in-workspace.ts';
import { accounts, sessions, users, verifications } from '../db/schema/auth.ts';
import { AppError } from '../errors.ts';
import { auditAccount } from '../second-factors/audit-account.ts';
import { countTry, forgetTries } from '../throttles/throttle.ts';
import { hashPassword } from './auth.ts';
import { forgotTries, linkTries, signInTries } from './limits.ts';
import { hashMailedToken, mailedTokenExpiry, newMailedToken } from './mailed-token.ts';

const PREFIX = 'reset-password:';
const signedIn = sql`current_user_id()`;

/** The token to mail, or null where nobody has this address: both take the same work. */
export async function askForReset(
  surroundings: Surroundings,
  input: ForgotPassword,
  network: string,
): Promise<{ email: string; token: string } | null> {
  const { db, now, newId } = surroundings;
  const email = input.email.toLowerCase();
  await countTry(surroundings, forgotTries(email, network));
  const token = newMailedToken();
  const [kept] = (await runBatch(db, [
    db
      .insert(verifications)
      .values({
        id: newId(),
        identifier: PREFIX + hashMailedToken(token),
        value: sql`coalesce((select ${users.id}::text from ${users} where ${users.email} = ${email}), '')`,
        expiresAt: mailedTokenExpiry(now()),
      })
      .returning({ userId: verifications.value }),
  ])) as [{ userId: string }[]];
  return kept[0]?.userId ? { email, token } : null;
}

/**
 * Sets the new password and ends every session and every other such link, in one transaction. The link came from the
 * mailbox, so it proves the address as well. Returns the memberships whose sockets are now to be closed.
 */
export async function resetPassword(
  surroundings: Surroundings,
  { token, password }: ResetPassword,
  network: string,
): Promise<Membership[]> {
  const { db, now } = surroundings;
  const tokenHash = hashMailedToken(token);
  const tries = linkTries(tokenHash, network);
  await countTry(surroundings, tries);
  const passwordHash = await hashPassword(surroundings, password);
  const at = now();
  const itself = sql`${verifications} where ${verifications.identifier} = ${PREFIX + tokenHash}
    and ${verifications.expiresAt} > ${at.toISOString()}`;
  const [, , changed, , , , , memberships] = (await runBatch(db, [
    // The lock makes a second use at the same time wait. What it waited for only the next statement sees: one that
    // reads and locks has read before it waits. Without a row there is no user, and nothing below has anything to do.
    db.execute(sql`select from ${itself} for update`),
    db.execute(sql`select set_config('app.user', ${verifications.value}, true) from ${itself}`),
    db
      .update(users)
      .set({ emailVerified: true, updatedAt: at })
      .where(eq(users.id, signedIn))
      .returning({ email: users.email }),
    db
      .update(accounts)
      .set({ password: passwordHash, updatedAt: at })
      .where(and(eq(accounts.userId, signedIn), eq(accounts.providerId, 'credential'))),
    db.delete(sessions).where(eq(sessions.userId, signedIn)),
    db
      .delete(verifications)
      .where(and(eq(verifications.value, sql`${signedIn}::text`), like(verifications.identifier, `${PREFIX}%`))),
    auditAccount(surroundings, 'account.password_changed'),
    selectOwnMemberships(db),
  ])) as [unknown, unknown, { email: string }[], unknown, unknown, unknown, unknown, Membership[]];
  const [user] = changed;
  if (!user) throw new AppError('invalid', 'This link has expired or was used already. Please ask for a new one');
  // Whoever was locked out by a stranger's guesses gets in again this way.
  const signIns = signInTries(user.email, network);
  await forgetTries(surroundings, { clear: [...tries.narrow, ...signIns.narrow], giveBack: tries.wide });
  return memberships;
}
