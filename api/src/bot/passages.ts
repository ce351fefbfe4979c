import { tableAt } from '@everthread/shared/client/article-table';

/** A piece of an article's body that can answer on its own, and the headings above it. `from`, `to`: where it stands. */
export type Passage = { from: number; to: number; heading: string };

/** Long enough for an answer, short enough to be read at a glance. */
const LONGEST = 320;
/** Code and the words that lead to it say little without each other: so much of both is one. */
const LONGEST_WITH_CODE = 640;
/** No program breaks lines that are shorter. */
const WRAPPED_FROM = 60;

const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const HEADING = /^ {0,3}(#{1,6})[ \t]+(.*)$/s;
const UNDERLINE = /^ {0,3}(=+|-+)[ \t]*$/;
const RULE = /^ {0,3}([-*_])([ \t]*\1){2,}[ \t]*$/;
/** An entry of a table of contents. What it leads to says the same, and more. */
const ENTRY = /^\[[^\]]*\]\(#[^()\s]*\)$/;
const MARK = /^[ \t]*(?:[-*+•]|\d{1,4}[.)]|>+)[ \t]+/;

type Line = { from: number; to: number; text: string };

/**
 * Divides markdown into passages: paragraphs, items, tables, lines that stand alone; what is longer at the ends of its
 * sentences, and a table into its rows, with its titles as a heading: titles alone say nothing.
 * Code is one with the words before it. What stands between them (marks of lists, rules, fences) belongs to none, nor do
 * tables of contents. Linear, whatever the text.
 */
export function passagesOf(body: string): Passage[] {
  const passages: Passage[] = [];
  const above: { depth: number; title: string }[] = [];
  let block: Line[] = [];
  let fence: string | undefined;
  let lead: Passage | undefined; // the words that stood right before

  const heading = () => above.map(({ title }) => title).join(' › ');
  const endBlock = () => {
    if (block.length === 0) return;
    for (const part of partsOf(block, heading())) passages.push(...cut(body, part.from, part.to, part.heading));
    lead = passages.at(-1);
    block = [];
  };
  const endCode = (last: Line) => {
    const to = last.from + last.text.trimEnd().length;
    const isLed = lead === passages.at(-1) && lead?.heading === heading();
    if (lead && isLed && to - lead.from <= LONGEST_WITH_CODE) lead.to = to;
    else if (block.length > 0) {
      passages.push(...cut(body, (block[0] as Line).from, (block.at(-1) as Line).to, heading()));
    }
    lead = undefined;
    block = [];
  };
  const under = (depth: number, title: string) => {
    while ((above.at(-1)?.depth ?? 0) >= depth) above.pop();
    if (title) above.push({ depth, title });
  };

  for (const line of linesOf(body)) {
    const mark = FENCE.exec(line.text)?.[1];
    if (fence !== undefined || mark) {
      // Code stays together as far as it may.
      if (fence !== undefined && !(mark?.startsWith(fence) && line.text.trim() === mark)) block.push(line);
      else {
        if (fence === undefined) endBlock();
        else endCode(line);
        fence = fence === undefined ? mark : undefined;
      }
      continue;
    }
    const title = HEADING.exec(line.text);
    const underline = block.length === 1 ? UNDERLINE.exec(line.text)?.[1] : undefined;
    if (title) {
      endBlock();
      under((title[1] as string).length, plainOf(withoutClosing(title[2] as string)));
    } else if (underline) {
      const [{ text }] = block as [Line];
      block = [];
      under(underline.startsWith('=') ? 1 : 2, plainOf(text));
    } else if (line.text.trim() === '' || RULE.test(line.text)) endBlock();
    else if (MARK.test(line.text)) {
      endBlock();
      const { 0: begin } = MARK.exec(line.text) as RegExpExecArray;
      block.push({ ...line, from: line.from + begin.length, text: line.text.slice(begin.length) });
    } else block.push(line);
  }
  endBlock();
  return passages;
}

/** A heading may be closed by as many hashes as somebody likes. */
function withoutClosing(title: string): string {
  const text = title.trimEnd();
  let end = text.length;
  while (text[end - 1] === '#') end -= 1;
  return end === 0 || /\s/.test(text[end - 1] as string) ? text.slice(0, end) : text;
}

