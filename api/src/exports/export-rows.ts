import type { Cell } from './csv.ts';

/** A row by the names of its columns, in their order. */
export type ExportRow = Readonly<Record<string, Cell | readonly string[]>>;

/** Where a page ended; what follows begins after it. */
export type Page<Place> = { rows: readonly ExportRow[]; next: Place | undefined };

/** One kind of thing that can be exported, read page by page in an order that new rows do not disturb. */
export type Exporter<Place = unknown> = {
  columns: readonly string[];
  /** How many rows there are up to `until`. */
  count: (until: Date) => Promise<number>;
  page: (until: Date, after: Place | undefined) => Promise<Page<Place>>;
};

export const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
