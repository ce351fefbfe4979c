import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { articleBlocks, type Block } from './article-blocks.ts';
import { type ArticleInline, plainOf } from './article-inline.ts';

/** What was read, written so that one sees it: b[bold] i[italic] s[struck] c[code] a[text -> address] img[alt]. */
const inline = (content: readonly ArticleInline[]): string =>
  content
    .map((part) => {
      if (part.kind === 'text') return part.text;
      if (part.kind === 'code') return `c[${part.text}]`;
      if (part.kind === 'break') return '⏎';
      if (part.kind === 'image') return `img[${part.alt}]`;
      if (part.kind === 'link') return `a[${inline(part.content)} -> ${part.href}]`;
      return `${part.kind[0]}[${inline(part.content)}]`;
    })
    .join('');
function block(one: Block): string {
  switch (one.kind) {
    case 'heading':
      return `H${one.level}#${one.id}(${inline(one.content)})`;
    case 'paragraph':
      return inline(one.content);
    case 'quote':
      return `QUOTE(${one.blocks.map(block).join(' / ')})`;
    case 'list':
      return `LIST${one.start ?? ''}(${one.items.map((item) => item.map(block).join(' / ')).join(' | ')})`;
    case 'code':
      return `CODE${one.language ? `:${one.language}` : ''}(${one.text})`;
    case 'table':
      return `TABLE(${[one.head, ...one.rows].map((row) => row.map(inline).join(' | ')).join(' / ')})`;
    case 'rule':
      return 'RULE';
    default:
      return one satisfies never;
  }
}
const read = (text: string) => articleBlocks(text).map(block).join(' / ');
const NAME = '0123456789abcdef0123456789abcdef01234567-640x480.png';

describe('marks within a paragraph', () => {
  test.each([
    ['**bold**, *italic*, ~~struck~~ and `code`', 'b[bold], i[italic], s[struck] and c[code]'],
    ['***both***', 'b[i[both]]'],
    ['这是**“重要”**的', '这是b[“重要”]的'],
    ['2*3*4 and snake_case_name', '2*3*4 and snake_case_name'],
    ['**open', '**open'],
    ['\\*literal\\* and a\\b', '*literal* and a\\b'],
    ['`` a ` b `` and `a\nb`', 'c[a ` b] and c[a b]'],
    ['`a\\` b', 'c[a\\] b'],
    ['\\`not code`', '`not code`'],
    ['one  \ntwo', 'one⏎two'],
    ['one\\\ntwo<br/>three', 'one⏎two⏎three'],
    ['Fish &amp; chips &#8364; &unknown; &#xD800;', 'Fish & chips € &unknown; &#xD800;'],
    ['<b>no</b> and a < **b** > c', '<b>no</b> and a < b[b] > c'],
    [`![A cup](image:${NAME})`, 'img[A cup]'],
    [`[![A cup](image:${NAME})](https://shop.test/)`, 'a[img[A cup] -> https://shop.test/]'],
  ])('%j', (text, shown) => {
    expect(read(text)).toBe(shown);
  });
});

describe('links', () => {
  test.each([
    ['[the *shop*](https://shop.test/a_(b) "Shop")', 'a[the i[shop] -> https://shop.test/a_(b)]'],
    [
      '[here][Shop], [shop][] and [shop]\n\n[shop]: https://shop.test',
      'a[here -> https://shop.test], a[shop -> https://shop.test] and a[shop -> https://shop.test]',
    ],
    ['[a [b] c](https://a.test)', 'a[a [b] c -> https://a.test]'],
    ['[not a link] (https://a.test)', '[not a link] (a[https://a.test -> https://a.test])'],
    [
      '<https://a.test> https://b.test. ines@a.test',
      'a[https://a.test -> https://a.test] a[https://b.test -> https://b.test]. a[ines@a.test -> mailto:ines@a.test]',
    ],
    ['[call](tel:+4930123) [write](mailto:a@shop.test)', 'a[call -> tel:+4930123] a[write -> mailto:a@shop.test]'],
    ['`[x](https://a.test)`', 'c[[x](https://a.test)]'],
    ['![a stranger](https://evil.test/x.png)', 'a[a stranger -> https://evil.test/x.png]'],
    ['[https://bank.test](https://shop.test)', 'a[https://bank.test -> https://shop.test]'],
  ])('%j', (text, shown) => {
    expect(read(text)).toBe(shown);
  });

  test.each([
    ...[
      'javascript:alert(1)',
      'JaVaScRiPt:alert(1)',
      'java&#10;script:alert(1)',
      'vbscript:msgbox(1)',
      '//evil.test/x',
    ],
    ...[
      'data:text/html,<script>alert(1)</script>',
      'blob:null/1',
      'file:///etc/passwd',
      'https://bank.test@evil.test/',
    ],
    ...['/inbox', '#top', 'x y', '', 'image:1'],
  ])('C2 %j leads nowhere', (to) => {
    for (const text of [`[x](${to})`, `[x](<${to}>)`, `![x](${to})`, `[x]\n\n[x]: ${to}`, `<${to}>`]) {
      expect(JSON.stringify(articleBlocks(text)), text).not.toMatch(
        /"href":"(?!https?:\/\/(?!.*@)|mailto:|tel:)|"kind":"image"/,
      );
    }
  });
});

