import { index, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/**
 * Sign-ups whose address is not yet proven: there is no user before there is a proof. Several for one address lie
 * side by side, each with its own password, so that a stranger's can neither spoil nor become the owner's.
 */
export const pendingSignUps = pgTable(
  'pending_sign_ups',
  {
    tokenHash: text().primaryKey(), // of the token that went to the mailbox
    email: text().notNull(),
    name: text().notNull(),
    passwordHash: text().notNull(),
    workspaceName: text().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    expiresAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [index().on(t.email)],
);
