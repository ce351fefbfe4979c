/** A change of a text: what comes in the place of `from` to `to`, and what is selected then. */
export type Edit = { from: number; to: number; insert: string; start: number; end: number };
export type Selection = { text: string; start: number; end: number };

/** Puts marks around what is selected, or takes them away. */
export function wrap({ text, start, end }: Selection, mark: string): Edit {
  const inside = text.slice(start, end);
  const size = mark.length;
  if (
    text.slice(start - size, start) === mark &&
    text.slice(end, end + size) === mark &&
    !isLonger(text, start, end, mark)
  ) {
    return { from: start - size, to: end + size, insert: inside, start: start - size, end: end - size };
  }
  // Marks stand at words: spaces at the ends stay outside.
  const lead = inside.length - inside.trimStart().length;
  const tail = inside.trim() === '' ? 0 : inside.length - inside.trimEnd().length;
  const [from, to] = inside.trim() === '' ? [start, end] : [start + lead, end - tail];
  return { from, to, insert: `${mark}${text.slice(from, to)}${mark}`, start: from + size, end: to + size };
}

/** Whether the mark that stands there is a longer one: `*` within `**`. */
const isLonger = (text: string, start: number, end: number, mark: string): boolean =>
  mark === '*' && text[start - 2] === '*' && text[end + 1] === '*' && text[start - 3] !== '*';

const BULLET = /^(\s*)[-*+] /;
const NUMBER = /^(\s*)\d{1,9}[.)] /;
const QUOTE = /^()> ?/;
const HEADING = /^()#{1,6} /;

export type LineKind = 'bullets' | 'numbers' | 'quote' | 'heading-2' | 'heading-3';

/** Makes the lines that are selected such lines, or plain again where all of them are. */
export function markLines({ text, start, end }: Selection, kind: LineKind): Edit {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const next = text.indexOf('\n', Math.max(start, end - (text[end - 1] === '\n' && end > start ? 1 : 0)));
  const to = next < 0 ? text.length : next;
  const lines = text.slice(from, to).split('\n');
  const mark = (line: string, at: number): string => {
    if (line.trim() === '' && lines.length > 1) return line;
    const plain = line.replace(HEADING, '').replace(BULLET, '$1').replace(NUMBER, '$1').replace(QUOTE, '');
    return `${markOf(kind, at)}${kind === 'quote' ? line : plain}`;
  };
  const isAlready =
    lines.every((line) => line.trim() === '' || isMarked(line, kind)) && lines.some((line) => line.trim() !== '');
  const insert = lines.map((line, at) => (isAlready ? unmark(line, kind) : mark(line, at))).join('\n');
  const shift = insert.length - (to - from);
  if (lines.length === 1) {
    const moved = (place: number) => Math.max(from, place + shift);
    return { from, to, insert, start: moved(start), end: moved(end) };
  }
  return { from, to, insert, start: from, end: from + insert.length };
}

function markOf(kind: LineKind, at: number): string {
  if (kind === 'numbers') return `${at + 1}. `;
  return { bullets: '- ', quote: '> ', 'heading-2': '## ', 'heading-3': '### ' }[kind];
}

const PATTERNS: Readonly<Record<LineKind, RegExp>> = {
  bullets: BULLET,
  numbers: NUMBER,
  quote: QUOTE,
  'heading-2': /^()## /,
  'heading-3': /^()### /,
};
const isMarked = (line: string, kind: LineKind): boolean => PATTERNS[kind].test(line);
const unmark = (line: string, kind: LineKind): string => line.replace(PATTERNS[kind], '$1');

/** A link over what is selected; what must still be written is selected. */
export function link({ text, start, end }: Selection): Edit {
  const words = text.slice(start, end);
  const isAddress = /^(https?:\/\/|mailto:|tel:)\S+$/i.test(words);
  const insert = isAddress ? `[](${words})` : `[${words}](https://)`;
  if (isAddress || words === '') return { from: start, to: end, insert, start: start + 1, end: start + 1 };
  return { from: start, to: end, insert, start: start + words.length + 3, end: start + insert.length - 1 };
}

export const image = (name: string, alt: string, { start, end }: Selection): Edit => {
  const insert = `![${alt}](image:${name})`;
  return { from: start, to: end, insert, start: start + 2, end: start + 2 + alt.length };
};

/** Something on lines of its own. */
function block({ text, start, end }: Selection, insert: string, choose: string): Edit {
  const before = start === 0 || text.slice(0, start).endsWith('\n\n') ? '' : text[start - 1] === '\n' ? '\n' : '\n\n';
  const after = end === text.length || text[end] === '\n' ? '\n' : '\n\n';
  const chosen = start + before.length + insert.indexOf(choose);
  return { from: start, to: end, insert: `${before}${insert}${after}`, start: chosen, end: chosen + choose.length };
}

export function codeBlock(selection: Selection): Edit {
  const inside = selection.text.slice(selection.start, selection.end) || '\n';
  const edit = block(selection, `\`\`\`\n${inside.replace(/\n$/, '')}\n\`\`\``, '```\n');
  return { ...edit, start: edit.start + 4, end: edit.start + 4 };
}

export const table = (selection: Selection, [first, second]: readonly [string, string]): Edit =>
  block(selection, `| ${first} | ${second} |\n| --- | --- |\n|  |  |`, first);

const ITEM = /^(\s*)(?:([-*+]) |(\d{1,9})([.)]) |(>) )/;

/** After Enter in a list or quote: its next mark; or none, where the item was left empty. */
export function goOn({ text, start, end }: Selection): Edit | undefined {
  if (start !== end) return undefined;
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const line = text.slice(from, start);
  const item = ITEM.exec(line);
  if (!item) return undefined;
  if (line.trim() === item[0].trim()) return { from, to: start, insert: '', start: from, end: from };
  const [, indent = '', bullet, number, mark = '.'] = item;
  const next = bullet ? `${bullet} ` : number ? `${Number(number) + 1}${mark} ` : '> ';
  const insert = `\n${indent}${next}`;
  return { from: start, to: start, insert, start: start + insert.length, end: start + insert.length };
}
