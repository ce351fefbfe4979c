import type { UserId } from '@everthread/shared/models/ids';
import { eq, type SQL, sql } from 'drizzle-orm';
import { serializeSigned } from 'hono/utils/cookie';
import type { Surroundings } from '../context.ts';
import { runBatch } from '../db/in-workspace.ts';
import { accounts, sessions, users } from '../db/schema/auth.ts';
import { authenticators } from '../db/schema/second-factors.ts';
import { SESSION_SECONDS, type SignedIn } from './auth.ts';
import { newMailedToken } from './mailed-token.ts';
import { sessionCookieName } from './session-token.ts';

/**
 * Begins a session for a user who was proven, as long as what proved him, a row, is still there: what takes it away ends
 * his sessions too, and would miss one that begins in that moment. Null where it is not. The cookie is as better-auth's.
 */
export async function createSession(
  { db, config, now, newId }: Surroundings,
  userId: UserId,
  proof: SQL,
  userAgent: string | undefined,
): Promise<SignedIn | null> {
  const token = newMailedToken();
  const at = now();
  const [, , found] = (await runBatch(db, [
    // A statement of its own: only the next sees what it has waited for.
    db.execute(sql`select from ${proof} for share`),
    db.execute(sql`
      insert into ${sessions} (id, user_id, token, expires_at, user_agent, created_at, updated_at)
      select ${newId()}::uuid, ${userId}::uuid, ${token}, ${new Date(at.getTime() + SESSION_SECONDS * 1000).toISOString()}::timestamptz,
        ${userAgent?.slice(0, 300).toWellFormed() ?? ''}, ${at.toISOString()}::timestamptz, ${at.toISOString()}::timestamptz
      where exists (select from ${proof})`),
    db
      .select({ id: users.id, name: users.name, email: users.email })
      .from(sessions)
      .innerJoin(users, eq(users.id, sessions.userId))
      .where(eq(sessions.token, token)),
  ])) as [unknown, unknown, SignedIn['user'][]];
  const [user] = found;
  if (!user) return null;
  const cookie = await serializeSigned(sessionCookieName(config), token, config.keys.session, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: config.publicUrl.startsWith('https:'),
    maxAge: SESSION_SECONDS,
  });
  return { user, cookies: [cookie] };
}

/** His password is still the one that was shown, and a second step has not come to it. */
export const passwordAlone = (userId: UserId, hash: string): SQL =>
  sql`${samePassword(userId, hash)} and not exists (
    select from ${authenticators} where ${authenticators.userId} = ${userId} and ${authenticators.confirmedAt} is not null)`;

/** His password is still the one that was shown. */
export const samePassword = (userId: UserId, hash: string): SQL =>
  sql`${accounts} where ${accounts.userId} = ${userId} and ${accounts.providerId} = 'credential' and ${accounts.password} = ${hash}`;
