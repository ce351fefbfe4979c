import { type Inline, readInline } from '@everthread/shared/client/rich-inline';
import { MESSAGE_MAX_LENGTH } from '@everthread/shared/models/message';

/** What stands where an address was that nobody of the team or of the articles has written. */
export const NO_LINK = '[link removed]';

// Signs that show nothing or turn the line around: whole sentences can be hidden in them. What joins or shapes letters is
// left, since scripts and emoji need it.
const UNSEEN =
  /(?!\n)\p{Cc}|\p{Co}|[\u2028\u2029]|(?!\u200c|\u200d|[\u180b-\u180d]|\ufe0e|\ufe0f)\p{Default_Ignorable_Code_Point}/gu;
const MARKDOWN_LINK = /!?\[([^[\]\n]*)\]\(([^()\s]*)\)/g;

/** Letters as a model says them, without those that nobody sees. */
export const seen = (text: string): string => text.normalize('NFC').replace(/\r\n?/g, '\n').replace(UNSEEN, '');

/** A model's words as somebody may send them: of addresses only those that stand in `source` as well. */
export function plainWords(text: string, source: string): string {
  const known = new Set(linksOf(source).map(({ href }) => href));
  let words = seen(text)
    .replace(MARKDOWN_LINK, (_, label: string, address: string) =>
      label && label !== address ? `${label} ${address}` : address,
    )
    .replace(/\n{3,}/g, '\n\n')
    .trim()
    .slice(0, MESSAGE_MAX_LENGTH)
    .toWellFormed();
  // What is taken out may bring two halves of another address together.
  for (let round = 0; round < 4; round += 1) {
    const foreign = linksOf(words).filter(({ href }) => !known.has(href));
    if (foreign.length === 0) return words;
    for (const { text: link } of foreign) words = words.replaceAll(link, NO_LINK);
  }
  return words.replace(/https?:\/\/|www\.|mailto:|tel:|@/giu, ' ');
}

/** What readers of a message could press. */
const linksOf = (text: string): Extract<Inline, { kind: 'link' }>[] =>
  text.split('\n').flatMap((line) => pressable(readInline(line)));

const pressable = (parts: readonly Inline[]): Extract<Inline, { kind: 'link' }>[] =>
  parts.flatMap((part) => (part.kind === 'link' ? part : 'content' in part ? pressable(part.content) : []));

/** Numbers that are said and do not stand in the source, however either writes them. */
export function newNumbers(text: string, source: string): string[] {
  const known = new Set(numbersOf(source).flatMap((number) => [number.replace(/\D/g, ''), ...number.split(/\D/)]));
  const said = numbersOf(text).filter(
    (number) => !known.has(number.replace(/\D/g, '')) && !number.split(/\D/).every((part) => known.has(part)),
  );
  return [...new Set(said)];
}

const numbersOf = (text: string): string[] =>
  text.replace(/\p{Nd}/gu, digitOf).match(/\d+(?:[.,:’'\u00a0\u202f ]\d+)*/g) ?? [];

/** Digits of each script stand together, from nought to nine. */
function digitOf(letter: string): string {
  const at = letter.codePointAt(0) ?? 0;
  let nought = at;
  while (/\p{Nd}/u.test(String.fromCodePoint(nought - 1)) && at - nought < 9) nought -= 1;
  return String(at - nought);
}
