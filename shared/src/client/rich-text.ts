import { type Inline, readInline } from './rich-inline.ts';

/** A stretch of a message. Line breaks stand in the texts; blank lines too, but for those at the ends. */
export type Block =
  | { kind: 'lines'; content: readonly Inline[] }
  | { kind: 'quote'; content: readonly Inline[] }
  | { kind: 'list'; start: number | undefined; items: readonly (readonly Inline[])[] }
  | { kind: 'code'; text: string };

const FENCE = /^ {0,3}```/;
const QUOTE = /^ {0,3}> ?/;
const BULLET = /^ {0,3}[-*•] +(?=\S)/;
const NUMBER = /^ {0,3}(\d{1,4})[.)] +(?=\S)/;

/**
 * Reads what a person wrote as light markdown: bold, italic, code, lists, quotes, links; all else is text. It makes
 * data, never markup, so nothing in it can become an element that is not named here. Linear in the length of the text,
 * and for any text: what cannot be read as a mark stays as it was written.
 */
export function readRichText(text: string): Block[] {
  const lines = text.split('\n');
  const fenceEnds = closingFences(lines);
  const blocks: Block[] = [];
  let plain: string[] = [];

  const endPlain = () => {
    const [first, last] = [plain.findIndex(isFilled), plain.findLastIndex(isFilled)];
    if (last >= 0) blocks.push({ kind: 'lines', content: readInline(plain.slice(first, last + 1).join('\n')) });
    plain = [];
  };
  /** As many lines from `from` on as begin with the mark, without it. */
  const marked = (from: number, mark: RegExp): string[] => {
    let end = from;
    while (end < lines.length && mark.test(lines[end] as string)) end += 1;
    return lines.slice(from, end).map((line) => line.replace(mark, ''));
  };

  for (let at = 0; at < lines.length; ) {
    const line = lines[at] as string;
    const fenceEnd = fenceEnds.get(at);
    const mark = [QUOTE, BULLET, NUMBER].find((candidate) => candidate.test(line));
    if (fenceEnd !== undefined) {
      endPlain();
      blocks.push({ kind: 'code', text: lines.slice(at + 1, fenceEnd).join('\n') });
      at = fenceEnd + 1;
    } else if (mark) {
      endPlain();
      const content = marked(at, mark);
      const start = mark === NUMBER ? Number(NUMBER.exec(line)?.[1]) : undefined;
      if (mark === QUOTE) blocks.push({ kind: 'quote', content: readInline(content.join('\n')) });
      else blocks.push({ kind: 'list', start, items: content.map(readInline) });
      at += content.length;
    } else {
      plain.push(line);
      at += 1;
    }
  }
  endPlain();
  return blocks;
}

const isFilled = (line: string): boolean => line.trim() !== '';

/** The line at which each opened code block ends. What is never closed is no code block. */
function closingFences(lines: readonly string[]): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  let open: number | undefined;
  lines.forEach((line, at) => {
    if (!FENCE.test(line)) return;
    const isBare = line.trim() === '```';
    if (open !== undefined && isBare) {
      ends.set(open, at);
      open = undefined;
    } else if (open === undefined && !line.trim().slice(3).includes('`')) open = at;
  });
  return ends;
}

/** The words alone, for where there is room for no more: an announcement, a preview. */
export const plainText = (blocks: readonly Block[]): string =>
  blocks
    .map((block) => {
      if (block.kind === 'code') return block.text;
      if (block.kind === 'list') return block.items.map(inlineText).join('\n');
      return inlineText(block.content);
    })
    .join('\n');

const inlineText = (content: readonly Inline[]): string =>
  content.map((part) => ('content' in part ? inlineText(part.content) : part.text)).join('');
