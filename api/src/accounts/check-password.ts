import type { SignIn } from '@everthread/shared/models/account';
import { and, desc, eq } from 'drizzle-orm';
import type { Surroundings } from '../context.ts';
import { runBatch } from '../db/in-workspace.ts';
import { accounts, users } from '../db/schema/auth.ts';
import { pendingSignUps } from '../db/schema/pending-sign-ups.ts';
import { hashPassword, verifyPassword } from './auth.ts';

type Pending = typeof pendingSignUps.$inferSelect;

/** Whose password this is: a member's, that of the address's latest sign-up, or nobody's. */
export type PasswordOf = { name: 'member' } | { name: 'pending'; signUp: Pending } | { name: 'nobody' };

/** Costs one trip and two hashes whoever it is: the time must not tell who is a member. */
export async function checkPassword(surroundings: Surroundings, { email, password }: SignIn): Promise<PasswordOf> {
  const { db } = surroundings;
  const [[member], [signUp]] = (await runBatch(db, [
    db
      .select({ hash: accounts.password })
      .from(accounts)
      .innerJoin(users, eq(users.id, accounts.userId))
      .where(and(eq(users.email, email), eq(accounts.providerId, 'credential'))),
    db
      .select()
      .from(pendingSignUps)
      .where(eq(pendingSignUps.email, email))
      .orderBy(desc(pendingSignUps.createdAt))
      .limit(1),
  ])) as [{ hash: string | null }[], Pending[]];
  const fits = async (hash: string | null | undefined) =>
    hash ? verifyPassword(surroundings, password, hash) : hashPassword(surroundings, password).then(() => false);
  const [isMembers, isPending] = await Promise.all([fits(member?.hash), fits(signUp?.passwordHash)]);
  if (isMembers) return { name: 'member' };
  return isPending && signUp ? { name: 'pending', signUp } : { name: 'nobody' };
}
