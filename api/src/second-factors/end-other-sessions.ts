import { and, eq, ne, sql } from 'drizzle-orm';
import { type Membership, selectOwnMemberships } from '../agents/own-memberships.ts';
import type { Database } from '../db/connect.ts';
import { accounts, sessions } from '../db/schema/auth.ts';

/** Sessions that have ended, and the memberships whose sockets of theirs are now to be closed. */
export type EndedSessions = { sessionIds: string[]; memberships: Membership[] };

/**
 * Three statements: a change in how one signs in ends every session but the one in which it was made, and whoever is just
 * signing in (`createSession`) waits or is waited for.
 */
export const endOtherSessions = (db: Database, sessionToken: string) =>
  [
    db.execute(sql`select from ${accounts} where ${accounts.userId} = current_user_id() for update`),
    db
      .delete(sessions)
      .where(and(eq(sessions.userId, sql`current_user_id()`), ne(sessions.token, sessionToken)))
      .returning({ id: sessions.id }),
    selectOwnMemberships(db),
  ] as const;

export const toEnded = (ended: readonly { id: string }[], memberships: Membership[]): EndedSessions => ({
  sessionIds: ended.map(({ id }) => id),
  memberships,
});
