import { type SQL, sql } from 'drizzle-orm';
import type { BatchItem } from 'drizzle-orm/batch';
import type { PgPreparedQuery, PreparedQueryConfig } from 'drizzle-orm/pg-core';
import type { Database } from './connect.ts';

type Select = BatchItem<'pg'> & { prepare(name: string): PgPreparedQuery<PreparedQueryConfig> };

/**
 * Makes statements that end with this select, whose rows come as the select's alone would: after `first`, a `with` and
 * its parts. The select takes no values, so its text is written once.
 */
export function endingWith<Last extends Select>(
  makeSelect: (db: Database) => Last,
): (db: Database, first: SQL) => Last {
  const made = new WeakMap<Database, PgPreparedQuery<PreparedQueryConfig>>();
  return (db, first) => {
    const last = made.get(db) ?? makeSelect(db).prepare('');
    made.set(db, last);
    const whole = db.execute(sql`${first} ${sql.raw(last.getQuery().sql)}`).getQuery();
    // What a batch asks of each of its items.
    const statement = Object.assign(Object.create(last), { getQuery: () => whole });
    return { _prepare: () => statement } as unknown as Last;
  };
}
