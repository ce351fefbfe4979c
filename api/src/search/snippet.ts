import type { Snippet } from '@everthread/shared/models/search';
import { type Token, tokensOf } from './tokens.ts';

const BEFORE = 48; // so much of what stands before the first word that was found
const LENGTH = 200;

/** The part of a text around the first word that was found, and where in it such words are. */
export function snippetOf(written: string, meant: ReadonlySet<string>): Snippet {
  const text = written.normalize('NFC');
  const first = firstOf(text, meant);
  const from = first && first.start > BEFORE + 16 ? wordStart(text, first.start - BEFORE, first.start) : 0;
  const to = Math.min(text.length, characterStart(text, from + LENGTH));
  const ellipsis = from > 0 ? '…' : '';
  const part = text.slice(from, to).replace(/\s/g, ' ');
  return {
    text: ellipsis + part + (to < text.length ? '…' : ''),
    marks: marksIn(part, meant).map(([start, end]) => [start + ellipsis.length, end + ellipsis.length]),
  };
}

/** A short text whole. */
export function wholeSnippet(written: string, meant: ReadonlySet<string>): Snippet {
  const text = written.normalize('NFC');
  return { text, marks: marksIn(text, meant) };
}

function firstOf(text: string, meant: ReadonlySet<string>): Token | undefined {
  for (const each of tokensOf(text)) if (meant.has(each.token)) return each;
  return undefined;
}

function marksIn(text: string, meant: ReadonlySet<string>): [number, number][] {
  const marks: [number, number][] = [];
  for (const { token, start, end } of tokensOf(text)) {
    if (!meant.has(token)) continue;
    const last = marks.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else marks.push([start, end]);
  }
  return marks;
}

/** The beginning of the first word from there on, if it comes before the limit. */
function wordStart(text: string, from: number, limit: number): number {
  const space = text.slice(from, limit).search(/\s/);
  return space < 0 || from + space + 1 >= limit ? characterStart(text, from) : from + space + 1;
}

/** No character is cut in two. */
function characterStart(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at + 1 : at;
}
