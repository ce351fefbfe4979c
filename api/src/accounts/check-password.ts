import type { SignIn } from '@everthread/shared/models/account';
import type { UserId } from '@everthread/shared/models/ids';
import { and, desc, eq, isNotNull } from 'drizzle-orm';
import type { Surroundings } from '../context.ts';
import { runBatch } from '../db/in-workspace.ts';
import { accounts, users } from '../db/schema/auth.ts';
import { pendingSignUps } from '../db/schema/pending-sign-ups.ts';
import { authenticators } from '../db/schema/second-factors.ts';
import { hashPassword, verifyPassword } from './auth.ts';

type Pending = typeof pendingSignUps.$inferSelect;

/** Whose password this is: a member's, that of the address's latest sign-up, or nobody's. */
export type PasswordOf =
  | { name: 'member'; userId: UserId; hash: string; isVerified: boolean; hasSecondStep: boolean }
  | { name: 'pending'; signUp: Pending }
  | { name: 'nobody' };

/** Costs one trip and two hashes whoever it is: the time must not tell who is a member. */
export async function checkPassword(surroundings: Surroundings, { email, password }: SignIn): Promise<PasswordOf> {
  const { db } = surroundings;
  const [[member], [signUp]] = (await runBatch(db, [
    db
      .select({
        userId: users.id,
        hash: accounts.password,
        isVerified: users.emailVerified,
        hasSecondStep: isNotNull(authenticators.confirmedAt).mapWith(Boolean),
      })
      .from(accounts)
      .innerJoin(users, eq(users.id, accounts.userId))
      .leftJoin(authenticators, eq(authenticators.userId, users.id))
      .where(and(eq(users.email, email), eq(accounts.providerId, 'credential'))),
    db
      .select()
      .from(pendingSignUps)
      .where(eq(pendingSignUps.email, email))
      .orderBy(desc(pendingSignUps.createdAt))
      .limit(1),
  ])) as [{ userId: UserId; hash: string | null; isVerified: boolean; hasSecondStep: boolean }[], Pending[]];
  const fits = async (hash: string | null | undefined) =>
    hash ? verifyPassword(surroundings, password, hash) : hashPassword(surroundings, password).then(() => false);
  const [isMembers, isPending] = await Promise.all([fits(member?.hash), fits(signUp?.passwordHash)]);
  if (isMembers && member?.hash) return { ...member, name: 'member', hash: member.hash };
  return isPending && signUp ? { name: 'pending', signUp } : { name: 'nobody' };
}
