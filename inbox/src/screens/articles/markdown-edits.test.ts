import { expect, test } from 'vitest';
import { codeBlock, type Edit, goOn, image, link, markLines, type Selection, table, wrap } from './markdown-edits.ts';

/** ‹ and › stand around what is selected. */
function read(marked: string): Selection {
  const [start, end] = [marked.indexOf('‹'), marked.indexOf('›') - 1];
  return { text: marked.replace(/[‹›]/g, ''), start, end };
}
function done({ text }: Selection, { from, to, insert, start, end }: Edit): string {
  const after = text.slice(0, from) + insert + text.slice(to);
  return `${after.slice(0, start)}‹${after.slice(start, end)}›${after.slice(end)}`;
}

test.each([
  ['a ‹word› here', '**', 'a **‹word›** here'],
  ['a **‹word›** here', '**', 'a ‹word› here'],
  ['a **‹word›** here', '*', 'a ***‹word›*** here'],
  ['a ***‹word›*** here', '*', 'a **‹word›** here'],
  ['a‹ word ›here', '**', 'a **‹word›** here'],
  ['a ‹›', '`', 'a `‹›`'],
])('%j with %j becomes %j', (before, mark, after) => {
  expect(done(read(before), wrap(read(before), mark))).toBe(after);
});

test.each([
  ['one\ntw‹›o', 'bullets', 'one\n- tw‹›o'],
  ['one\n- tw‹›o', 'bullets', 'one\ntw‹›o'],
  ['‹one\n\ntwo›', 'numbers', '‹1. one\n\n3. two›'],
  ['‹- one\n- two›', 'numbers', '‹1. one\n2. two›'],
  ['‹one\ntwo›', 'quote', '‹> one\n> two›'],
  ['‹> one\n> two›', 'quote', '‹one\ntwo›'],
  ['# On‹›e', 'heading-2', '## On‹›e'],
  ['## On‹›e', 'heading-2', 'On‹›e'],
  ['‹›', 'heading-3', '### ‹›'],
] as const)('lines %j made %s are %j', (before, kind, after) => {
  expect(done(read(before), markLines(read(before), kind))).toBe(after);
});

test('a link keeps what was selected and asks for what is missing', () => {
  expect(done(read('see ‹the shop›'), link(read('see ‹the shop›')))).toBe('see [the shop](‹https://›)');
  expect(done(read('‹https://shop.test/›'), link(read('‹https://shop.test/›')))).toBe('[‹›](https://shop.test/)');
  expect(done(read('‹›'), link(read('‹›')))).toBe('[‹›](https://)');
});

test('images, code and tables stand where they are wanted', () => {
  expect(done(read('a ‹›'), image('x.png', 'Cup', read('a ‹›')))).toBe('a ![‹Cup›](image:x.png)');
  expect(done(read('a‹›'), codeBlock(read('a‹›')))).toBe('a\n\n```\n‹›\n```\n');
  expect(done(read('‹›'), table(read('‹›'), ['Size', 'Price']))).toBe('| ‹Size› | Price |\n| --- | --- |\n|  |  |\n');
});

test.each([
  ['- one‹›', '- one\n- ‹›'],
  ['9. nine‹› more', '9. nine\n10. ‹› more'],
  ['  * in‹›', '  * in\n  * ‹›'],
  ['> said‹›', '> said\n> ‹›'],
  ['- one\n- ‹›', '- one\n‹›'],
])('Enter in %j goes on to %j', (before, after) => {
  expect(done(read(before), goOn(read(before)) as Edit)).toBe(after);
});

test('Enter elsewhere is the browser’s', () => {
  expect(goOn(read('plain‹›'))).toBeUndefined();
  expect(goOn(read('- ‹one›'))).toBeUndefined();
});
