import type { ConfirmAddress } from '@everthread/shared/models/account';
import { UserId } from '@everthread/shared/models/ids';
import { and, eq, gt, sql } from 'drizzle-orm';
import type { Surroundings } from '../context.ts';
import { DatabaseError, runBatch } from '../db/in-workspace.ts';
import { accounts, users } from '../db/schema/auth.ts';
import { pendingSignUps } from '../db/schema/pending-sign-ups.ts';
import { AppError } from '../errors.ts';
import { countTry, forgetTries } from '../throttles/throttle.ts';
import { foundWorkspace } from '../workspaces/found-workspace.ts';
import { type SignedIn, verifyPassword } from './auth.ts';
import { createSession, passwordAlone } from './create-session.ts';
import { linkTries } from './limits.ts';
import { hashMailedToken } from './mailed-token.ts';
import { signUpIsClosed } from './open-sign-up.ts';

type Pending = typeof pendingSignUps.$inferSelect;

/**
 * Makes the user, his workspace and his membership of it, and signs him in. The token proves the mailbox, the password
 * that he is the one who signed up: a stranger who signs up with his address has only the password, and the owner who
 * follows the stranger's link has only the token. Throws `forbidden` where another was the first of all meanwhile.
 */
export async function confirmAddress(
  surroundings: Surroundings,
  { token, password }: ConfirmAddress,
  network: string,
  userAgent: string | undefined,
): Promise<SignedIn> {
  const tokenHash = hashMailedToken(token);
  const tries = linkTries(tokenHash, network);
  await countTry(surroundings, tries);
  const pending = await findPending(surroundings, tokenHash);
  if (!pending) throw linkIsDead();
  if (!(await verifyPassword(surroundings, password, pending.passwordHash))) {
    throw new AppError('signed_out', 'Wrong password. It is the one that you chose when you signed up');
  }
  const userId = await makeUser(surroundings, pending);
  await forgetTries(surroundings, { clear: tries.narrow, giveBack: tries.wide });
  const proof = passwordAlone(userId, pending.passwordHash);
  const session = await createSession(surroundings, userId, proof, userAgent);
  if (!session) throw new AppError('signed_out', 'Your address is confirmed. Please sign in');
  return session;
}

async function findPending({ db, now }: Surroundings, tokenHash: string): Promise<Pending | undefined> {
  const [found] = (await runBatch(db, [
    db
      .select()
      .from(pendingSignUps)
      .where(and(eq(pendingSignUps.tokenHash, tokenHash), gt(pendingSignUps.expiresAt, now()))),
  ])) as [Pending[]];
  return found[0];
}

async function makeUser(surroundings: Surroundings, pending: Pending): Promise<UserId> {
  const { db, config, now, newId } = surroundings;
  const { email, name, passwordHash, workspaceName } = pending;
  const id = UserId.parse(newId());
  const at = { createdAt: now(), updatedAt: now() };
  const nowText = sql`${now().toISOString()}::timestamptz`;
  const mayJoin = config.signUp === 'open' ? sql`true` : sql`not exists (select from ${users})`;
  const { statements } = await foundWorkspace(surroundings, workspaceName);
  try {
    await runBatch(db, [
      db.execute(sql`select set_config('app.user', ${id}, true)`),
      db.execute(sql`select pg_advisory_xact_lock(hashtext('the first of all'))`),
      // Where none is made, his account below refers to nobody, and all of this is undone.
      db.execute(sql`
        insert into ${users} (id, name, email, email_verified, created_at, updated_at)
        select ${id}::uuid, ${name}, ${email}, true, ${nowText}, ${nowText} where ${mayJoin}`),
      db.insert(accounts).values({
        id: newId(),
        userId: id,
        accountId: id,
        providerId: 'credential',
        password: passwordHash,
        ...at,
      }),
      ...statements,
      // The others for this address were not the ones that its owner confirmed.
      db.delete(pendingSignUps).where(eq(pendingSignUps.email, email)),
    ]);
    return id;
  } catch (error) {
    // Used twice at once, or the address has meanwhile become a member's: the unique address lets one through.
    if (error instanceof DatabaseError && error.constraint === 'users_email_unique') throw linkIsDead();
    if (error instanceof DatabaseError && error.constraint === 'accounts_user_id_users_id_fk') throw signUpIsClosed();
    throw error;
  }
}

const linkIsDead = () =>
  new AppError('invalid', 'This link has expired or was used already. Sign in with your password to get a new one');
