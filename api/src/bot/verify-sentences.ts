import * as z from 'zod/mini';
import { withPlainDigits } from '../messages/plain-digits.ts';
import { ModelError } from './ask-model.ts';

/** A sentence, and the words of an article on which it stands. `article`: its place among those given. */
export type Sentence = { text: string; quote: string; article: number };

export const MOST_SENTENCES = 5;
/** So many are looked at, whatever they stand on. */
export const MOST_TRIED = 20;
const LONGEST_SENTENCE = 400;
const SHORTEST_QUOTE = 8;
const LONGEST_QUOTE = 600;

const Said = z.object({ sentences: z.array(z.unknown()) });
const Stated = z.object({ text: z.string(), quote: z.string(), article: z.int() });
const Queries = z.object({ queries: z.array(z.string()) });

/** The sentences of a model's answer that may be said; of very many the first alone are looked at. */
export function verifiedSentences(answer: string, bodies: readonly string[]): Sentence[] {
  const said = Said.safeParse(readJson(answer));
  if (!said.success) throw new ModelError('The model’s answer is not what was asked for');
  const kept: Sentence[] = [];
  for (const each of said.data.sentences.slice(0, MOST_TRIED)) {
    const sentence = kept.length < MOST_SENTENCES && verifiedSentence(each, bodies);
    if (sentence) kept.push(sentence);
  }
  return kept;
}

/** A sentence that may be said: plain, and on a quote that stands in its article to the letter. */
export function verifiedSentence(said: unknown, bodies: readonly string[]): Sentence | undefined {
  const stated = Stated.safeParse(said);
  if (!stated.success) return undefined;
  const { quote, article } = stated.data;
  const text = plain(stated.data.text);
  const body = bodies[article - 1];
  const isTrue =
    body !== undefined &&
    quote.trim().length >= SHORTEST_QUOTE &&
    quote.length <= LONGEST_QUOTE &&
    body.includes(quote);
  const isKept = isTrue && isSayable(text) && numbersOf(text).every((number) => numbersOf(quote).includes(number));
  return isKept ? { text, quote, article: article - 1 } : undefined;
}

/** How many sentences an answer has, whatever they stand on. */
export function statedIn(answer: string): number {
  const said = Said.safeParse(readJson(answer));
  return said.success ? said.data.sentences.length : 0;
}

/** What to search for, as the model puts it; nothing where it puts nothing usable. */
export function readQueries(answer: string): string[] {
  const read = Queries.safeParse(readJson(answer));
  if (!read.success) throw new ModelError('The model’s answer is not what was asked for');
  return read.data.queries.map(plain).filter(Boolean).slice(0, 3);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(unfenced(text.trim()));
  } catch {
    throw new ModelError('The model’s answer is no JSON');
  }
}

const FENCE = '```';

/** Many models put their JSON between fences. */
function unfenced(text: string): string {
  const [open] = [`${FENCE}json`, FENCE].filter((fence) => text.startsWith(fence));
  return text.slice(open?.length ?? 0, text.endsWith(FENCE) ? -FENCE.length : undefined);
}

/** Without signs that show nothing or turn the line around, on one line. */
const plain = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\u2028\u2029]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();

// Markup, addresses, and a name with a colon before the words, as if somebody else spoke.
const NOT_SAYABLE =
  /[<>`]|!?\[[^\]]*\]\s*[([]|\b[a-z][a-z0-9+.-]*:\/\/|\bwww\.|\b(?:javascript|data|vbscript|mailto|tel):|\b[\w-]+\.(?:com|net|org|io|co|dev|app|test|example|xyz|info|biz|cn|ru|top)\b|@[\w-]+\.|^\W*(?:\p{L}[\p{L}\p{M}'’.-]*\s?){1,3}\s?[:：]/iu;

const isSayable = (text: string): boolean =>
  text !== '' && text.length <= LONGEST_SENTENCE && /[\p{L}\p{N}]/u.test(text) && !NOT_SAYABLE.test(text);

/** Every number that is said must stand in the quote, in any digits: it is what a made-up sentence is most often wrong in. */
const numbersOf = (text: string): string[] =>
  withPlainDigits(text.normalize('NFKC')).match(/\p{Nd}+(?:[.,:]\p{Nd}+)*/gu) ?? [];
