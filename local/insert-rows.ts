import type { Owner } from './owner.ts';

export type Row = Readonly<Record<string, unknown>>;

/** A statement takes 65,535 values. */
const MOST_VALUES = 60_000;

/** Inserts rows that are named as their columns are, all with the same. */
export async function insert(owner: Owner, table: string, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  const atOnce = Math.floor(MOST_VALUES / Math.max(1, columns.length));
  for (let from = 0; from < rows.length; from += atOnce) {
    const some = rows.slice(from, from + atOnce);
    const places = some.map((_, nth) => `(${columns.map((__, at) => `$${nth * columns.length + at + 1}`)})`);
    await owner.query(
      `insert into ${table} (${columns}) values ${places}`,
      some.flatMap((row) => columns.map((column) => row[column])),
    );
  }
}
