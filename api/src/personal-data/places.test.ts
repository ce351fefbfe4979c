import { getTableName, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { testSurroundings } from '../../test/surroundings.ts';
import { OTHER_PLACES } from './other-places.ts';
import { PLACES } from './places.ts';

const { db } = await testSurroundings();

// Ids, numbers, times: what says nothing of anybody without a word beside it. Lists of ids are looked at.
const PLAIN = ['uuid', 'int2', 'int4', 'int8', 'float4', 'float8', 'numeric', 'bool', 'timestamptz', 'date'];

async function columnsByTable(): Promise<Map<string, { all: string[]; wordy: string[] }>> {
  const { rows } = await db.execute<{ table: string; column: string; isPlain: boolean }>(sql`
    select columns.table_name as table, columns.column_name as column, columns.udt_name::text = any(array(
      select jsonb_array_elements_text(${JSON.stringify(PLAIN)}::jsonb))) as "isPlain"
    from information_schema.columns columns
      join pg_tables on pg_tables.schemaname = 'public' and pg_tables.tablename = columns.table_name
    where columns.table_schema = 'public'`);
  const tables = new Map<string, { all: string[]; wordy: string[] }>();
  for (const { table, column, isPlain } of rows) {
    const known = tables.get(table) ?? { all: [], wordy: [] };
    known.all.push(column);
    if (!isPlain) known.wordy.push(column);
    tables.set(table, known);
  }
  return tables;
}

test('every table is one from which a visitor is erased, or one of which it is said why not', async () => {
  const tables = [...(await columnsByTable()).keys()].toSorted();
  const known = [...PLACES.map(({ table }) => getTableName(table)), ...Object.keys(OTHER_PLACES)];

  expect(known.toSorted()).toEqual(tables);
});

test('every column that can hold words is told to somebody, or kept from all on purpose', async () => {
  const tables = await columnsByTable();
  for (const { table, own, team = [], silent = [] } of PLACES) {
    const name = getTableName(table);
    const { all, wordy } = tables.get(name) ?? { all: [], wordy: [] };
    const listed = [...(own?.columns ?? []), ...team, ...silent];

    expect({ name, twice: listed.filter((column, i) => listed.indexOf(column) !== i) }).toEqual({ name, twice: [] });
    expect({ name, unknown: listed.filter((column) => !all.includes(column)) }).toEqual({ name, unknown: [] });
    expect({ name, unlisted: wordy.filter((column) => !listed.includes(column)) }).toEqual({ name, unlisted: [] });
  }
});

test('of a table that is not erased from it is said which words it holds', async () => {
  const tables = await columnsByTable();
  for (const [name, { because, columns = [] }] of Object.entries(OTHER_PLACES)) {
    expect({ name, because, columns: columns.toSorted() }).toEqual({
      name,
      because: expect.stringMatching(/\w/),
      columns: (tables.get(name)?.wordy ?? []).toSorted(),
    });
  }
});
