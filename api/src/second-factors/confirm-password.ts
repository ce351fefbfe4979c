import type { UserId } from '@everthread/shared/models/ids';
import { and, eq, sql } from 'drizzle-orm';
import { asUser } from '../accounts/as-user.ts';
import { verifyPassword } from '../accounts/auth.ts';
import { signInTries } from '../accounts/limits.ts';
import type { Surroundings } from '../context.ts';
import { accounts, users } from '../db/schema/auth.ts';
import { AppError } from '../errors.ts';
import { countTry, forgetTries } from '../throttles/throttle.ts';

/** The signed-in user, once he has shown his password again. Throws `forbidden` where it is wrong. */
export async function confirmPassword(
  surroundings: Surroundings,
  sessionToken: string,
  password: string,
  network: string,
): Promise<{ userId: UserId; email: string }> {
  const [[user]] = await asUser(surroundings, sessionToken, [
    surroundings.db
      .select({ userId: users.id, email: users.email, hash: accounts.password })
      .from(users)
      .innerJoin(accounts, and(eq(accounts.userId, users.id), eq(accounts.providerId, 'credential')))
      .where(eq(users.id, sql`current_user_id()`)),
  ]);
  if (!user?.hash)
    throw new AppError('forbidden', 'Choose a password first: ask for a link to do so where you sign in');
  const tries = signInTries(user.email, network);
  await countTry(surroundings, tries);
  if (!(await verifyPassword(surroundings, password, user.hash))) throw new AppError('forbidden', 'Wrong password');
  await forgetTries(surroundings, { clear: tries.narrow, giveBack: tries.wide });
  return { userId: user.userId, email: user.email };
}
