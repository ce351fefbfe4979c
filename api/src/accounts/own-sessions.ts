import type { Session } from '@everthread/shared/models/account';
import { and, desc, eq, gt, sql } from 'drizzle-orm';
import { type Membership, selectOwnMemberships } from '../agents/own-memberships.ts';
import type { Surroundings } from '../context.ts';
import { sessions } from '../db/schema/auth.ts';
import { AppError } from '../errors.ts';
import { asUser } from './as-user.ts';

const ownSession = eq(sessions.userId, sql`current_user_id()`);

/** An ended session, and the memberships whose sockets of this session are now to be closed. */
export type EndedSession = { sessionId: string; memberships: Membership[] };

export async function listOwnSessions(surroundings: Surroundings, sessionToken: string): Promise<Session[]> {
  const { db, now } = surroundings;
  const [rows] = await asUser(surroundings, sessionToken, [
    db
      .select({
        id: sessions.id,
        isCurrent: sql<boolean>`${sessions.token} = ${sessionToken}`,
        userAgent: sessions.userAgent,
        createdAt: sessions.createdAt,
        updatedAt: sessions.updatedAt,
      })
      .from(sessions)
      .where(and(ownSession, gt(sessions.expiresAt, now())))
      .orderBy(desc(sessions.updatedAt), desc(sessions.id)),
  ]);
  return rows.map(({ createdAt, updatedAt, userAgent, ...row }) => ({
    ...row,
    userAgent: userAgent || null,
    createdAt: createdAt.toISOString(),
    lastUsedAt: updatedAt.toISOString(),
  }));
}

/** Ends one of one's own sessions. Another's looks like one that does not exist. */
export async function endOwnSession(
  surroundings: Surroundings,
  sessionToken: string,
  which: { id: string } | 'current',
): Promise<EndedSession> {
  const { db } = surroundings;
  const named = which === 'current' ? eq(sessions.token, sessionToken) : eq(sessions.id, which.id);
  const [[ended], memberships] = await asUser(surroundings, sessionToken, [
    db.delete(sessions).where(and(ownSession, named)).returning({ id: sessions.id }),
    selectOwnMemberships(db),
  ]);
  if (!ended) throw new AppError('not_found', 'No such session');
  return { sessionId: ended.id, memberships };
}