describe('blocks', () => {
  test.each([
    ['# One\ntext\n## Two words ##\n# One', 'H1#one(One) / text / H2#two-words(Two words) / H1#one-2(One)'],
    ['Title\n===\nOther\n---', 'H1#title(Title) / H2#other(Other)'],
    ['a\n\n---\n\n* * *', 'a / RULE / RULE'],
    ['- one\n- two\n  - deeper\n  more\n- three', 'LIST(one | two / LIST(deeper⏎more) | three)'],
    ['3. three\n4. four\n   going on', 'LIST3(three | four⏎going on)'],
    ['1. one\n\n   ```js\n   let a;\n   ```\n2. two', 'LIST1(one / CODE:js(let a;) | two)'],
    ['- [ ] to do\n- [x] done', 'LIST(☐ to do | ☑ done)'],
    ['- a\n* b', 'LIST(a) / LIST(b)'],
    ['in the year\n2026. It', 'in the year⏎2026. It'],
    ['> said\n> - a\n>\n> > twice\nlazy\n\nmine', 'QUOTE(said / LIST(a) / QUOTE(twice⏎lazy)) / mine'],
    ['```\nlet a = **1**;\n\n  b\n```\nafter', 'CODE(let a = **1**;\n\n  b) / after'],
    ['~~~ html\n<p>\n```\n~~~', 'CODE:html(<p>\n```)'],
    ['a\n\n    code\n\n    more\n\nb', 'a / CODE(code\n\nmore) / b'],
    ['| a | b |\n|:--|--:|\n| *1* | x \\| y |\n| 2 |\n\nend', 'TABLE(a | b / i[1] | x | y / 2) / end'],
    ['a | b\n--- | ---\n1 | 2', 'TABLE(a | b / 1 | 2)'],
    ['a | b\n---', 'H2#a-b(a | b)'],
    ['', ''],
    [' \n\t\n', ''],
  ])('%j', (text, shown) => {
    expect(read(text)).toBe(shown);
  });

  test('lines that a program broke are joined, and lines that somebody ended stay apart', () => {
    const wrapped =
      'Money comes back to the card with which you have paid within about\nfive days of our having the goods.';
    expect(read(wrapped)).toBe(wrapped.replace('\n', ' '));
    expect(read('Monday: 9 to 5\nTuesday: closed')).toBe('Monday: 9 to 5⏎Tuesday: closed');
  });
});

const PARTS = [
  ...['*', '**', '_', '~~', '`', '```', '\n', '\n\n', '> ', '- ', '1. ', '    ', '# ', '---', '| ', '|-|-|', ' ', '\t'],
  ...[
    'a',
    'é',
    '重',
    '[',
    ']',
    '](',
    '![',
    '(',
    ')',
    '<',
    '>',
    '@',
    'https://a.test',
    '\\',
    '<b>',
    '&amp;',
    '[a]: https://b.test',
  ],
];

