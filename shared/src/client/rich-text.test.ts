import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Inline } from './rich-inline.ts';
import { type Block, plainText, readRichText } from './rich-text.ts';

/** What was read, written so that one sees it: b[bold] i[italic] c[code] a[link]. */
const inline = (content: readonly Inline[]): string =>
  content
    .map((part) => {
      if (part.kind === 'text') return part.text;
      if (part.kind === 'code') return `c[${part.text}]`;
      if (part.kind === 'link') return `a[${part.text}]`;
      return `${part.kind[0]}[${inline(part.content)}]`;
    })
    .join('');
const block = (one: Block): string => {
  if (one.kind === 'code') return `CODE(${one.text})`;
  if (one.kind === 'quote') return `QUOTE(${inline(one.content)})`;
  if (one.kind === 'list') return `LIST${one.start ?? ''}(${one.items.map(inline).join('|')})`;
  return inline(one.content);
};
const read = (text: string) => readRichText(text).map(block).join(' / ');

describe('marks within a line', () => {
  test.each([
    ['nothing to see', 'nothing to see'],
    ['**bold** and *italic*', 'b[bold] and i[italic]'],
    ['__bold__ and _italic_', 'b[bold] and i[italic]'],
    ['***both***', 'b[i[both]]'],
    ['**bold _and italic_**', 'b[bold i[and italic]]'],
    ['这是**重要**的', '这是b[重要]的'],
    ['snake_case_name and 2*3*4', 'snake_case_name and 2*3*4'],
    ['2 * 3 * 4', '2 * 3 * 4'],
    ['**open', '**open'],
    ['*a **b* c**', 'i[a **b] c**'],
    ['****', '****'],
    ['** **', '** **'],
    ['_', '_'],
    ['line\n**one**\n\nline', 'line\nb[one]\n\nline'],
    ['`code` and ``a ` b``', 'c[code] and c[a ` b]'],
    ['`**not bold**`', 'c[**not bold**]'],
    ['an `open one', 'an `open one'],
    ['`over\ntwo lines`', '`over\ntwo lines`'],
    ['**bold `co**de`', '**bold c[co**de]'],
    ['\\*literal\\*', '\\*literal\\*'],
    ['<b>no</b> &amp; [x](https://a.test/b)', '<b>no</b> &amp; [x](a[https://a.test/b])'],
    ['![x](https://evil.test/x.png)', '![x](a[https://evil.test/x.png])'],
  ])('%j', (text, shown) => {
    expect(read(text)).toBe(shown);
  });
});

describe('blocks', () => {
  test.each([
    ['- one\n- two', 'LIST(one|two)'],
    ['* one\n* **two**', 'LIST(one|b[two])'],
    ['3. three\n4. four', 'LIST3(three|four)'],
    ['-not a list', '-not a list'],
    ['- ', '- '],
    ['> said\n> twice\nmine', 'QUOTE(said\ntwice) / mine'],
    ['```\nlet a = **1**;\n```', 'CODE(let a = **1**;)'],
    ['see:\n```js\na\n\nb\n```\nafter', 'see: / CODE(a\n\nb) / after'],
    ['```\nnever closed', '```\nnever closed'],
    ['text\n- a\ntext', 'text / LIST(a) / text'],
    ['one\n\ntwo\n\n> said\n\n three \n', 'one\n\ntwo / QUOTE(said) /  three '],
    ['', ''],
    ['\n\n', ''],
  ])('%j', (text, shown) => {
    expect(read(text)).toBe(shown);
  });
});

const linksIn = (text: string): string[] => {
  const found: string[] = [];
  const walk = (content: readonly Inline[]): void => {
    for (const part of content) {
      if (part.kind === 'link') found.push(part.href);
      else if ('content' in part) walk(part.content);
    }
  };
  for (const one of readRichText(text)) {
    if (one.kind === 'list') one.items.forEach(walk);
    else if (one.kind !== 'code') walk(one.content);
  }
  return found;
};

