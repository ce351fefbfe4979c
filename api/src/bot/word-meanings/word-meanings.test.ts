import { expect, test } from 'vitest';
import { directionsOf } from './direction-of-text.ts';
import { tableFrom, wordTable } from './word-table.ts';

const table = await wordTable();

function alike(one: string, other: string): number {
  const [a, b] = directionsOf([one, other], table).map((direction) => direction?.vector ?? []);
  const product = (left: ArrayLike<number>, right: ArrayLike<number>) =>
    Array.from(left).reduce((sum, part, at) => sum + part * (right[at] ?? 0), 0);
  return product(a ?? [], b ?? []) / Math.sqrt(product(a ?? [], a ?? []) * product(b ?? [], b ?? []));
}

test('words that are used alike point the same way, and others do not', () => {
  for (const [one, other, third] of [
    ['cheap', 'inexpensive', 'password'],
    ['cancel', 'postpone', 'kitchen'],
    ['vacation', 'holiday', 'invoice'],
  ] as const) {
    expect(alike(one, other), one).toBeGreaterThan(0.6);
    expect(alike(one, third), one).toBeLessThan(0.3);
  }
  expect(alike('Can I cancel my vacation?', 'postponing a holiday')).toBeGreaterThan(
    alike('Can I cancel my vacation?', 'cleaning a kitchen'),
  );
});

test('a word that is not known is like itself, whatever its case, and like no other', () => {
  expect(alike('Zweigelt', 'ZWEIGELT')).toBeCloseTo(1);
  expect(Math.abs(alike('zweigelt', 'qumran'))).toBeLessThan(0.5);
});

test('the longer a text, the less its direction says; where it has no word of Latin letters it has none', () => {
  const [short, long, none] = directionsOf(
    ['refund', 'When will my refund for the broken kettle come?', '怎么退款？ 👍'],
    table,
  );
  expect(short?.share).toBeGreaterThan(long?.share ?? 1);
  expect(none).toBeUndefined();
});

test('a table that could not be read is read the next time, and then kept', async () => {
  const stored = { words: 'tea pot', steps: '1 1', levels: 'AAA=' };
  const answers = [Promise.reject(new Error('Away')), Promise.resolve({ default: stored })];
  const wanted = tableFrom(() => answers.shift() ?? Promise.reject(new Error('Asked too often')));
  await expect(wanted()).rejects.toThrow('Away');
  const read = await wanted();
  expect(read.places.get('pot')).toBe(1);
  expect(await wanted()).toBe(read);
});
