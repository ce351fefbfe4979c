import { createHash } from 'node:crypto';
import type { UserId } from '@everthread/shared/models/ids';
import type { NewPasskey, Passkey, PasskeyProof } from '@everthread/shared/models/second-factor';
import { and, eq, gt, sql } from 'drizzle-orm';
import { asUser } from '../accounts/as-user.ts';
import type { SignedIn } from '../accounts/auth.ts';
import { createSession } from '../accounts/create-session.ts';
import type { Surroundings } from '../context.ts';
import { DatabaseError, runBatch } from '../db/in-workspace.ts';
import { verifications } from '../db/schema/auth.ts';
import { passkeys } from '../db/schema/second-factors.ts';
import { AppError } from '../errors.ts';
import { countTry } from '../throttles/throttle.ts';
import { auditAccount } from './audit-account.ts';
import { confirmPassword } from './confirm-password.ts';
import { type EndedSessions, endOtherSessions, toEnded } from './end-other-sessions.ts';
import { passkeyTries } from './limits.ts';

const MOST_PASSKEYS = 20;
const CHALLENGE_MS = 5 * 60_000;

// Loaded when somebody first uses a passkey: it takes long to evaluate.
const webAuthn = () => import('@simplewebauthn/server');
const rpIdOf = ({ config }: Surroundings) => new URL(config.publicUrl).hostname;

