import { createHash } from 'node:crypto';
import { UserId } from '@everthread/shared/models/ids';
import type { SecondStep } from '@everthread/shared/models/second-factor';
import { and, eq, isNotNull, isNull, lt, or, sql } from 'drizzle-orm';
import { errors as joseErrors, jwtVerify, SignJWT } from 'jose';
import * as z from 'zod/mini';
import type { SignedIn } from '../accounts/auth.ts';
import { createSession, samePassword } from '../accounts/create-session.ts';
import type { Surroundings } from '../context.ts';
import { runBatch } from '../db/in-workspace.ts';
import { accounts } from '../db/schema/auth.ts';
import { authenticators, recoveryCodes } from '../db/schema/second-factors.ts';
import { AppError } from '../errors.ts';
import { countTry, forgetTries } from '../throttles/throttle.ts';
import { auditAccount } from './audit-account.ts';
import { stepOf } from './authenticator.ts';
import { codeTries } from './limits.ts';
import { hashRecoveryCode } from './recovery-codes.ts';

const AUDIENCE = 'everthread:second-step';
const LIFE_SECONDS = 5 * 60;

const Claims = z.object({ sub: UserId, password: z.string() });

/** Says that its bearer has just shown this user's password. Opens nothing but the second step. */
export async function issueSecondStep({ config, now }: Surroundings, userId: UserId, passwordHash: string) {
  const issuedAt = Math.floor(now().getTime() / 1000);
  return new SignJWT({ password: markOf(passwordHash) })
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience(AUDIENCE)
    .setSubject(userId)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + LIFE_SECONDS)
    .sign(config.keys.secondStep);
}

/** Signs in with a code of the app, or with a recovery code. Either is good once. */
export async function takeSecondStep(
  surroundings: Surroundings,
  { token, code }: SecondStep,
  network: string,
  userAgent: string | undefined,
): Promise<SignedIn> {
  const claims = await readSecondStep(surroundings, token);
  const userId = claims.sub;
  const tries = codeTries(userId, network);
  await countTry(surroundings, tries);
  const { db } = surroundings;
  const [[authenticator], [account]] = (await runBatch(db, [
    db
      .select()
      .from(authenticators)
      .where(and(eq(authenticators.userId, userId), isNotNull(authenticators.confirmedAt))),
    db
      .select({ password: accounts.password })
      .from(accounts)
      .where(and(eq(accounts.userId, userId), eq(accounts.providerId, 'credential'))),
  ])) as [(typeof authenticators.$inferSelect)[], { password: string | null }[]];
  // The password has changed since, or the second step was turned off.
  if (!authenticator || !account?.password || markOf(account.password) !== claims.password) throw tooLate();
  const isTaken = /^\d{6}$/.test(code)
    ? await takeAppCode(surroundings, authenticator, code)
    : await takeRecoveryCode(surroundings, userId, code);
  if (!isTaken) throw new AppError('forbidden', 'This code does not fit. Each is good once');
  await forgetTries(surroundings, { clear: tries.narrow, giveBack: tries.wide });
  const session = await createSession(surroundings, userId, samePassword(userId, account.password), userAgent);
  if (!session) throw tooLate();
  return session;
}

async function takeAppCode(
  surroundings: Surroundings,
  authenticator: typeof authenticators.$inferSelect,
  code: string,
): Promise<boolean> {
  const step = await stepOf(surroundings, authenticator, code);
  if (step === null) return false;
  const { db } = surroundings;
  const unused = or(isNull(authenticators.lastStep), lt(authenticators.lastStep, step));
  const [taken] = (await runBatch(db, [
    db
      .update(authenticators)
      .set({ lastStep: step })
      .where(and(eq(authenticators.userId, authenticator.userId), unused))
      .returning({ userId: authenticators.userId }),
  ])) as [{ userId: UserId }[]];
  return taken.length > 0;
}

async function takeRecoveryCode(surroundings: Surroundings, userId: UserId, code: string): Promise<boolean> {
  const { db, now } = surroundings;
  const thatCode = and(
    eq(recoveryCodes.userId, userId),
    eq(recoveryCodes.codeHash, hashRecoveryCode(userId, code)),
    isNull(recoveryCodes.usedAt),
  );
  const [taken] = (await runBatch(db, [
    db.update(recoveryCodes).set({ usedAt: now() }).where(thatCode).returning({ userId: recoveryCodes.userId }),
  ])) as [{ userId: UserId }[]];
  if (taken.length === 0) return false;
  await runBatch(db, [
    db.execute(sql`select set_config('app.user', ${userId}, true)`),
    auditAccount(surroundings, 'account.recovery_code_used'),
  ]);
  return true;
}

async function readSecondStep({ config, now }: Surroundings, token: string) {
  try {
    const { payload } = await jwtVerify(token, config.keys.secondStep, {
      algorithms: ['HS256'],
      audience: AUDIENCE,
      maxTokenAge: LIFE_SECONDS,
      requiredClaims: ['exp', 'sub'],
      currentDate: now(),
    });
    return Claims.parse(payload);
  } catch (error) {
    if (error instanceof joseErrors.JOSEError || error instanceof z.core.$ZodError) throw tooLate();
    throw error;
  }
}

const tooLate = () => new AppError('signed_out', 'That took too long. Please sign in again');

const markOf = (passwordHash: string) => createHash('sha256').update(passwordHash).digest('base64url').slice(0, 22);
