import type { UserId } from '@everthread/shared/models/ids';
import { eq } from 'drizzle-orm';
import { serializeSigned } from 'hono/utils/cookie';
import type { Surroundings } from '../context.ts';
import { runBatch } from '../db/in-workspace.ts';
import { sessions, users } from '../db/schema/auth.ts';
import { AppError } from '../errors.ts';
import { SESSION_SECONDS, type SignedIn } from './auth.ts';
import { newMailedToken } from './mailed-token.ts';
import { sessionCookieName } from './session-token.ts';

/** Begins a session for a user who was proven otherwise than by his password alone. The cookie is as better-auth's. */
export async function createSession(
  { db, config, now, newId }: Surroundings,
  userId: UserId,
  userAgent: string | undefined,
): Promise<SignedIn> {
  const token = newMailedToken();
  const at = now();
  const [, found] = (await runBatch(db, [
    db.insert(sessions).values({
      id: newId(),
      userId,
      token,
      expiresAt: new Date(at.getTime() + SESSION_SECONDS * 1000),
      userAgent: userAgent?.slice(0, 300) ?? '',
      createdAt: at,
      updatedAt: at,
    }),
    db.select({ id: users.id, name: users.name, email: users.email }).from(users).where(eq(users.id, userId)),
  ])) as [unknown, SignedIn['user'][]];
  const [user] = found;
  if (!user) throw new AppError('signed_out', 'Please sign in');
  const cookie = await serializeSigned(sessionCookieName(config), token, config.keys.session, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: config.publicUrl.startsWith('https:'),
    maxAge: SESSION_SECONDS,
  });
  return { user, cookies: [cookie] };
}
