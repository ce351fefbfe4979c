import { type ArticleImage, readImageAddress } from './article-image.ts';
import { bracketsIn, codesIn, readTarget } from './article-targets.ts';
import { findAddress, readLink } from './links.ts';

/** A piece of a paragraph. Only own images are shown: those of strangers are never loaded, and become links. */
export type ArticleInline =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'bold' | 'italic' | 'struck'; content: readonly ArticleInline[] }
  | { kind: 'link'; href: string; content: readonly ArticleInline[] }
  | ({ kind: 'image'; alt: string } & ArticleImage)
  | { kind: 'break' };

/** Where links lead that are only named where they stand, as in `[here][shop]`. */
export type Definitions = ReadonlyMap<string, string>;

type Mark = '*' | '**' | '_' | '__' | '~~';
type Open = { mark: Mark | ''; content: ArticleInline[] };
type Within = 'article' | 'link' | 'image';

const INTERESTING =
  /\\[!-/:-@[-`{-~\n]|`+|\*+|_+|~{2,}|!?\[|<[a-z][^<>\s]{0,400}(?: \/)?>|@|&(?:[a-z]{2,6}|#\d{1,7}|#x[\da-f]{1,6});|\n|(?<![a-z\d])(?:https?:\/\/|www\.|mailto:|tel:)/giu;
const ENTITIES: Readonly<Record<string, string>> = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' },
  ...{ hellip: '…', mdash: '—', ndash: '–', copy: '©', reg: '®', trade: '™', euro: '€', times: '×', rarr: '→' },
};

/** Reads marks within a paragraph, whose ended lines are divided by `\n`. Linear; each mark is open at most once. */
export function readArticleInline(
  text: string,
  definitions: Definitions,
  within: Within = 'article',
): readonly ArticleInline[] {
  const codes = codesIn(text);
  const brackets = within === 'image' ? undefined : bracketsIn(text, codes);
  const open: Open[] = [{ mark: '', content: [] }];
  let written = 0;

  const top = () => open.at(-1) as Open;
  const put = (part: ArticleInline) => {
    const { content } = top();
    const last = content.at(-1);
    if (part.kind === 'text' && last?.kind === 'text')
      content[content.length - 1] = { kind: 'text', text: last.text + part.text };
    else if (part.kind !== 'text' || part.text) content.push(part);
  };
  const putText = (words: string) => put({ kind: 'text', text: words });
  /** Takes in what stands before, then what was read in its place. */
  const take = (from: number, to: number, ...parts: readonly ArticleInline[]) => {
    putText(text.slice(written, from));
    for (const part of parts) put(part);
    written = to;
  };
  const closeUpTo = (depth: number) => {
    while (open.length > depth) {
      const { mark, content } = open.pop() as Open;
      putText(mark);
      for (const part of content) put(part);
    }
  };
  const toMail = (address: string): ArticleInline => linkTo(`mailto:${address}`, address);

  for (const match of text.matchAll(INTERESTING)) {
    const [found] = match;
    const at = match.index;
    const end = at + found.length;
    if (at < written) continue;
    if (found === '\n' || found === '\\\n') take(at, end, { kind: 'break' });
    else if (found[0] === '\\') take(at, end, { kind: 'text', text: found.slice(1) });
    else if (found[0] === '`') {
      const code = codes.get(at);
      if (code) take(at, code.end, { kind: 'code', text: code.text });
    } else if (found[0] === '&') {
      const letter = letterOf(found.slice(1, -1));
      if (letter) take(at, end, { kind: 'text', text: letter });
    } else if (found[0] === '*' || found[0] === '_' || found === '~~') {
      if (found.length > 3) continue;
      take(at, at);
      readMarks(found, text[at - 1], text[end]);
      written = end;
    } else if (found[0] === '<') {
      const inside = found.slice(1, -1);
      if (/^br ?\/?$/i.test(inside)) take(at, end, { kind: 'break' });
      else if (within !== 'article') continue;
      else if (readLink(inside, 0).text === inside) {
        const { href } = readLink(inside, 0);
        if (href) take(at, end, linkTo(href, inside));
      } else if (/^[^@]{1,64}@/.test(inside) && findAddress(inside, inside.indexOf('@'), 0)?.text === inside)
        take(at, end, toMail(inside));
    } else if (found.endsWith('[')) {
      const close = found === '[' && within !== 'article' ? undefined : brackets?.get(end - 1);
      const target = close === undefined ? undefined : readTarget(text, end, close, definitions);
      if (close === undefined || !target) continue;
      const label = text.slice(end, close);
      if (found === '[') {
        const content = readArticleInline(label, definitions, 'link');
        const href = safe(target.to);
        take(at, target.end, ...(href ? [{ kind: 'link', href, content } as const] : content));
      } else take(at, target.end, ...image(plainOf(readArticleInline(label, definitions, 'image')), target.to));
    } else if (within !== 'article') continue;
    else if (found === '@') {
      const address = findAddress(text, at, written);
      if (address) take(address.start, address.start + address.text.length, toMail(address.text));
    } else if (found[0] !== '~' && found[0] !== '!') {
      const { text: shown, href } = readLink(text, at);
      take(at, at + shown.length, href ? linkTo(href, shown) : { kind: 'text', text: shown });
    }
  }
  putText(text.slice(written));
  closeUpTo(1);
  return top().content;

  /** An own image; another's is a link to it, where one may follow it. */
  function image(alt: string, to: string): readonly ArticleInline[] {
    const own = readImageAddress(to);
    if (own) return [{ kind: 'image', ...own, alt }];
    const href = within === 'article' ? safe(to) : undefined;
    return [href ? linkTo(href, alt || href) : { kind: 'text', text: alt }];
  }

  function readMarks(run: string, before: string | undefined, after: string | undefined): void {
    // A star or underscore within a word is part of it.
    const isBound = run.length === 1 || run[0] === '_';
    const mayOpen = !isSpace(after) && !(isBound && isWord(before)) && !(isSign(after) && isWord(before));
    const mayClose = !isSpace(before) && !(isBound && isWord(after)) && !(isSign(before) && isWord(after));
    for (let left = run; left; ) {
      const wide = left.slice(0, 2) as Mark;
      const narrow = left[0] as Mark;
      const isOpen = (mark: Mark) => open.some((other) => other.mark === mark);
      const closing = !mayClose
        ? undefined
        : [top().mark, wide, narrow].find((mark): mark is Mark => mark !== '' && left.startsWith(mark) && isOpen(mark));
      const mark = closing ?? wide;
      if (closing) {
        closeUpTo(open.findIndex((other) => other.mark === mark) + 1);
        const { content } = open.pop() as Open;
        const kind = mark === '~~' ? 'struck' : mark.length > 1 ? 'bold' : 'italic';
        if (content.length > 0) put({ kind, content });
        else putText(mark + mark);
      } else if (mayOpen && !isOpen(mark)) open.push({ mark, content: [] });
      else putText(mark);
      left = left.slice(mark.length);
    }
  }
}

/** The words alone. */
export const plainOf = (content: readonly ArticleInline[]): string =>
  content
    .map((part) => {
      if (part.kind === 'break') return ' ';
      if (part.kind === 'image') return part.alt;
      return 'content' in part ? plainOf(part.content) : part.text;
    })
    .join('');

/** The words alone, in one line. */
export const lineOf = (content: readonly ArticleInline[]): string => plainOf(content).replace(/\s+/g, ' ').trim();

const linkTo = (href: string, text: string): ArticleInline => ({
  kind: 'link',
  href,
  content: [{ kind: 'text', text }],
});

/** The address, where one may be led there. */
function safe(to: string): string | undefined {
  const { text, href } = readLink(to, 0);
  return text === to ? href : undefined;
}

function letterOf(name: string): string | undefined {
  if (name[0] !== '#') return ENTITIES[name.toLowerCase()];
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  const isLetter = code >= 0x20 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isLetter ? String.fromCodePoint(code) : undefined;
}

const isSpace = (letter: string | undefined): boolean => letter === undefined || /\s/.test(letter);
const isSign = (letter: string | undefined): boolean => letter !== undefined && /[\p{P}\p{S}]/u.test(letter);
// Scripts that write without spaces have no words to stand between.
const isWord = (letter: string | undefined): boolean =>
  letter !== undefined && /[\p{L}\p{N}]/u.test(letter) && !/[\u2e80-\u9fff\uac00-\ud7af]/.test(letter);
