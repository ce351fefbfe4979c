import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { pageCursor } from './page-cursor.ts';

const cursors = pageCursor(z.tuple([z.iso.datetime(), z.string()]));

test('a page’s end comes back as it was given', () => {
  const place: [string, string] = ['2026-11-23T10:00:00.000Z', 'ärger, 你好'];
  const cursor = cursors.write(place);
  expect(cursor).toMatch(/^[\w-]+$/);
  expect(cursors.read(cursor)).toEqual(place);
});

test.each(['', 'x', '%', Buffer.from('["yesterday", "x"]').toString('base64url'), pageCursor(z.null()).write(null)])(
  'what no page ended with is refused: %j',
  (text) => {
    expect(() => cursors.read(text)).toThrow(expect.objectContaining({ code: 'invalid' }));
  },
);
