import { and, count, eq, lte, type SQL } from 'drizzle-orm';
import type { BatchItem } from 'drizzle-orm/batch';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type { AgentActor, Context } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import type { Exporter, ExportRow } from './export-rows.ts';

export const EXPORT_PAGE = 1_000;

/** What one kind of export has of its own. */
type Kind<Row, Place> = {
  columns: readonly string[];
  table: PgTable & { workspaceId: PgColumn };
  /** When a row came to be: what is younger than the export is left out. */
  bornAt: PgColumn;
  /** The rows of one page, in an order that new ones do not disturb. */
  selectPage: (which: SQL | undefined) => BatchItem<'pg'> & PromiseLike<Row[]>;
  isBeyond: (place: Place) => SQL;
  placeOf: (last: Row) => Place;
  toRow: (row: Row) => ExportRow;
};

/** Reads one kind of thing page by page, up to a moment. */
export function exporterOf<Row, Place>(ctx: Context<AgentActor>, kind: Kind<Row, Place>): Exporter<Place> {
  const upTo = (until: Date) => and(eq(kind.table.workspaceId, ctx.actor.workspaceId), lte(kind.bornAt, until));
  return {
    columns: kind.columns,
    async count(until) {
      const [[row]] = await inWorkspace(ctx, [ctx.db.select({ rows: count() }).from(kind.table).where(upTo(until))]);
      return row?.rows ?? 0;
    },
    async page(until, after) {
      const [found] = await inWorkspace(ctx, [kind.selectPage(and(upTo(until), after && kind.isBeyond(after)))]);
      const rows = found as Row[];
      const last = rows.at(-1);
      const next = rows.length === EXPORT_PAGE && last ? kind.placeOf(last) : undefined;
      return { rows: rows.map(kind.toRow), next };
    },
  };
}