describe('links', () => {
  test.each([
    ['see https://shop.test/a?b=c#d.', ['https://shop.test/a?b=c#d']],
    ['(https://en.wikipedia.org/wiki/Tea_(drink))', ['https://en.wikipedia.org/wiki/Tea_(drink)']],
    ['HTTP://SHOP.TEST', ['HTTP://SHOP.TEST']],
    ['www.shop.test, or', ['https://www.shop.test']],
    ['请看https://shop.test/茶谢谢', ['https://shop.test/']],
    ['**https://shop.test/a_b_c**', ['https://shop.test/a_b_c']],
    ['write to ines.marin+x@shop.test!', ['mailto:ines.marin+x@shop.test']],
    ['mailto:a@shop.test and tel:+49-30-1234', ['mailto:a@shop.test', 'tel:+49-30-1234']],
    ['http://localhost:8787/x', ['http://localhost:8787/x']],
    ['https://', []],
    ['https://bank.test@evil.test/', []],
    ['blob:https://shop.test/1', ['https://shop.test/1']],
    [`https://shop.test/${'x'.repeat(2_000)}@a.test`, []],
    ['a@b', []],
    ['@ines', []],
  ])('%j', (text, links) => {
    expect(linksIn(text)).toEqual(links);
  });

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    'java&#10;script:alert(1)',
    'vbscript:msgbox(1)',
    'data:text/html,<script>alert(1)</script>',
    '//evil.test/x',
    'blob:null/1',
    'file:///etc/passwd',
    'intent://evil.test#Intent;scheme=http;end',
    'tel:javascript:alert(1)',
    'mailto:javascript:alert(1)',
    '[x](javascript:alert(1))',
    'www.',
  ])('C2 %s leads nowhere', (text) => {
    expect(linksIn(text)).toEqual([]);
  });

  test('C2 whatever is written, only these schemes survive, and what is shown is what was written', () => {
    const part = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        'http://',
        'https://',
        'www.',
        'mailto:',
        'tel:',
        'javascript:',
        'data:',
        '@',
        'a.test',
        '(',
        ')',
        ' ',
        '\t',
        '\u0000',
        '\u202e',
      ),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        for (const href of linksIn(text)) {
          expect(new URL(href).protocol).toMatch(/^(https?|mailto|tel):$/);
          expect(text).toContain(href.replace(/^(https:\/\/(?=www\.)|mailto:)/i, ''));
        }
      }),
      { numRuns: 3_000 },
    );
  });
});

const MARKS = [
  '*',
  '**',
  '_',
  '__',
  '`',
  '```',
  '\n',
  '> ',
  '- ',
  '1. ',
  ' ',
  'a',
  'é',
  '重',
  '[',
  ']',
  '(',
  ')',
  '@',
  'https://a.test',
  '\\',
  '<b>',
];

test('it never throws, and keeps every letter that was written, in its order', () => {
  const text = fc.array(fc.oneof(fc.constantFrom(...MARKS), fc.string({ unit: 'grapheme', maxLength: 3 })), {
    maxLength: 60,
  });
  fc.assert(
    fc.property(text, (parts) => {
      const written = parts.join('');
      const shown = plainText(readRichText(written));
      expect(isSubsequence(shown.replaceAll('\n', ''), written)).toBe(true);
      const letters = (words: string) => words.replace(/^ {0,3}\d{1,4}[.)] +|[^\p{L}]/gmu, '');
      if (!written.includes('```')) expect(letters(shown)).toBe(letters(written));
    }),
    { numRuns: 3_000 },
  );
});

function isSubsequence(part: string, whole: string): boolean {
  let at = 0;
  for (const letter of part) {
    at = whole.indexOf(letter, at) + letter.length;
    if (at < letter.length) return false;
  }
  return true;
}

const LENGTH = 50_000;
const filled = (unit: string) => unit.repeat(Math.ceil(LENGTH / unit.length)).slice(0, LENGTH);
const ADVERSARIAL = [
  ...[
    '[',
    '*',
    '**a ',
    '*a ',
    '_a',
    '*a_b',
    '`',
    '`a',
    '``a`',
    '`\n',
    '```\n',
    '```a\n',
    '> ',
    '> a\n',
    '- a\n',
    '1. a\n',
  ],
  ...[
    'a',
    'a.',
    'a@',
    'a@a',
    'a@a.',
    '.@',
    'http://',
    'http://a.',
    'https://a.test/)',
    'www.',
    'mailto:',
    'tel:1',
    '(',
    ')',
  ],
  ...[
    '![',
    '<',
    '\\',
    '\n',
    ' ',
    '\t',
    '\u202e',
    '😀',
    'é*',
    '**a*a_a__',
    '*`*',
    '_`_',
    'http://a.test*',
    '*http://a.test',
  ],
];

// Tests run in Node, of which shared itself knows nothing.
declare const process: { cpuUsage(since?: { user: number; system: number }): { user: number; system: number } };

/** The processor's own time, in milliseconds: what other programs take of it does not count. The best of three. */
function costOf(text: string): number {
  const once = () => {
    const before = process.cpuUsage();
    readRichText(text);
    return process.cpuUsage(before).user / 1_000;
  };
  return Math.min(once(), once(), once());
}

test('L5 what ten times as many adversarial characters cost grows with their number, not with its square', () => {
  readRichText(filled('warm *up* '));
  for (const unit of ADVERSARIAL) {
    for (const text of [filled(unit), `http://a.test/${filled(unit)}`, `*${filled(unit)}*`, `\`${filled(unit)}`]) {
      // A square would be a hundred times the cost; what is too short to measure counts as five milliseconds.
      const part = Math.max(5, costOf(text.slice(0, text.length / 10)));
      expect(costOf(text) / part, JSON.stringify(unit)).toBeLessThan(40);
    }
  }
});
