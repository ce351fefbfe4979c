import { findAddress, readLink } from './links.ts';

export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'bold' | 'italic'; content: readonly Inline[] }
  | { kind: 'link'; text: string; href: string };

type Mark = '*' | '**' | '_' | '__';
/** A mark that is not closed yet, and what has been read since. */
type Open = { mark: Mark | ''; content: Inline[] };

// What may begin something: a run of marks, an address' scheme, or the middle of a mail address.
const INTERESTING = /`+|\*+|_+|@|(?<![a-z\d])(?:https?:\/\/|www\.|mailto:|tel:)/giu;
const MOST_BACKTICKS = 3;

/** Reads marks within a paragraph. Each mark is open at most once, so nothing nests deeper than four. */
export function readInline(text: string): Inline[] {
  const open: Open[] = [{ mark: '', content: [] }];
  const unclosed = new Set<string>(); // runs of backticks after which no such run comes any more
  let written = 0; // up to here the text is taken in
  let plain = 0; // up to here it is text, whatever it looks like

  const top = () => open.at(-1) as Open;
  const put = (part: Inline) => {
    const { content } = top();
    const last = content.at(-1);
    if (part.kind === 'text' && last?.kind === 'text')
      content[content.length - 1] = { kind: 'text', text: last.text + part.text };
    else if (part.kind !== 'text' || part.text) content.push(part);
  };
  const putText = (end: number) => {
    put({ kind: 'text', text: text.slice(written, end) });
    written = end;
  };
  /** What is still open within turns out to be text. */
  const closeUpTo = (depth: number) => {
    while (open.length > depth) {
      const { mark, content } = open.pop() as Open;
      put({ kind: 'text', text: mark });
      for (const part of content) put(part);
    }
  };

  for (const match of text.matchAll(INTERESTING)) {
    const [found] = match;
    const at = match.index;
    if (at < Math.max(written, plain)) continue;
    if (found[0] === '`') {
      const end = found.length > MOST_BACKTICKS || unclosed.has(found) ? -1 : text.indexOf(found, at + found.length);
      if (end < 0) unclosed.add(found);
      else if (!text.slice(at, end).includes('\n')) {
        putText(at);
        put({ kind: 'code', text: text.slice(at + found.length, end) });
        written = end + found.length;
      }
    } else if (found === '@') {
      const address = findAddress(text, at, Math.max(written, plain));
      if (!address) continue;
      putText(address.start);
      put({ kind: 'link', text: address.text, href: `mailto:${address.text}` });
      written = address.start + address.text.length;
    } else if (found[0] === '*' || found[0] === '_') {
      if (found.length > 3 || text[at - 1] === '\\') continue;
      putText(at);
      readMarks(found, text[at - 1], text[at + found.length]);
      written = at + found.length;
    } else {
      const link = readLink(text, at);
      if (link.href) {
        putText(at);
        put({ kind: 'link', text: link.text, href: link.href });
        written = at + link.text.length;
      } else plain = at + link.text.length;
    }
  }
  putText(text.length);
  closeUpTo(1);
  return top().content;

  function readMarks(run: string, before: string | undefined, after: string | undefined): void {
    const isDouble = run.length > 1;
    const mayOpen = !isSpace(after) && (isDouble && run[0] === '*' ? true : !isWord(before));
    const mayClose = !isSpace(before) && (isDouble && run[0] === '*' ? true : !isWord(after));
    for (let left = run; left; ) {
      const { mark: innermost } = top();
      const wide = left.slice(0, 2) as Mark;
      const narrow = left[0] as Mark;
      const fits = (mark: Mark) => open.some((other) => other.mark === mark);
      const closing = !mayClose
        ? undefined
        : [innermost, wide, narrow].find((mark): mark is Mark => mark !== '' && left.startsWith(mark) && fits(mark));
      const mark = closing ?? wide;
      if (closing) {
        closeUpTo(open.findIndex((other) => other.mark === mark) + 1);
        const { content } = open.pop() as Open;
        if (content.length > 0) put({ kind: mark.length > 1 ? 'bold' : 'italic', content });
        else put({ kind: 'text', text: mark + mark });
      } else if (mayOpen && !fits(mark)) open.push({ mark, content: [] });
      else put({ kind: 'text', text: mark });
      left = left.slice(mark.length);
    }
  }
}

const isSpace = (letter: string | undefined): boolean => letter === undefined || /\s/.test(letter);
// Scripts that write without spaces have no words to stand between.
const isWord = (letter: string | undefined): boolean =>
  letter !== undefined && /[\p{L}\p{N}]/u.test(letter) && !/[\u2e80-\u9fff\uac00-\ud7af]/.test(letter);
