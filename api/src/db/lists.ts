import { type SQL, sql } from 'drizzle-orm';

// One value however many there are, so that a statement has the same text each time and stays prepared.

/** A list of ids as an array of Postgres: `id = any(${uuids(ids)})`. */
export const uuids = (ids: readonly string[]): SQL =>
  sql`array(select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)::uuid)`;

/** A list of words as an array of Postgres. */
export const texts = (words: readonly string[]): SQL =>
  sql`array(select jsonb_array_elements_text(${JSON.stringify(words)}::jsonb))`;
