import type { UserId } from '@everthread/shared/models/ids';
import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import { asUser } from '../accounts/as-user.ts';
import type { Surroundings } from '../context.ts';
import { authenticators, recoveryCodes } from '../db/schema/second-factors.ts';
import { AppError } from '../errors.ts';
import { seal, unseal } from '../identity/seal.ts';
import { countTry } from '../throttles/throttle.ts';
import { auditAccount } from './audit-account.ts';
import { confirmPassword } from './confirm-password.ts';
import { type EndedSessions, endOtherSessions, toEnded } from './end-other-sessions.ts';
import { codeTries } from './limits.ts';
import { hashRecoveryCode, newRecoveryCodes } from './recovery-codes.ts';
import { findStep, toBase32, totpUri } from './totp.ts';

const SECRET_BYTES = 20;
const own = eq(authenticators.userId, sql`current_user_id()`);

/** Begins: a secret for the app, told this once. Nothing is asked of the user before a first code has come. */
export async function beginAuthenticator(
  surroundings: Surroundings,
  sessionToken: string,
  password: string,
  network: string,
): Promise<{ secret: string; uri: string }> {
  const { userId, email } = await confirmPassword(surroundings, sessionToken, password, network);
  const secret = crypto.getRandomValues(new Uint8Array(SECRET_BYTES));
  const sealedSecret = await seal(surroundings.config, { userId }, Buffer.from(secret).toString('base64url'));
  const createdAt = surroundings.now();
  const [kept] = await asUser(surroundings, sessionToken, [
    surroundings.db
      .insert(authenticators)
      .values({ userId: sql`current_user_id()`, sealedSecret, createdAt })
      .onConflictDoUpdate({
        target: authenticators.userId,
        set: { sealedSecret, createdAt, lastStep: null },
        setWhere: isNull(authenticators.confirmedAt),
      })
      .returning({ userId: authenticators.userId }),
  ]);
  if (kept.length === 0) throw new AppError('conflict', 'Two-step sign-in is on already');
  return { secret: toBase32(secret), uri: totpUri(secret, email) };
}

/** The app works: from now on signing in asks for its codes. Returns what gets the user in without it, told this once. */
export async function confirmAuthenticator(
  surroundings: Surroundings,
  sessionToken: string,
  code: string,
): Promise<{ codes: string[]; ended: EndedSessions }> {
  const [[pending]] = await asUser(surroundings, sessionToken, [
    surroundings.db
      .select()
      .from(authenticators)
      .where(and(own, isNull(authenticators.confirmedAt))),
  ]);
  if (!pending) throw new AppError('not_found', 'Begin anew: no app waits to be confirmed');
  await countTry(surroundings, codeTries(pending.userId));
  const step = await stepOf(surroundings, pending, code);
  if (step === null) throw new AppError('invalid', 'This code does not fit. Is the clock of your phone right?');
  const codes = newRecoveryCodes();
  const [confirmed, , , , , ended, memberships] = await asUser(surroundings, sessionToken, [
    surroundings.db
      .update(authenticators)
      .set({ confirmedAt: surroundings.now(), lastStep: step })
      .where(and(own, isNull(authenticators.confirmedAt), eq(authenticators.sealedSecret, pending.sealedSecret)))
      .returning({ userId: authenticators.userId }),
    ...keepCodes(surroundings, pending.userId, codes),
    auditAccount(surroundings, 'account.authenticator_added'),
    ...endOtherSessions(surroundings.db, sessionToken),
  ]);
  if (confirmed.length === 0) throw new AppError('conflict', 'This was done in another window already');
  return { codes, ended: toEnded(ended, memberships) };
}

/** Signing in asks for the password alone again. */
export async function removeAuthenticator(
  surroundings: Surroundings,
  sessionToken: string,
  password: string,
  network: string,
): Promise<EndedSessions> {
  await confirmPassword(surroundings, sessionToken, password, network);
  const { db } = surroundings;
  const [, , , , ended, memberships] = await asUser(surroundings, sessionToken, [
    db.delete(authenticators).where(own),
    db.delete(recoveryCodes).where(eq(recoveryCodes.userId, sql`current_user_id()`)),
    auditAccount(surroundings, 'account.authenticator_removed'),
    ...endOtherSessions(db, sessionToken),
  ]);
  return toEnded(ended, memberships);
}

/** New recovery codes instead of all there were. */
export async function renewRecoveryCodes(
  surroundings: Surroundings,
  sessionToken: string,
  password: string,
  network: string,
): Promise<string[]> {
  const { userId } = await confirmPassword(surroundings, sessionToken, password, network);
  const codes = newRecoveryCodes();
  const [[on]] = await asUser(surroundings, sessionToken, [
    surroundings.db
      .select({ userId: authenticators.userId })
      .from(authenticators)
      .where(and(own, isNotNull(authenticators.confirmedAt))),
  ]);
  if (!on) throw new AppError('conflict', 'Turn two-step sign-in on first');
  await asUser(surroundings, sessionToken, [
    ...keepCodes(surroundings, userId, codes),
    auditAccount(surroundings, 'account.recovery_codes_renewed'),
  ]);
  return codes;
}

/** Which step of the app's this code is, if it is one that can be taken now. */
export async function stepOf(
  { config, now }: Surroundings,
  { userId, sealedSecret, lastStep }: typeof authenticators.$inferSelect,
  code: string,
): Promise<number | null> {
  const secret = await unseal(config, { userId }, sealedSecret);
  return secret === null ? null : findStep(Buffer.from(secret, 'base64url'), code, now().getTime(), lastStep);
}

/** Two statements: these codes and no others. */
function keepCodes({ db }: Surroundings, userId: UserId, codes: readonly string[]) {
  return [
    db.delete(recoveryCodes).where(eq(recoveryCodes.userId, sql`current_user_id()`)),
    db.insert(recoveryCodes).values(codes.map((code) => ({ userId, codeHash: hashRecoveryCode(userId, code) }))),
  ] as const;
}
