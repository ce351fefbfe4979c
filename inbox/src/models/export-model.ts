import { EXPORT_ROWS_HEADER } from '@everthread/shared/export-header';
import type { Export } from '@everthread/shared/models/export';
import { createModel, signal } from '@preact/signals';

export type ExportState =
  | { name: 'idle' }
  | { name: 'running'; rows: number; of: number }
  | { name: 'done'; rows: number; file: Blob; fileName: string }
  | { name: 'failed'; error: unknown };

/** Asks for the file; throws `ApiError` for a bad answer. */
export type OpenExport = (wanted: Export, signal: AbortSignal) => Promise<Response>;

const LINE_END = 0x0a;
const QUOTE = 0x22;

/** Fetches an export and says how far it is. The file is whole or there is none. */
export const ExportModel = createModel((open: OpenExport) => {
  const state = signal<ExportState>({ name: 'idle' });
  let running: AbortController | undefined;

  async function fetchWhole(wanted: Export, signal: AbortSignal, tell: (next: ExportState) => void): Promise<void> {
    const answer = await open(wanted, signal);
    const of = Number(answer.headers.get(EXPORT_ROWS_HEADER) ?? 0);
    const parts: Uint8Array<ArrayBuffer>[] = [];
    const count = rowCounter(wanted.format, of);
    let rows = 0;
    tell({ name: 'running', rows, of });
    // An answer that breaks off throws here.
    for await (const part of chunksOf(answer)) {
      parts.push(part);
      rows = count(part);
      tell({ name: 'running', rows, of });
    }
    const file = new Blob(parts, { type: answer.headers.get('content-type') ?? '' });
    const fileName = /filename="([\w.-]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? 'export';
    tell({ name: 'done', rows, file, fileName });
  }

  return {
    state,
    async start(wanted: Export): Promise<void> {
      running?.abort();
      const ends = new AbortController();
      running = ends;
      const tell = (next: ExportState) => {
        if (!ends.signal.aborted) state.value = next;
      };
      tell({ name: 'running', rows: 0, of: 0 });
      try {
        await fetchWhole(wanted, ends.signal, tell);
      } catch (error) {
        tell({ name: 'failed', error });
      }
    },
    cancel() {
      running?.abort();
      state.value = { name: 'idle' };
    },
  };
});
export type ExportModel = InstanceType<typeof ExportModel>;

async function* chunksOf(answer: Response): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = answer.body?.getReader();
  for (let part = await reader?.read(); reader && part && !part.done; part = await reader.read()) yield part.value;
}

/** Counts rows as they come, a line each. In CSV one line is the header, and a quoted text may have line ends of its own. */
export function rowCounter(format: Export['format'], most: number): (part: Uint8Array) => number {
  let lines = 0;
  let isQuoted = false;
  return (part) => {
    for (const byte of part) {
      if (byte === QUOTE && format === 'csv') isQuoted = !isQuoted;
      else if (byte === LINE_END && !isQuoted) lines++;
    }
    return Math.min(most, Math.max(0, format === 'csv' ? lines - 1 : lines));
  };
}
