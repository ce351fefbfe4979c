import type { FlowCondition, FlowLanguage } from '../models/flow-condition.ts';
import { flowLanguageOf } from './flow-steps.ts';

/** What is so while a flow begins or goes on, as far as it may hang on that. */
export type FlowFacts = {
  text: string; // what the visitor has written last
  pageUrl: string | null;
  language: string | null;
  isOpen: boolean | null; // null where no hours are set
  isSignedIn: boolean;
  attributes: Readonly<Record<string, unknown>>; // those that a visitor may know of
  /** What he asked before about the same matter, when, and when he wrote last before now. Null where nothing is open. */
  openQuestion: { text: string; askedAtMs: number; leftAtMs: number } | null;
  promisedAtMs: number | null; // by when an answer to his last message is promised
  atMs: number;
};

/** Nothing is known of the visitor but what he writes. */
export const NO_FACTS: FlowFacts = {
  text: '',
  pageUrl: null,
  language: null,
  isOpen: null,
  isSignedIn: false,
  attributes: {},
  openQuestion: null,
  promisedAtMs: null,
  atMs: 0,
};

const HOUR_MS = 60 * 60_000;

/** Whether a condition holds. `known`: what was answered and looked up. */
export function holds(
  condition: FlowCondition,
  facts: FlowFacts & { known: Readonly<Record<string, string>> },
): boolean {
  switch (condition.kind) {
    case 'words':
      return condition.anyOf.some((word) => says(facts.text, word));
    case 'page':
      return (facts.pageUrl ?? '').toLowerCase().includes(condition.contains.toLowerCase());
    case 'language':
      return flowLanguageOf(facts.language) === condition.language;
    case 'outside-hours':
      return facts.isOpen === false;
    case 'within-hours':
      return facts.isOpen === true;
    case 'signed-in':
      return facts.isSignedIn === condition.isSignedIn;
    case 'attribute':
      return isValue(facts.attributes, condition);
    case 'known':
      return isValue(facts.known, condition);
    case 'open-question':
      return facts.openQuestion !== null && facts.atMs - facts.openQuestion.leftAtMs >= condition.hours * HOUR_MS;
    default:
      return condition satisfies never;
  }
}

/** What words may name from the beginning: the question that is open, and when it was asked; by when an answer comes. */
export function namedBy(
  { openQuestion, promisedAtMs, atMs }: FlowFacts,
  language: FlowLanguage,
): Record<string, string> {
  return {
    ...(openQuestion && {
      open_question: shortened(openQuestion.text),
      asked: fromNow(openQuestion.askedAtMs - atMs, language),
    }),
    ...(promisedAtMs !== null && { promised: fromNow(promisedAtMs - atMs, language) }),
  };
}

/** "yesterday", "in 20 minutes": how a person would say it. */
function fromNow(ms: number, language: FlowLanguage): string {
  const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const hours = ms / HOUR_MS;
  if (Math.abs(hours) < 1) return words.format(Math.sign(ms) * Math.max(1, Math.round(Math.abs(hours * 60))), 'minute');
  if (Math.abs(hours) < 12) return words.format(Math.round(hours), 'hour');
  return words.format(Math.sign(ms) * Math.max(1, Math.round(Math.abs(hours) / 24)), 'day');
}

const LONGEST_QUESTION = 120;
const shortened = (text: string): string => {
  const letters = [...text.replace(/\s+/g, ' ').trim()];
  return letters.length > LONGEST_QUESTION ? `${letters.slice(0, LONGEST_QUESTION - 1).join('')}…` : letters.join('');
};

function isValue(values: Readonly<Record<string, unknown>>, { name, value }: { name: string; value: string }): boolean {
  const found = Object.hasOwn(values, name) ? values[name] : undefined;
  return ['string', 'number', 'boolean'].includes(typeof found) && plain(String(found)) === plain(value);
}

/** Whole words only, but where words are written without spaces between them. */
function says(text: string, word: string): boolean {
  const [said, wanted] = [plain(text), plain(word)];
  if (wanted === '') return false;
  return /[\p{Script=Han}\p{Script=Arabic}]/u.test(wanted)
    ? said.includes(wanted)
    : ` ${said} `.includes(` ${wanted} `);
}

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\p{C}\s]+/gu, ' ')
    .trim();
