import { NewArticle } from '@everthread/shared/models/article';
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { LONGEST_BODY, LONGEST_TITLE, readLanguage, readSlug, readWordings } from './found.ts';
import { readCsv } from './read-csv.ts';
import { readFiles } from './read-files.ts';
import { readMarkdown } from './read-markdown.ts';
import { readZip } from './read-zip.ts';

const one = (text: string, path = 'refunds.md') => readMarkdown(path, text).found[0];

describe('markdown files', () => {
  test('what stands before it says title, language, address and wordings', () => {
    const text =
      "---\r\ntitle: \"How do refunds work?\"\nlang: pt-br\nslug: Refunds\nwordings:\n  - money back\n  - 'it''s broken'\n---\n\nIn five days.\n";
    expect(one(text)).toEqual({
      where: 'refunds.md',
      title: 'How do refunds work?',
      body: 'In five days.',
      wordings: ['money back', "it's broken"],
      language: 'pt-BR',
      slug: 'refunds',
    });
  });

  test.each([
    ['# Refunds\n\nIn five days.', 'a.md', 'Refunds', 'In five days.'],
    ['---\ntitle: Refunds\n---\n# Refunds\nIn five days.', 'a.md', 'Refunds', 'In five days.'],
    ['---\ntitle: Refunds\n---\n# How\nIn five days.', 'a.md', 'Refunds', '# How\nIn five days.'],
    ['In five days.', 'help/how-do_refunds-work.en.md', 'how do refunds work', 'In five days.'],
    ['--- a line\nIn five days.', 'x.md', 'x', '--- a line\nIn five days.'],
    ['---\nnever: closed\n', 'x.md', 'x', '---\nnever: closed'],
  ])('%j in %s is called %j', (text, path, title, body) => {
    expect(one(text, path)).toMatchObject({ title, body });
  });

  test.each([
    ['de/refunds.md', 'de'],
    ['docs/pt-br/refunds.md', 'pt-BR'],
    ['refunds.fr.md', 'fr'],
    ['refunds.md', undefined],
  ])('%s is in %s', (path, language) => {
    expect(one('In five days.', path)?.language).toBe(language);
  });

  test.each([
    ['', 'empty'],
    ['# Only a title', 'empty'],
    ['x'.repeat(200_001), 'too-long'],
    ['---\nlang: klingon-?\n---\nx', 'language'],
    ['---\nslug: a b/c\n---\nx', 'slug'],
  ])('what cannot be taken as it is is said (%#)', (text, kind) => {
    expect(readMarkdown('a.md', text).troubles).toEqual([{ where: 'a.md', kind }]);
  });
});

describe('questions and answers', () => {
  test('columns are found by their names, quotes hold anything, and each row knows its line', () => {
    const text =
      'Lang;Answer;Question;Also\r\nde;"In ""fünf""\r\nTagen; sicher";Wann?;"Geld zurück|Erstattung"\r\n\r\n;x;Y?;\r\n';
    expect(readCsv('faq.csv', text)).toEqual({
      found: [
        {
          where: 'faq.csv:2',
          title: 'Wann?',
          body: 'In "fünf"\nTagen; sicher',
          wordings: ['Geld zurück', 'Erstattung'],
          language: 'de',
        },
        { where: 'faq.csv:5', title: 'Y?', body: 'x', wordings: [] },
      ],
      troubles: [],
    });
  });

  test('without names the first column asks and the second answers', () => {
    expect(
      readCsv('faq.csv', 'When?\tIn five days\nWhere?\tAt home').found.map(({ title, body }) => [title, body]),
    ).toEqual([
      ['When?', 'In five days'],
      ['Where?', 'At home'],
    ]);
  });

  test('what is missing is said by its line, and the rest is taken', () => {
    const { found, troubles } = readCsv(
      'faq.csv',
      'question,answer\nWhen?,\n,At home\nWhere?,Here\nHow?,"never closed\n',
    );
    expect(found.map(({ title }) => title)).toEqual(['Where?']);
    expect(troubles).toEqual([
      { where: 'faq.csv', line: 5, kind: 'unclosed' },
      { where: 'faq.csv', line: 2, kind: 'no-answer' },
      { where: 'faq.csv', line: 3, kind: 'no-title' },
    ]);
  });

  test('whatever a table holds comes out as it went in', () => {
    const cell = fc
      .string({ unit: fc.constantFrom('a', 'é', '重', '"', ',', ';', '\n', '\t', ' '), minLength: 1, maxLength: 8 })
      .map((text) => `x${text}x`);
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }), (rows) => {
        const quoted = rows.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(',')).join('\n');
        const { found, troubles } = readCsv('faq.csv', `question,answer\n${quoted}`);
        expect(troubles).toEqual([]);
        expect(found.map(({ title, body }) => [title, body])).toEqual(rows);
      }),
    );
  });
});

