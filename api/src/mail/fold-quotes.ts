import { isQuoted, isSentFrom, isSignatureMark, quoteBegins, seen } from './quote-marks.ts';

const MOST_SIGNATURE_LINES = 12;

/**
 * What somebody wrote in a mail, without what it quotes below or above and without how he signs. What is uncertain stays,
 * and where nothing would be left, all of it does: nobody's words get lost by this.
 */
export const foldQuotes = (text: string): string => newWords(text) || joined(linesOf(text));

/** The same, where nothing is left if all of it is quoted. */
export const newWords = (text: string): string =>
  joined(withoutSignature(withoutQuoteAbove(withoutQuoteBelow(linesOf(text)))));

const linesOf = (text: string): readonly string[] => text.replace(/\r\n?/g, '\n').split('\n');

/** The first line from which on everything is quoted. Where new words follow a quote, they and what they answer stay. */
function withoutQuoteBelow(lines: readonly string[]): readonly string[] {
  for (let at = 0; at < lines.length; at += 1) {
    const marks = quoteBegins(lines, at);
    if (marks > 0 && isQuoteToTheEnd(lines, at + marks)) return lines.slice(0, at);
  }
  let end = lines.length;
  while (end > 0 && (isQuoted(lines[end - 1] ?? '') || seen(lines[end - 1] ?? '') === '')) end -= 1;
  return lines.slice(0, end);
}

/** Quoted by marks, nothing but marks may follow, or a signature; quoted without them, it is all of the rest. */
function isQuoteToTheEnd(lines: readonly string[], from: number): boolean {
  const rest = lines.slice(from).filter((line) => seen(line) !== '');
  const [first] = rest;
  if (first === undefined || !isQuoted(first)) return true;
  const after = rest.slice(rest.findLastIndex(isQuoted) + 1);
  const hasWordsBetween = rest.slice(0, rest.length - after.length).some((line) => !isQuoted(line));
  return !hasWordsBetween && (after.length === 0 || after.every(isSentFrom) || isSignatureMark(after[0] ?? ''));
}

/** He wrote below what he quotes: one quote, and nothing before it but how the program introduces it. */
function withoutQuoteAbove(lines: readonly string[]): readonly string[] {
  let at = lines.findIndex((line) => seen(line) !== '');
  if (at === -1) return lines;
  at += quoteBegins(lines, at);
  while (at < lines.length && seen(lines[at] ?? '') === '') at += 1;
  const begin = at;
  while (at < lines.length && (isQuoted(lines[at] ?? '') || seen(lines[at] ?? '') === '')) at += 1;
  const isOnlyQuote = at > begin && at < lines.length && !lines.slice(at).some(isQuoted);
  return isOnlyQuote ? lines.slice(at) : lines;
}

function withoutSignature(lines: readonly string[]): readonly string[] {
  let end = lines.length;
  while (end > 0 && (seen(lines[end - 1] ?? '') === '' || isSentFrom(lines[end - 1] ?? ''))) end -= 1;
  const mark = lines.slice(0, end).findLastIndex(isSignatureMark);
  const signed = lines.slice(mark + 1, end).filter((line) => seen(line) !== '');
  return mark >= 0 && signed.length <= MOST_SIGNATURE_LINES ? lines.slice(0, mark) : lines.slice(0, end);
}

const joined = (lines: readonly string[]): string =>
  lines
    .map((line) => line.trimEnd())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
