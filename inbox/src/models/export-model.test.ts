import type { Export } from '@everthread/shared/models/export';
import { expect, test } from 'vitest';
import { ExportModel, rowCounter } from './export-model.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const CSV: Export = { what: 'messages', format: 'csv' };

/** An answer that comes piece by piece, and breaks off where a piece is an error. */
const answer = (pieces: readonly (string | Error)[], rows = 2) => {
  const left = [...pieces];
  const body = new ReadableStream<Uint8Array>({
    pull(to) {
      const next = left.shift();
      if (next instanceof Error) to.error(next);
      else if (next === undefined) to.close();
      else to.enqueue(bytes(next));
    },
  });
  const headers = {
    'x-export-rows': String(rows),
    'content-type': 'text/csv',
    'content-disposition': 'attachment; filename="everthread-messages-2026-11-03.csv"',
  };
  return new Response(body, { headers });
};

test('the file comes whole, with its name and how many rows it has', async () => {
  const model = new ExportModel(async () => answer(['id,text\r\n', '1,"a\r\n', 'b"\r\n2,茶\r\n']));
  await model.start(CSV);
  const state = model.state.value;
  expect(state).toMatchObject({ name: 'done', rows: 2, fileName: 'everthread-messages-2026-11-03.csv' });
  expect(state.name === 'done' && (await state.file.text())).toBe('id,text\r\n1,"a\r\nb"\r\n2,茶\r\n');
});

test('a file that breaks off is no file', async () => {
  const model = new ExportModel(async () => answer(['id,text\r\n1,a\r\n', new Error('cut')]));
  await model.start(CSV);
  expect(model.state.value).toMatchObject({ name: 'failed' });
});

test('cancelled, nothing comes any more', async () => {
  const { promise, resolve } = Promise.withResolvers<Response>();
  let isAborted = false;
  const model = new ExportModel((_, signal) => {
    signal.addEventListener('abort', () => {
      isAborted = true;
    });
    return promise;
  });
  const started = model.start(CSV);
  model.cancel();
  resolve(answer(['id\r\n1\r\n2\r\n']));
  await started;
  expect(isAborted).toBe(true);
  expect(model.state.value).toEqual({ name: 'idle' });
});

test.each([
  ['csv', ['h\r\n', '"a""\n', '\nb"\r\n', 'c\r', '\n'], 2],
  ['json', ['[', '\n{"a":"\\""}', ',\n{}', '\n]\n'], 2],
  ['csv', ['h\r\n'], 0],
] as const)('rows of %s are counted however it is cut', (format, pieces, rows) => {
  const count = rowCounter(format, rows);
  expect(pieces.map((piece) => count(bytes(piece))).at(-1)).toBe(rows);
});
