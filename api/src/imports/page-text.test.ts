import { articleBlocks } from '@everthread/shared/client/article-blocks';
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

test.each(['a&amp;', '<b>a</b>', '<a href=x>a</a>', '<td>a', '<b></x>', '<code>`</code>', '\\'])(
  'what ten times as many of %j on one line cost grows with their number, not with its square',
  (unit) => {
    const begin = unit === '\\' ? '<main><tr><td><code>' : '<main>';
    readHtml(begin + unit.repeat(1_000), BASE);
    const part = Math.max(5, bestOf(begin + unit.repeat(5_000)));
    expect(bestOf(begin + unit.repeat(50_000)) / part).toBeLessThan(40);
  },
  60_000,
);

test('a line that is longer than an article is cut where the article ends', () => {
  const { body } = readHtml(`<main>${'a&amp;'.repeat(150_000)}`, BASE);
  expect(body).toBe('a&'.repeat(100_000));
});

test('L5 a page that is nested without end is read like any other', () => {
  const { body } = readHtml(
    `<main><p>${'Words. '.repeat(20)}</p>${'<b>'.repeat(20_000)}${'</x>'.repeat(20_000)}late`,
    BASE,
  );
  expect(body).toContain('Words.');
  expect(body).toContain('late');
  expect(readHtml(`<main>${'<div>'.repeat(400)}${'Deep. '.repeat(20)}`, BASE).body).toContain('Deep.');
});

/** As an article shows it. */
const shown = (html: string) =>
  articleBlocks(readHtml(`<main>${html}<p>${'More. '.repeat(20)}</p>`, BASE).body).slice(0, -1);

test.each([
  ['user_id', 'user_id'],
  ['*a* &lt;b&gt; [c] \\d', '*a* <b> [c] \\d'],
  ['a `tick`', 'a `tick`'],
  ['``', '``'],
  ['a <b>bold</b> <a href=/x>link</a>\n end', 'a bold link end'],
])('code within a line is shown to the letter: %s', (html, text) => {
  expect(codesOf(shown(`<p>Set <code>${html}</code> now</p>`))).toEqual([text]);
  expect(codesOf(shown(`<p><kbd>${html}</kbd><kbd>${html}</kbd></p>`))).toEqual([text, text]);
});

test('a bar in a cell stays in its cell, in code as well', () => {
  const [table] = shown('<table><tr><th>a | b<th><code>c | d</code></tr><tr><td>1 \\| 2<td>3</tr></table>');
  expect(JSON.stringify(table)).toContain('a | b');
  expect(codesOf([table])).toEqual(['c | d']);
  expect(JSON.stringify(table)).toContain(JSON.stringify('1 \\| 2').slice(1, -1));
});

/** All that is shown as code, in its order. */
const codesOf = (blocks: unknown): string[] =>
  Array.from(
    JSON.stringify(blocks).matchAll(/\{"kind":"code","text":("(?:[^"\\]|\\.)*")\}/g),
    ([, text]) => JSON.parse(text as string) as string,
  );
