import fc from 'fast-check';
import { expect, test } from 'vitest';
import { passagesOf } from './passages.ts';

const texts = (body: string) => passagesOf(body).map(({ from, to, heading }) => [heading, body.slice(from, to)]);

test('paragraphs and items are passages, under the headings that stand above them', () => {
  const body = [
    'Welcome to the shop.',
    '',
    '# Returns',
    '',
    'Within thirty days.',
    '',
    '## Refunds [here](https://example.com)',
    '',
    '- Cards take five days.',
    '- Vouchers are instant.',
    '1. Print the label',
    '',
    'Delivery',
    '========',
    '> Two to three days.',
    '',
    '---',
    '',
    'Abroad it takes longer.',
  ].join('\n');
  expect(texts(body)).toEqual([
    ['', 'Welcome to the shop.'],
    ['Returns', 'Within thirty days.'],
    ['Returns › Refunds [here]', 'Cards take five days.'],
    ['Returns › Refunds [here]', 'Vouchers are instant.'],
    ['Returns › Refunds [here]', 'Print the label'],
    ['Delivery', 'Two to three days.'],
    ['Delivery', 'Abroad it takes longer.'],
  ]);
});

test('lines that a program broke are one passage, lines that somebody ended are each one', () => {
  const wrapped =
    'A teapot of cast iron is rinsed with warm water alone and then dried\nwell, because soap takes away the coating and a dishwasher lets the\nwhole pot rust within days.';
  expect(texts(wrapped)).toEqual([['', wrapped]]);
  expect(texts('Where is my parcel?\nWhen does it come?\nHas it left yet?')).toHaveLength(3);
});

test('code stays with the words before it, and what looks like a heading in it is none', () => {
  expect(texts('Run this:\n\n```sh\n# not a heading\nnpm start\n```\n\nThen look.')).toEqual([
    ['', 'Run this:\n\n```sh\n# not a heading\nnpm start\n```'],
    ['', 'Then look.'],
  ]);
  const long = 'npm start\n'.repeat(70);
  const apart = texts(`Run this:\n\n\`\`\`sh\n${long}\`\`\`\n\nand this:\n\n\`\`\`sh\nnpm test\n\`\`\``).map(
    ([, text]) => text,
  );
  expect(apart[0]).toBe('Run this:');
  expect(apart.at(-1)).toBe('and this:\n\n```sh\nnpm test\n```');
  expect(texts('# One\n\nWords.\n\n## Two\n\n~~~\nnpm test\n~~~')).toEqual([
    ['One', 'Words.'],
    ['One › Two', 'npm test'],
  ]);
});

test('a table of contents answers nothing; what it leads to does', () => {
  expect(texts('- [Paying](#paying)\n- [Cards](https://example.com/cards)\n\n# Paying\n\nBy card.')).toEqual([
    ['', '[Cards](https://example.com/cards)'],
    ['Paying', 'By card.'],
  ]);
});

test('a table is one passage; a long one its rows, under its titles, which are none by themselves', () => {
  const table = '| To | Takes |\n|---|--:|\n| 北京 | 3 days |\n| الرياض | 5 days |';
  expect(texts(`# Delivery\n\nBy parcel:\n${table}\n\nOrder by noon.`)).toEqual([
    ['Delivery', 'By parcel:'],
    ['Delivery', table],
    ['Delivery', 'Order by noon.'],
  ]);
  const rows = Array.from({ length: 40 }, (_, i) => `Town ${i} | ${i} days`);
  expect(texts(`# Delivery\n\nTo | Takes\n--- | ---\n${rows.join('\n')}`)).toEqual(
    rows.map((row) => ['Delivery › To · Takes', row]),
  );
});

test('what is long is divided where its sentences end, in any script', () => {
  for (const sentence of [
    'This sentence has some words in it. ',
    '这句话里有一些字。',
    'هذه جملة فيها بعض الكلمات. ',
  ]) {
    const body = sentence.repeat(60);
    const passages = passagesOf(body);
    expect(passages.length).toBeGreaterThan(1);
    for (const { from, to } of passages) {
      expect(to - from).toBeLessThanOrEqual(320);
      expect(body.slice(from, to).endsWith(sentence.trim())).toBe(true);
    }
  }
});

test('passages are in order, apart, never empty, never cut a character, and hold everything that is said', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 30 }),
    fc.constantFrom(
      '\n',
      '\n\n',
      '# ',
      '## ',
      '- ',
      '> ',
      '```\n',
      '---\n',
      'a | b\n--|--\n',
      '| c |\n',
      '\r\n',
      '。',
      '. ',
      '😀',
      'word '.repeat(90),
    ),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const body = pieces.join('').toWellFormed();
      let end = 0;
      for (const { from, to } of passagesOf(body)) {
        expect(from).toBeGreaterThanOrEqual(end);
        expect(to).toBeGreaterThan(from);
        expect(body.slice(from, to).isWellFormed()).toBe(true);
        end = to;
      }
      expect(end).toBeLessThanOrEqual(body.length);
    }),
  );
});

test.each([
  ['brackets', '['.repeat(100_000)],
  ['headings', '# a\n'.repeat(25_000)],
  ['fences', '```\n'.repeat(25_000)],
  ['marks', '> '.repeat(50_000)],
  ['rules', '- '.repeat(50_000)],
  ['tables', 'a|b\n-|-\n'.repeat(12_000)],
  ['a table', `a|b\n-|-\n${'c|d\n'.repeat(25_000)}`],
  ['one word', 'a'.repeat(100_000)],
  ['hashes', `# ${'#'.repeat(50_000)} ${' '.repeat(50_000)}x`],
  ['links', '](('.repeat(30_000)],
  ['spaces in a heading', `# ${' '.repeat(100_000)}\u2028x`],
])('L5 100,000 characters of %s end, and soon', (_, body) => {
  const began = performance.now();
  expect(Math.max(0, ...passagesOf(body).map(({ from, to }) => to - from))).toBeLessThanOrEqual(320);
  expect(performance.now() - began).toBeLessThan(2_000); // a square of it is more than four seconds
});
