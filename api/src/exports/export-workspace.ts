import type { Export } from '@everthread/shared/models/export';
import { sql } from 'drizzle-orm';
import { recordAudit } from '../audit/record-audit.ts';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace, isAway } from '../db/in-workspace.ts';
import { type Cell, csvLine } from './csv.ts';
import { messageExport } from './export-messages.ts';
import { promiseExport } from './export-promises.ts';
import type { Exporter, ExportRow, Page } from './export-rows.ts';
import { targetExport } from './export-targets.ts';
import { topicExport } from './export-topics.ts';

const TRIES = 3;
const EXPORTERS = { topics: topicExport, messages: messageExport, promises: promiseExport, targets: targetExport };

/**
 * A file of what there is now, written while it is read: a page of rows is in memory at a time. `rows` is how many will
 * come; whoever gets fewer has a file that was cut off. For owners and admins, asked of each page.
 */
export async function exportWorkspace(
  agent: Context<AgentActor>,
  { what, format }: Export,
): Promise<{ rows: number; body: ReadableStream<Uint8Array> }> {
  const ctx = atLeast('admin', agent);
  const exporter = EXPORTERS[what](ctx) as Exporter;
  const until = ctx.now();
  const rows = await exporter.count(until);
  const here = sql`(select current_workspace() as workspace_id) as here`;
  await inWorkspace(ctx, [ctx.db.execute(recordAudit(ctx, 'export.begun', { subject: `${what}, ${format}` }, here))]);
  return { rows, body: write(exporter, until, format === 'csv' ? csvWriter(exporter.columns) : jsonWriter()) };
}

type Writer = { head: string; row: (row: ExportRow, isFirst: boolean) => string; foot: string };

// The mark at the beginning is what makes spreadsheets read UTF-8.
const csvWriter = (columns: readonly string[]): Writer => ({
  head: `\uFEFF${csvLine(columns)}`,
  row: (row) => csvLine(columns.map((column) => cellOf(row[column]))),
  foot: '',
});
const jsonWriter = (): Writer => ({
  head: '[',
  row: (row, isFirst) => `${isFirst ? '' : ','}\n${JSON.stringify(row)}`,
  foot: '\n]\n',
});

const cellOf = (value: ExportRow[string] | undefined): Cell =>
  typeof value === 'object' && value !== null ? value.join(', ') : (value ?? null);

function write(exporter: Exporter, until: Date, writer: Writer): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let after: unknown;
  let isFirst = true;
  return new ReadableStream<Uint8Array>({
    start: (to) => to.enqueue(encoder.encode(writer.head)),
    async pull(to) {
      const { rows, next } = await patiently(() => exporter.page(until, after));
      let text = '';
      for (const row of rows) {
        text += writer.row(row, isFirst);
        isFirst = false;
      }
      after = next;
      if (next === undefined) text += writer.foot;
      if (text) to.enqueue(encoder.encode(text));
      if (next === undefined) to.close();
    },
  });
}

/** A database that restarts in between should not cost a long file. */
async function patiently(read: () => Promise<Page<unknown>>): Promise<Page<unknown>> {
  for (let tries = 1; ; tries++) {
    try {
      return await read();
    } catch (error) {
      if (!isAway(error) || tries === TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, tries * 1_000));
    }
  }
}