/** What a browser needs to make a passkey for the signed-in user, who has shown his password again. */
export async function passkeyOptions(
  surroundings: Surroundings,
  sessionToken: string,
  password: string,
  network: string,
): Promise<object> {
  const { userId, email } = await confirmPassword(surroundings, sessionToken, password, network);
  const [known] = await asUser(surroundings, sessionToken, [
    surroundings.db.select({ id: passkeys.id }).from(passkeys).where(eq(passkeys.userId, userId)),
  ]);
  if (known.length >= MOST_PASSKEYS) throw new AppError('conflict', 'Twenty passkeys are enough. Remove one first');
  const options = await (await webAuthn()).generateRegistrationOptions({
    rpName: 'Everthread',
    rpID: rpIdOf(surroundings),
    userName: email,
    userID: new Uint8Array(Buffer.from(userId)),
    attestationType: 'none',
    excludeCredentials: known,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  await keepChallenge(surroundings, options.challenge, userId);
  return options;
}

/** Keeps a passkey. The challenge that it answers was given to this user, lately, and is used up. */
export async function addPasskey(
  surroundings: Surroundings,
  sessionToken: string,
  { name, proof }: NewPasskey,
): Promise<{ passkey: Passkey; ended: EndedSessions }> {
  const [[user]] = await asUser(surroundings, sessionToken, [
    surroundings.db.select({ id: sql<UserId>`current_user_id()` }).from(sql`(select) as asked`),
  ]);
  const { verifyRegistrationResponse } = await webAuthn();
  const verified = await refuseBroken(() =>
    verifyRegistrationResponse({
      response: proof as never,
      expectedChallenge: (challenge) => takeChallenge(surroundings, challenge, user?.id ?? ''),
      expectedOrigin: surroundings.config.publicUrl,
      expectedRPID: rpIdOf(surroundings),
      requireUserVerification: true,
    }),
  );
  if (!verified.verified) throw notProven();
  const { credential, credentialBackedUp } = verified.registrationInfo;
  const createdAt = surroundings.now();
  try {
    const [, , , ended, memberships] = await asUser(surroundings, sessionToken, [
      surroundings.db.insert(passkeys).values({
        id: credential.id,
        userId: sql`current_user_id()`,
        name,
        publicKey: Buffer.from(credential.publicKey).toString('base64url'),
        counter: credential.counter,
        transports: [...(credential.transports ?? [])],
        isBackedUp: credentialBackedUp,
        createdAt,
      }),
      auditAccount(surroundings, 'account.passkey_added', { subject: name }),
      ...endOtherSessions(surroundings.db, sessionToken),
    ]);
    const passkey = { id: credential.id, name, createdAt: createdAt.toISOString(), lastUsedAt: null };
    return { passkey, ended: toEnded(ended, memberships) };
  } catch (error) {
    const isKnown = error instanceof DatabaseError && error.constraint === 'passkeys_pkey';
    throw isKnown ? new AppError('conflict', 'This passkey is known already') : error;
  }
}

/** It gets nobody in any more. Another's looks like one that does not exist. */
export async function removePasskey(
  surroundings: Surroundings,
  sessionToken: string,
  { id, password }: { id: string; password: string },
  network: string,
): Promise<EndedSessions> {
  const { userId } = await confirmPassword(surroundings, sessionToken, password, network);
  const { db } = surroundings;
  const own = and(eq(passkeys.userId, userId), eq(passkeys.id, id));
  const [[found]] = await asUser(surroundings, sessionToken, [
    db.select({ name: passkeys.name }).from(passkeys).where(own),
  ]);
  if (!found) throw new AppError('not_found', 'No such passkey');
  const [, , , ended, memberships] = await asUser(surroundings, sessionToken, [
    db.delete(passkeys).where(own),
    auditAccount(surroundings, 'account.passkey_removed', { subject: found.name }),
    ...endOtherSessions(db, sessionToken),
  ]);
  return toEnded(ended, memberships);
}

/** What a browser needs to sign somebody in by a passkey; whom, the passkey says. */
export async function passkeySignInOptions(surroundings: Surroundings, network: string): Promise<object> {
  await countTry(surroundings, passkeyTries(network));
  const { generateAuthenticationOptions } = await webAuthn();
  const options = await generateAuthenticationOptions({ rpID: rpIdOf(surroundings), userVerification: 'required' });
  await keepChallenge(surroundings, options.challenge, '');
  return options;
}

/** Signs in by a passkey, which is two factors in one: something one has, unlocked by something one is or knows. */
export async function signInByPasskey(
  surroundings: Surroundings,
  proof: PasskeyProof,
  network: string,
  userAgent: string | undefined,
): Promise<SignedIn> {
  await countTry(surroundings, passkeyTries(network));
  const { db } = surroundings;
  const [found] = (await runBatch(db, [db.select().from(passkeys).where(eq(passkeys.id, proof.id))])) as [
    (typeof passkeys.$inferSelect)[],
  ];
  const [passkey] = found;
  if (!passkey) throw notProven();
  const { verifyAuthenticationResponse } = await webAuthn();
  const { verified, authenticationInfo } = await refuseBroken(() =>
    verifyAuthenticationResponse({
      response: proof as never,
      expectedChallenge: (challenge) => takeChallenge(surroundings, challenge, ''),
      expectedOrigin: surroundings.config.publicUrl,
      expectedRPID: rpIdOf(surroundings),
      requireUserVerification: true,
      credential: {
        id: passkey.id,
        publicKey: new Uint8Array(Buffer.from(passkey.publicKey, 'base64url')),
        counter: passkey.counter,
      },
    }),
  );
  if (!verified) throw notProven();
  await runBatch(db, [
    db
      .update(passkeys)
      .set({ counter: authenticationInfo.newCounter, lastUsedAt: surroundings.now() })
      .where(eq(passkeys.id, passkey.id)),
  ]);
  const stillHis = sql`${passkeys} where ${passkeys.id} = ${passkey.id}`;
  const session = await createSession(surroundings, passkey.userId, stillHis, userAgent);
  if (!session) throw notProven();
  return session;
}

const challengeName = (challenge: string) => `passkey:${createHash('sha256').update(challenge).digest('base64url')}`;

async function keepChallenge({ db, now, newId }: Surroundings, challenge: string, userId: UserId | ''): Promise<void> {
  const expiresAt = new Date(now().getTime() + CHALLENGE_MS);
  await runBatch(db, [
    db.insert(verifications).values({ id: newId(), identifier: challengeName(challenge), value: userId, expiresAt }),
  ]);
}

/** True once for each challenge, for whom it was given, within five minutes. */
async function takeChallenge({ db, now }: Surroundings, challenge: string, userId: UserId | ''): Promise<boolean> {
  const [taken] = (await runBatch(db, [
    db
      .delete(verifications)
      .where(
        and(
          eq(verifications.identifier, challengeName(challenge)),
          eq(verifications.value, userId),
          gt(verifications.expiresAt, now()),
        ),
      )
      .returning({ id: verifications.id }),
  ])) as [{ id: string }[]];
  return taken.length > 0;
}

/** What the library throws is about the sender's proof; what the database does is not. */
async function refuseBroken<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof AppError || error instanceof DatabaseError ? error : notProven();
  }
}

const notProven = () => new AppError('forbidden', 'This passkey proves nothing here. Please try again');
