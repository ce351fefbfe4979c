import type { SignUp } from '@everthread/shared/models/account';
import { sql } from 'drizzle-orm';
import type { Surroundings } from '../context.ts';
import { runBatch } from '../db/in-workspace.ts';
import { users } from '../db/schema/auth.ts';
import { pendingSignUps } from '../db/schema/pending-sign-ups.ts';
import { countTry } from '../throttles/throttle.ts';
import { hashPassword } from './auth.ts';
import { signUpTries } from './limits.ts';
import { hashMailedToken, mailedTokenExpiry, newMailedToken } from './mailed-token.ts';
import { requireOpenSignUp } from './open-sign-up.ts';

/** Who is to be written to: a member that he is one already, anybody else the token that proves his mailbox. */
export type SignUpMail = { email: string; token: string; isMember: boolean };

type SignUpToKeep = Pick<typeof pendingSignUps.$inferInsert, 'email' | 'name' | 'passwordHash' | 'workspaceName'>;

/**
 * Keeps a sign-up until its mailbox is proven. Takes the same work and gives the same answer whether the address is
 * known or not. Sign-ups for one address do not touch each other: see `confirmAddress`. Throws `forbidden` where it is
 * closed.
 */
export async function signUp(surroundings: Surroundings, input: SignUp, network: string): Promise<SignUpMail> {
  const email = input.email.toLowerCase();
  await countTry(surroundings, signUpTries(email, network));
  await requireOpenSignUp(surroundings);
  const passwordHash = await hashPassword(surroundings, input.password);
  return keep(surroundings, { email, name: input.name, passwordHash, workspaceName: input.workspaceName });
}

/** For who signs in before he has confirmed: his sign-up once more, under a new link. */
export async function repeatSignUp(surroundings: Surroundings, signUp: SignUpToKeep, network: string) {
  await countTry(surroundings, signUpTries(signUp.email, network));
  await requireOpenSignUp(surroundings);
  const { email, name, passwordHash, workspaceName } = signUp;
  return keep(surroundings, { email, name, passwordHash, workspaceName });
}

async function keep({ db, now }: Surroundings, pending: SignUpToKeep): Promise<SignUpMail> {
  const token = newMailedToken();
  // Kept for a member's address as well, where it can never be confirmed, so that both take the same time.
  const [kept] = (await runBatch(db, [
    db
      .insert(pendingSignUps)
      .values({
        ...pending,
        tokenHash: hashMailedToken(token),
        createdAt: now(),
        expiresAt: mailedTokenExpiry(now()),
      })
      .returning({ isMember: sql<boolean>`exists (select from ${users} where ${users.email} = ${pending.email})` }),
  ])) as [{ isMember: boolean }[]];
  return { email: pending.email, token, isMember: kept[0]?.isMember ?? false };
}