test('it never throws, loses no letter, and leads nowhere but where one may be led', () => {
  const text = fc.array(fc.oneof(fc.constantFrom(...PARTS), fc.string({ unit: 'binary', maxLength: 3 })), {
    maxLength: 60,
  });
  fc.assert(
    fc.property(text, (parts) => {
      const written = parts.join('');
      const ids = new Set<string>();
      const walk = (content: readonly ArticleInline[]): void => {
        for (const part of content) {
          if (part.kind === 'link') expect(new URL(part.href).protocol).toMatch(/^(https?|mailto|tel):$/);
          if ('content' in part) walk(part.content);
        }
      };
      const words = (content: readonly ArticleInline[]): string => {
        walk(content);
        return plainOf(content);
      };
      const visit = (one: Block): string => {
        if (one.kind === 'quote') return one.blocks.map(visit).join('');
        if (one.kind === 'list') return one.items.flat().map(visit).join('');
        if (one.kind === 'table') return [one.head, ...one.rows].flat().map(words).join('');
        if (one.kind === 'code') return `${one.language ?? ''}${one.text}`;
        if (one.kind === 'rule') return '';
        if (one.kind === 'heading') {
          expect(ids.has(one.id)).toBe(false);
          ids.add(one.id);
        }
        return words(one.content);
      };
      const shown = articleBlocks(written).map(visit).join('');
      const rare = (text: string) => text.replace(/[^é重]/gu, '');
      // What stands behind a name, in a cell too many or after a code's mark is not shown.
      if (!/[[|`~]/.test(written)) expect(rare(shown)).toBe(rare(written));
    }),
    { numRuns: 2_000 },
  );
});

const LENGTH = 50_000;
const filled = (unit: string) => unit.repeat(Math.ceil(LENGTH / unit.length)).slice(0, LENGTH);
const ADVERSARIAL = [
  ...[
    '[',
    ']',
    '![',
    '[]',
    '[](',
    '[a](',
    '[a](b "',
    '[a](<',
    '[a][',
    '[[a](https://a.test)',
    '[![](',
    '[a]: b\n',
    '(',
    '[a]((',
  ],
  ...[
    '*',
    '**a ',
    '*a_b',
    '**a*a_a__',
    '~~',
    '~~a',
    '***a',
    '`',
    '`a',
    '``a`',
    '`\n',
    '```\n',
    '~~~\n',
    '\\',
    '\\`',
    '&',
    '&#',
    '<',
    '<a',
    '<a>',
  ],
  ...[
    '> ',
    '>',
    '> a\n',
    '- ',
    '- a\n',
    '- \n',
    '1. ',
    '1. a\n',
    '- - ',
    '> - ',
    '  - a\n',
    '    a\n',
    '\t',
    '\n',
    ' ',
    '# ',
    '#',
    '# a\n',
    '-',
    '- -',
    '---\n',
    '=',
    'a\n=',
  ],
  ...[
    '|',
    '|-',
    '|a|\n|-|\n',
    'a|b\n-|-\n',
    '# |\n-|\n',
    '\\|',
    'a',
    'a.',
    'a@',
    '.@',
    'http://',
    'https://a.test/)',
    'www.',
    'mailto:',
    '\u202e',
    '😀',
    'é*',
    '[a]\n',
  ],
];

// Tests run in Node, of which shared itself knows nothing.
declare const process: { cpuUsage(since?: { user: number; system: number }): { user: number; system: number } };

/** The processor's own time, in milliseconds: what other programs take of it does not count. */
function costOf(text: string): number {
  const before = process.cpuUsage();
  articleBlocks(text);
  return process.cpuUsage(before).user / 1_000;
}
const bestOf = (text: string) => Math.min(costOf(text), costOf(text), costOf(text));

// What costs less is as good as linear: a tenth of it would be too short to measure.
const CHEAP_MS = 150;

test('L5 what ten times as many adversarial characters cost grows with their number, not with its square', () => {
  articleBlocks(filled('warm *up* '));
  for (const unit of ADVERSARIAL) {
    const full = filled(unit);
    const halves = full.slice(0, LENGTH / 2) + filled('](a)');
    for (const text of [full, `[a](${full}`, halves, `# ${full}\u2028a`, `${full}\u2028\``]) {
      if (costOf(text) < CHEAP_MS) continue;
      // A square would be a hundred times the cost; what is too short to measure counts as five milliseconds.
      const part = Math.max(5, bestOf(text.slice(0, text.length / 10)));
      expect(bestOf(text) / part, JSON.stringify(unit)).toBeLessThan(40);
    }
  }
}, 120_000);
