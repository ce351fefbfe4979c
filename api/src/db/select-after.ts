import { type SQL, sql } from 'drizzle-orm';
import type { BatchItem } from 'drizzle-orm/batch';
import type { PgPreparedQuery, PreparedQueryConfig } from 'drizzle-orm/pg-core';
import type { Database } from './connect.ts';

type Select = BatchItem<'pg'> & { prepare(name: string): PgPreparedQuery<PreparedQueryConfig> };

/** One statement: `first` (a `with` and its parts), then the select, whose rows come as the select's alone would. */
export function selectAfter<Last extends Select>(db: Database, first: SQL, select: Last): Last {
  const whole = db.execute(sql`${first} ${select}`).getQuery();
  // What a batch asks of each of its items.
  const statement = Object.assign(select.prepare(''), { getQuery: () => whole });
  return { _prepare: () => statement } as unknown as Last;
}
