import type { Owner } from './owner.ts';

export type Row = Readonly<Record<string, unknown>>;

/** Inserts rows that are named as their columns are. */
export async function insert(owner: Owner, table: string, rows: readonly Row[]): Promise<void> {
  for (const row of rows) {
    const columns = Object.keys(row);
    const places = columns.map((_, index) => `$${index + 1}`);
    await owner.query(`insert into ${table} (${columns}) values (${places})`, Object.values(row));
  }
}
