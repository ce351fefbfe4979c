import type { UserId } from '@everthread/shared/models/ids';
import { bigint, boolean, index, integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { users } from './auth.ts';

// What else proves a user than his password. As users are, these tables are global.

const at = () => timestamp({ withTimezone: true });
const userId = () =>
  uuid()
    .$type<UserId>()
    .notNull()
    .references(() => users.id, { onDelete: 'cascade' });

/** The secret that a user's authenticator app and we share. */
export const authenticators = pgTable('authenticators', {
  userId: userId().primaryKey(),
  sealedSecret: text().notNull(), // with a key that is not in the database
  createdAt: at().notNull(),
  confirmedAt: at(), // by a first code; before it nothing is asked of him
  lastStep: integer(), // of the last code that was taken: none is taken twice
});

/** Each gets a user in once, where his authenticator is lost. */
export const recoveryCodes = pgTable(
  'recovery_codes',
  {
    userId: userId(),
    codeHash: text().notNull(),
    usedAt: at(),
  },
  (t) => [primaryKey({ columns: [t.userId, t.codeHash] })],
);

export const passkeys = pgTable(
  'passkeys',
  {
    id: text().primaryKey(), // the credential's, base64url
    userId: userId(),
    name: text().notNull(),
    publicKey: text().notNull(), // COSE, base64url
    counter: bigint({ mode: 'number' }).notNull(),
    transports: text().array().notNull(),
    isBackedUp: boolean().notNull(),
    createdAt: at().notNull(),
    lastUsedAt: at(),
  },
  (t) => [index().on(t.userId)],
);
