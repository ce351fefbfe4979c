import type { Definitions } from './article-inline.ts';

/** By the place at which each begins: code between backticks, up to as many again. */
export function codesIn(text: string): ReadonlyMap<number, { end: number; text: string }> {
  const runs = [...text.matchAll(/`+/g)].map(({ 0: run, index }) => ({ at: index, length: run.length }));
  const nextOf = new Map<number, number>(); // by length, the nearest run after the one that is looked at
  const closing = runs.map(() => -1);
  for (let i = runs.length - 1; i >= 0; i -= 1) {
    const { length } = runs[i] as { length: number };
    closing[i] = nextOf.get(length) ?? -1;
    nextOf.set(length, i);
  }
  const codes = new Map<number, { end: number; text: string }>();
  for (let i = 0; i < runs.length; i += 1) {
    const run = runs[i] as { at: number; length: number };
    const close = runs[closing[i] as number];
    if (!close || text[run.at - 1] === '\\') continue;
    const inside = text.slice(run.at + run.length, close.at).replaceAll('\n', ' ');
    const isPadded = /^ .* $/.test(inside) && inside.trim() !== '';
    codes.set(run.at, { end: close.at + close.length, text: isPadded ? inside.slice(1, -1) : inside });
    i = closing[i] as number;
  }
  return codes;
}

/** Which bracket closes which, outside of code. */
export function bracketsIn(text: string, codes: ReadonlyMap<number, { end: number }>): ReadonlyMap<number, number> {
  const closing = new Map<number, number>();
  const open: number[] = [];
  let codeEnd = 0;
  for (const { 0: sign, index } of text.matchAll(/\\.|`+|[[\]]/g)) {
    if (index < codeEnd) continue;
    if (sign[0] === '`') codeEnd = codes.get(index)?.end ?? 0;
    else if (sign === '[') open.push(index);
    else if (sign === ']') {
      const from = open.pop();
      if (from !== undefined) closing.set(from, index);
    }
  }
  return closing;
}

const LONGEST_LABEL = 200;
// `(address "title")`; the address between angle brackets where it has spaces.
const PLACE =
  /\(\s{0,20}(?:<([^<>\n]{0,2000})>|([^\s()<>]{0,2000}(?:\([^\s()<>]{0,500}\)[^\s()<>]{0,1000}){0,4}))(?:\s{1,20}(?:"[^"\n]{0,500}"|'[^'\n]{0,500}'))?\s{0,20}\)/y;
const NAME = /\[([^[\]\n]{0,200})\]/y;

/** Where what stands in brackets from `from` to `close` leads, and where the whole ends. */
export function readTarget(
  text: string,
  from: number,
  close: number,
  definitions: Definitions,
): { to: string; end: number } | undefined {
  PLACE.lastIndex = close + 1;
  const place = PLACE.exec(text);
  if (place) return { to: place[1] ?? place[2] ?? '', end: PLACE.lastIndex };
  if (definitions.size === 0) return undefined;
  NAME.lastIndex = close + 1;
  const name = NAME.exec(text);
  const label = name?.[1] || (close - from <= LONGEST_LABEL ? text.slice(from, close) : '');
  const to = definitions.get(labelOf(label));
  return to === undefined ? undefined : { to, end: name ? close + 1 + name[0].length : close + 1 };
}

const labelOf = (label: string): string => label.trim().replace(/\s+/g, ' ').toLowerCase();

const DEFINITION =
  /^ {0,3}\[([^[\]]{1,200})\]:[ ]{0,20}(?:<([^<>]{0,2000})>|([^\s<>]{1,2000}))(?: {1,20}(?:"[^"]{0,500}"|'[^']{0,500}'))? {0,20}$/;

/** A line that says where a name leads. */
export const isDefinition = (line: string): boolean => DEFINITION.test(line);

export function definitionsIn(lines: readonly string[]): Definitions {
  const definitions = new Map<string, string>();
  for (const line of lines) {
    const found = DEFINITION.exec(line);
    const label = found && labelOf(found[1] as string);
    if (label && !definitions.has(label)) definitions.set(label, found[2] ?? found[3] ?? '');
  }
  return definitions;
}
