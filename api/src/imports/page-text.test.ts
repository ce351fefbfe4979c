import { expect, test } from 'vitest';
import { readHtml } from './page-text.ts';

const BASE = new URL('https://shop.example/help/');

/** The processor's own time, in milliseconds: what other programs take of it does not count. */
function costOf(html: string): number {
  const before = process.cpuUsage();
  readHtml(html, BASE);
  return process.cpuUsage(before).user / 1_000;
}
const bestOf = (html: string) => Math.min(costOf(html), costOf(html), costOf(html));

test.each(['a&amp;', '<b>a</b>', '<a href=x>a</a>', '<td>a'])(
  'what ten times as many of %j on one line cost grows with their number, not with its square',
  (unit) => {
    readHtml(`<main>${unit.repeat(1_000)}`, BASE);
    const part = Math.max(5, bestOf(`<main>${unit.repeat(5_000)}`));
    expect(bestOf(`<main>${unit.repeat(50_000)}`) / part).toBeLessThan(40);
  },
  60_000,
);

test('a line that is longer than an article is cut where the article ends', () => {
  const { body } = readHtml(`<main>${'a&amp;'.repeat(150_000)}`, BASE);
  expect(body).toBe('a&'.repeat(100_000));
});
