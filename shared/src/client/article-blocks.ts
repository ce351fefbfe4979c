import { type ArticleInline, type Definitions, plainOf, readArticleInline } from './article-inline.ts';
import { readTable, type Table } from './article-table.ts';
import { definitionsIn, isDefinition } from './article-targets.ts';
import { slugOf } from './slug.ts';

/** A stretch of an article. A heading's `id` is made of its words, and stands once in an article. */
export type Block =
  | { kind: 'heading'; level: number; id: string; content: readonly ArticleInline[] }
  | { kind: 'paragraph'; content: readonly ArticleInline[] }
  | { kind: 'quote'; blocks: readonly Block[] }
  | { kind: 'list'; start: number | undefined; isLoose: boolean; items: readonly (readonly Block[])[] }
  | { kind: 'code'; language: string | undefined; text: string }
  | ({ kind: 'table' } & Table)
  | { kind: 'rule' };

type Reading = { definitions: Definitions; ids: Map<string, number> };

const FENCE = /^( {0,3})(`{3,}(?!`)|~{3,}(?!~))([^`]*)$/;
const HEADING = /^ {0,3}(#{1,6})(?:[ \t]+(.*))?$/s;
const UNDERLINE = /^ {0,3}(=+|-+) *$/;
const QUOTE = /^ {0,3}> ?/;
const ITEM = /^( {0,3})([-*+•]|\d{1,9}[.)])( {1,4}(?=\S)| (?= )| *$)/;
const MOST_NESTED = 8;
/** No program breaks lines that are shorter. */
const WRAPPED_FROM = 60;

/**
 * Reads an article's markdown: data, never markup, so nothing in it can become an element that is not named here.
 * Linear in its length, whatever it holds; what cannot be read as a mark stays as it was written.
 */
export function articleBlocks(markdown: string): Block[] {
  const lines = markdown
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => (line.trim() === '' ? '' : line.replace(/^[ \t]+/, untabbed)));
  return readBlocks(lines, { definitions: definitionsIn(lines), ids: new Map() }, 0);
}

function readBlocks(lines: readonly string[], reading: Reading, depth: number): Block[] {
  const blocks: Block[] = [];
  let paragraph: string[] = [];
  const inline = (text: string) => readArticleInline(text, reading.definitions);
  const endParagraph = () => {
    if (paragraph.length > 0) blocks.push({ kind: 'paragraph', content: inline(joinLines(paragraph)) });
    paragraph = [];
  };
  const end = (block: Block) => {
    endParagraph();
    blocks.push(block);
  };
  const heading = (level: number, text: string) => {
    const content = inline(text);
    end({ kind: 'heading', level, id: ownId(plainOf(content), reading.ids), content });
  };

  for (let at = 0; at < lines.length; ) {
    const line = lines[at] as string;
    const fence = FENCE.exec(line);
    const title = HEADING.exec(line);
    const underline = paragraph.length === 1 ? UNDERLINE.exec(line)?.[1] : undefined;
    if (line.trim() === '') {
      endParagraph();
      at += 1;
    } else if (fence) at = readFence(lines, at, fence, end);
    else if (title) {
      heading(title[1]?.length ?? 1, withoutClosing(title[2] ?? ''));
      at += 1;
    } else if (underline) {
      const [text] = paragraph as [string];
      paragraph = [];
      heading(underline[0] === '=' ? 1 : 2, text);
      at += 1;
    } else if (isRule(line)) {
      end({ kind: 'rule' });
      at += 1;
    } else if (depth < MOST_NESTED && QUOTE.test(line)) {
      const from = at;
      while (at < lines.length && (QUOTE.test(lines[at] as string) || goesOn(lines, at))) at += 1;
      const inside = lines.slice(from, at).map((quoted) => quoted.replace(QUOTE, ''));
      end({ kind: 'quote', blocks: readBlocks(inside, reading, depth + 1) });
    } else if (depth < MOST_NESTED && beginsItem(line, paragraph.length > 0)) {
      at = readList(lines, at, (inside) => readBlocks(inside, reading, depth + 1), end);
    } else {
      // Asked last: a table is read to its end, and what another would take of it would be read again and again.
      const table = line.includes('|') ? readTable(lines, at, inline) : undefined;
      if (table) {
        end({ kind: 'table', ...table.table });
        at = table.end;
      } else if (paragraph.length === 0 && line.startsWith('    ')) {
        at = readIndented(lines, at, end);
      } else {
        if (paragraph.length > 0 || !isDefinition(line)) paragraph.push(line.trimStart());
        at += 1;
      }
    }
  }
  endParagraph();
  return blocks;
}

type End = (block: Block) => void;

function readFence(lines: readonly string[], at: number, fence: RegExpExecArray, end: End): number {
  const [, indent = '', mark = '', about = ''] = fence;
  const isEnd = (line: string) => line.trim().startsWith(mark) && /^ {0,3}(`+|~+) *$/.test(line);
  let close = at + 1;
  while (close < lines.length && !isEnd(lines[close] as string)) close += 1;
  const inside = lines.slice(at + 1, close).map((line) => line.replace(/^ {0,3}/, (lead) => lead.slice(indent.length)));
  end({ kind: 'code', language: /^[\w+#.-]{1,30}/.exec(about.trim())?.[0], text: inside.join('\n') });
  return close + 1;
}

function readIndented(lines: readonly string[], at: number, end: End): number {
  let close = at;
  while (close < lines.length && /^(?: {4}|$)/.test(lines[close] as string)) close += 1;
  const inside = lines.slice(at, close).map((line) => line.slice(4));
  end({ kind: 'code', language: undefined, text: inside.join('\n').trimEnd() });
  return close;
}

function readList(
  lines: readonly string[],
  from: number,
  read: (inside: readonly string[]) => Block[],
  end: End,
): number {
  const first = ITEM.exec(lines[from] as string) as RegExpExecArray;
  const kind = kindOf(first);
  const items: Block[][] = [];
  let isLoose = false;
  let at = from;
  for (let item: RegExpExecArray | null = first; item; ) {
    const isEmpty = item[0].length === lines[at]?.length;
    const indent = isEmpty ? item[0].trimEnd().length + 1 : item[0].length;
    const inside = [ticked((lines[at] as string).slice(item[0].length))];
    at += 1;
    while (at < lines.length) {
      const line = lines[at] as string;
      const isDeeper = line === '' || line.startsWith(' '.repeat(indent));
      if (!isDeeper && !goesOn(lines, at)) break;
      inside.push(isDeeper ? line.slice(indent) : line.trimStart());
      at += 1;
    }
    const next: RegExpExecArray | null =
      at < lines.length && !isRule(lines[at] as string) ? ITEM.exec(lines[at] as string) : null;
    item = next && kindOf(next) === kind ? next : null;
    const hasRoom = inside.at(-1) === '';
    while (inside.at(-1) === '') inside.pop();
    isLoose ||= (hasRoom && item !== null) || inside.includes('');
    items.push(read(inside));
  }
  end({ kind: 'list', start: /\d/.test(kind) ? Number.parseInt(first[2] as string, 10) : undefined, isLoose, items });
  return at;
}

/** What goes on in one list: the same bullet, or numbers with the same mark. */
const kindOf = (item: RegExpExecArray): string => (item[2] as string).replace(/^\d+/, '1');
const ticked = (text: string): string => text.replace(/^\[([ xX])\] /, (_, tick) => (tick === ' ' ? '☐ ' : '☑ '));

/** Whether an item begins here. A paragraph is not ended by a number but 1, which may stand at a line's start by chance. */
function beginsItem(line: string, isWithinParagraph: boolean): boolean {
  const item = ITEM.exec(line);
  return (
    item !== null && !(isWithinParagraph && (line.length === item[0].length || /^(?!1[.)])\d/.test(item[2] as string)))
  );
}

/** Whether this line goes on with the paragraph before it, although it lacks the mark of what that stands in. */
function goesOn(lines: readonly string[], at: number): boolean {
  const [before, line] = [lines[at - 1] as string, lines[at] as string];
  if (before.trim() === '' || /^[ >]*$/.test(before) || line === '') return false;
  return !(FENCE.test(line) || HEADING.test(line) || QUOTE.test(line) || ITEM.test(line) || isRule(line));
}

function isRule(line: string): boolean {
  if (!/^ {0,3}[-*_]/.test(line)) return false;
  const signs = line.replaceAll(' ', '');
  return (
    signs.length >= 3 &&
    (signs === '-'.repeat(signs.length) || signs === '*'.repeat(signs.length) || signs === '_'.repeat(signs.length))
  );
}

/** Lines that a program broke for their length are joined; those that somebody ended are divided by `\n`. */
function joinLines(lines: readonly string[]): string {
  const width = lines.reduce((widest, line) => Math.max(widest, line.length), 0);
  const isWrapped =
    width > WRAPPED_FROM &&
    lines.every((line, i) => {
      const next = lines[i + 1]?.split(' ', 1)[0];
      return next === undefined || line.length + 1 + next.length > width;
    });
  return lines
    .map((line, i) => {
      if (i === lines.length - 1) return line.trimEnd();
      if (line.endsWith('\\')) return `${line}\n`;
      return line.trimEnd() + (isWrapped && !line.endsWith('  ') ? ' ' : '\n');
    })
    .join('');
}

/** A heading may be closed by as many hashes as somebody likes. */
function withoutClosing(title: string): string {
  const text = title.trim();
  let end = text.length;
  while (text[end - 1] === '#') end -= 1;
  return end === 0 || text[end - 1] === ' ' ? text.slice(0, end).trimEnd() : text;
}

function ownId(title: string, ids: Map<string, number>): string {
  const slug = slugOf(title.slice(0, 200));
  for (let id = slug; ; ) {
    const count = (ids.get(slug) ?? 0) + 1;
    ids.set(slug, count);
    if (count > 1) id = `${slug}-${count}`;
    if (count === 1 || !ids.has(id)) {
      ids.set(id, ids.get(id) ?? 1);
      return id;
    }
  }
}

/** Spaces in the place of tabs, up to every fourth column. */
function untabbed(lead: string): string {
  let spaces = '';
  for (const sign of lead) spaces += sign === '\t' ? ' '.repeat(4 - (spaces.length % 4)) : ' ';
  return spaces;
}
