import { and, eq, ne, sql } from 'drizzle-orm';
import { type Membership, selectOwnMemberships } from '../agents/own-memberships.ts';
import type { Database } from '../db/connect.ts';
import { sessions } from '../db/schema/auth.ts';

/** Sessions that have ended, and the memberships whose sockets of theirs are now to be closed. */
export type EndedSessions = { sessionIds: string[]; memberships: Membership[] };

/** Two statements: a change in how one signs in ends every session but the one in which it was made. */
export const endOtherSessions = (db: Database, sessionToken: string) =>
  [
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
