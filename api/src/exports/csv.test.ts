import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvLine } from './csv.ts';

test.each([
  ['plain', 'plain'],
  ['a, b', '"a, b"'],
  ['He said "no"', '"He said ""no"""'],
  ['two\nlines', '"two\nlines"'],
  ['茶 شاي ชา 🍵', '茶 شاي ชา 🍵'],
  [null, ''],
  [-4, '-4'],
  [true, 'true'],
])('%j is the cell %j', (value, cell) => {
  expect(csvLine([value])).toBe(`${cell}\r\n`);
});

test.each(['=1+1', '+31 6', '-1', '@sum(a1)', '\t=1', '＝1+1', '＋1', '－1', '＠x'])(
  'L1 %j, which a visitor may be called, is no formula',
  (name) => {
    expect(csvLine([name]).replace(/^"/, '')).toMatch(/^'/);
  },
);

test.each([
  ['tea;=1+1', "tea;'=1+1"],
  ['tea;"=A1&"', '"tea;""\'=A1&"""'],
  ['tea\n@sum(a1)\r\n-1', '"tea\n\'@sum(a1)\r\n\'-1"'],
  ['tea\t＝1', "tea\t'＝1"],
  ['5-6; a=b\nx - y', '"5-6; a=b\nx - y"'],
])('L1 %j begins no formula either where cells are divided by semicolons or tabs', (text, cell) => {
  expect(csvLine([text])).toBe(`${cell}\r\n`);
});

test('L1 whatever is written, no cell begins a formula, and every text comes back out', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1 }), (texts) => {
      const cells = parse(csvLine(texts));
      expect(cells.map(withoutMarks)).toEqual(texts.map(withoutMarks));
      for (const cell of cells) expect(cell).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]|[;\t\r\n]"*[=+\-@＝＋－＠]/);
    }),
  );
});

const withoutMarks = (text: string) => text.replace(/(^|[;\t\r\n]"*)'+/g, '$1');

/** As a spreadsheet reads one line. */
function parse(line: string): string[] {
  const cells = `,${line.slice(0, -2)}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^,"]*))/g);
  return [...cells].map(([, quoted, plain]) => (quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"')));
}
