import { integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/** How often something was tried in the current window, such as passwords for one account. Global: nobody is signed in yet. */
export const throttles = pgTable('throttles', {
  key: text().primaryKey(), // what is counted, hashed where it names a person
  windowEndsAt: timestamp({ withTimezone: true }).notNull(),
  count: integer().notNull(),
});