const file = (name: string, bytes: Uint8Array) => ({
  name,
  size: bytes.length,
  arrayBuffer: async () => bytes.slice().buffer,
});

describe('zips', () => {
  test('its markdown and tables are read, what a system put beside them is not', async () => {
    const zip = zipSync({
      'en/refunds.md': strToU8('# Refunds\nIn five days.'),
      'faq.csv': strToU8('question,answer\nWhen?,Now'),
      '__MACOSX/en/._refunds.md': strToU8('x'),
      'logo.png': strToU8('x'),
    });
    const { found, troubles } = await readFiles([file('help.zip', zip)]);
    expect(found.map(({ title, language }) => [title, language])).toEqual([
      ['Refunds', 'en'],
      ['When?', undefined],
    ]);
    expect(troubles).toEqual([]);
  });

  test('D6 what would fill the memory is not unpacked, and the rest is', () => {
    const zip = zipSync({
      'bomb.md': new Uint8Array(1_900_000),
      'large.md': new Uint8Array(2_000_001),
      'good.md': strToU8('# Good\nText'),
    });
    const { files, troubles } = readZip('x.zip', zip);
    expect(files.map(({ path }) => path)).toEqual(['good.md']);
    expect(troubles.map(({ where, kind }) => [where, kind])).toEqual([
      ['bomb.md', 'bomb'],
      ['large.md', 'too-large'],
    ]);
  });

  test('a zip that lies about its lengths, or is cut off, is refused', () => {
    const zip = zipSync({ 'a.md': strToU8('word '.repeat(1_000)) });
    const lying = zip.slice();
    const central = lying.findLastIndex((byte, at) => byte === 0x50 && lying[at + 1] === 0x4b && lying[at + 2] === 1);
    lying[central + 24] = 5;
    lying[central + 25] = 0;
    for (const bytes of [lying, zip.slice(0, -30), strToU8('PK not a zip')]) {
      const { files, troubles } = readZip('x.zip', bytes);
      expect(files.every((each) => each.bytes.length <= 5)).toBe(true);
      expect(files.length + troubles.length).toBeGreaterThan(0);
    }
  });
});

test('what is no text, or no such file, is said', async () => {
  const { found, troubles } = await readFiles([
    file('a.md', new Uint8Array([0xff, 0xfe, 0x00])),
    file('a.pdf', strToU8('%PDF')),
    file('b.md', strToU8('\ufeff# Title\nText')),
  ]);
  expect(found.map(({ title, body }) => [title, body])).toEqual([['Title', 'Text']]);
  expect(troubles).toEqual([
    { where: 'a.md', kind: 'not-text' },
    { where: 'a.pdf', kind: 'unknown-type' },
  ]);
});

describe('the server takes', () => {
  const taken = NewArticle.def.shape;
  const takes = (schema: z.core.$ZodType, value: unknown) => z.safeParse(schema, value).success;

  test('the longest title and text that are read from a file', () => {
    const [found] = readCsv('a.csv', `title,body\n${'t'.repeat(LONGEST_TITLE)},${'b'.repeat(LONGEST_BODY)}`).found;
    expect(takes(taken.title, found?.title)).toBe(true);
    expect(takes(taken.title, `${found?.title}t`)).toBe(false);
    expect(takes(taken.body, found?.body)).toBe(true);
    expect(takes(taken.body, `${found?.body}b`)).toBe(false);
  });

  test('as many other wordings as are read from a file, however long they are', () => {
    const wordings = readWordings(Array.from({ length: 300 }, (_, nth) => `${nth}${'🍵'.repeat(400)}`));
    expect(takes(taken.wordings, wordings)).toBe(true);
    expect(takes(taken.wordings, [...wordings, 'one more'])).toBe(false);
  });

  test.each(['en', 'pt-br', 'zh-hant', 'zh-Hant-TW', 'Deutsch', 'über', 'A--b', 'café', 'x'.repeat(101)])(
    'the language and the address that are made of %s, if any are',
    (written) => {
      const [language, slug] = [readLanguage(written), readSlug(written)];
      if (language !== undefined) expect(takes(taken.language, language)).toBe(true);
      if (slug !== undefined) expect(takes(taken.slug, slug)).toBe(true);
    },
  );
});