/** What a passage says where it stands: of what the headings above it speak, it need not say again. */
export const saidBy = ({ heading, text }: { heading: string; text: string }): string => plainOf(`${heading}\n${text}`);

/** Without the addresses behind its links, which nobody asks by. */
export const plainOf = (markdown: string): string => markdown.replace(/\]\([^()\s]*\)/g, ']').trim();

function* linesOf(body: string): Generator<Line> {
  for (let from = 0; from <= body.length; ) {
    const end = body.indexOf('\n', from);
    const to = end < 0 ? body.length : end;
    yield { from, to, text: body.slice(from, to).replace(/\r$/, '') };
    from = to + 1;
  }
}

function* partsOf(block: readonly Line[], heading: string): Generator<Passage> {
  const texts = block.map(({ text }) => text);
  let prose: Line[] = [];
  for (let at = 0; at < block.length; ) {
    const line = block[at] as Line;
    const table = line.text.includes('|') ? tableAt(texts, at) : undefined;
    if (!table) prose.push(line);
    else {
      for (const part of joinWrapped(prose)) yield { ...part, heading };
      prose = [];
      yield* rowsOf(block.slice(at, table.end), table.titles, heading);
    }
    at = table?.end ?? at + 1;
  }
  for (const part of joinWrapped(prose)) yield { ...part, heading };
}

function rowsOf(table: readonly Line[], titles: readonly string[], heading: string): Passage[] {
  const [{ from }, { to }] = [table[0] as Line, table.at(-1) as Line];
  if (to - from <= LONGEST) return [{ from, to, heading }];
  const above = [heading, plainOf(titles.filter((title) => title !== '').join(' · '))].filter((title) => title !== '');
  return table.slice(2).map((row) => ({ from: row.from, to: row.to, heading: above.join(' › ') }));
}

/** Lines that a program broke for their length are one; lines that somebody ended are each their own. */
function joinWrapped(lines: readonly Line[]): { from: number; to: number }[] {
  const width = Math.max(0, ...lines.map(({ text }) => text.length));
  const isWrapped = lines.every(({ text }, i) => {
    const next = lines[i + 1]?.text.trimStart().split(/\s/, 1)[0];
    return next === undefined || text.length + 1 + next.length > width;
  });
  const [first, last] = [lines[0], lines.at(-1)];
  if (first && last && isWrapped && width > WRAPPED_FROM) return [{ from: first.from, to: last.to }];
  return lines.map(({ from, to }) => ({ from, to }));
}

let sentences: Intl.Segmenter | undefined;

function cut(body: string, begin: number, end: number, heading: string): Passage[] {
  const text = body.slice(begin, end);
  const from = begin + (text.length - text.trimStart().length);
  const to = from + text.trim().length;
  if (to <= from || !/[\p{L}\p{N}]/u.test(text) || ENTRY.test(text.trim())) return [];
  if (to - from <= LONGEST) return [{ from, to, heading }];
  const parts: Passage[] = [];
  sentences ??= new Intl.Segmenter('en', { granularity: 'sentence' });
  let last: Passage | undefined;
  for (const { segment, index } of sentences.segment(body.slice(from, to))) {
    for (const [start, stop] of pieces(segment, from + index)) {
      if (last && stop - last.from <= LONGEST) last.to = stop;
      else {
        last = { from: start, to: stop, heading };
        parts.push(last);
      }
    }
  }
  return parts.map((part) => trimmed(body, part)).filter((part) => part.to > part.from);
}

/** A sentence without end is cut at a space, or where it must be. */
function* pieces(sentence: string, at: number): Generator<[number, number]> {
  for (let from = 0; from < sentence.length; ) {
    let to = Math.min(sentence.length, from + LONGEST);
    if (to < sentence.length) {
      const space = sentence.lastIndexOf(' ', to);
      if (space > from + LONGEST / 2) to = space;
      else if ((sentence.charCodeAt(to) & 0xfc00) === 0xdc00) to -= 1;
    }
    yield [at + from, at + to];
    from = to;
  }
}

function trimmed(body: string, { from, to, heading }: Passage): Passage {
  const text = body.slice(from, to);
  const start = from + (text.length - text.trimStart().length);
  return { from: start, to: start + text.trim().length, heading };
}
