import { expect, test } from 'vitest';
import { serverTime } from './server-time.ts';

const at = '2026-11-22T10:00:00.000Z';
const years = (n: number) => n * 365 * 86_400_000;

test.each([-10, 0, 10])('with a clock %i years off it is the server’s time, from its first answer on', (off) => {
  let steady = 5_000;
  const time = serverTime(
    () => Date.parse(at) + years(off),
    () => steady,
  );
  expect(time.now()).toEqual(new Date(Date.parse(at) + years(off)));
  time.note('Sun, 22 Nov 2026 10:00:00 GMT');
  steady += 90_000;
  expect(time.now().toISOString()).toBe('2026-11-22T10:01:30.000Z');
});

test('a clock that jumps does not move it, nor does an answer without a date', () => {
  let own = Date.parse(at);
  const time = serverTime(
    () => own,
    () => 0,
  );
  time.note('Sun, 22 Nov 2026 10:00:00 GMT');
  own -= years(3);
  for (const date of [null, '', 'yesterday']) time.note(date);
  expect(time.now().toISOString()).toBe(at);
});
