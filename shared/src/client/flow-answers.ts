import type { ChooseStep, Wanted } from '../models/flow.ts';
import { FLOW_LANGUAGES } from './flow-steps.ts';

const LONGEST_TEXT = 1_000;
/** So much of a looked-up field is said. */
const LONGEST_FIELD = 200;

// Chinese and Arabic words may stand against what is wanted without a space.
const MAIL =
  /[^\s@<>()[\]",;:\p{Script=Han}\p{Script=Arabic}]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?\.[a-z]{2,24}(?![a-z0-9-])/iu;
// With a digit in it, so that no word is taken for one.
const ORDER_NUMBER =
  /(?<![\p{Script=Latin}\p{N}])#?([A-Z0-9](?:[A-Z0-9-]{0,38}[A-Z0-9])?)(?![\p{Script=Latin}\p{N}])/giu;

/** What of a visitor's words is the answer that is wanted; undefined where there is none. */
export function readAnswer(wants: Wanted, text: string): string | undefined {
  const said = text.trim().slice(0, LONGEST_TEXT);
  switch (wants) {
    case 'text':
      return said || undefined;
    case 'mail':
      return inOneScript(said).match(MAIL)?.[0];
    case 'order-number':
      return [...inOneScript(said).matchAll(ORDER_NUMBER)]
        .map(([, number = '']) => number)
        .find((number) => number.length > 2 && /\d/.test(number));
    default:
      return wants satisfies never;
  }
}

/** Which choice is meant, by its words in any language or by its number; undefined where none is. */
export function readChoice({ choices }: ChooseStep, text: string): number | undefined {
  const said = plain(text);
  if (said === '') return undefined;
  const labels = choices.map(({ words }) => FLOW_LANGUAGES.flatMap((language) => plain(words[language] ?? '') || []));
  const exact = labels.findIndex((names) => names.includes(said));
  if (exact >= 0) return exact;
  const place = Number(inOneScript(said));
  if (Number.isInteger(place) && place >= 1 && place <= choices.length) return place - 1;
  const within = labels.flatMap((names, index) =>
    names.some((name) => name.length > 2 && said.includes(name)) ? [index] : [],
  );
  return within.length === 1 ? within[0] : undefined;
}

/** Whether an answer is the choice that these words name, in whichever language either of them is. */
export function isChoice({ choices }: ChooseStep, answer: string, words: string): boolean {
  const wanted = plain(words);
  return choices.some((choice) => {
    const named = Object.values(choice.words);
    return named.includes(answer) && named.some((name) => plain(name) === wanted);
  });
}

/** Digits and Latin letters as a service knows them: Arabic and full-width keyboards write others. */
const inOneScript = (text: string): string =>
  text.normalize('NFKC').replace(/[٠-٩۰-۹]/g, (digit) => `${digit.charCodeAt(0) % 16}`);

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\p{C}\s]+/gu, ' ')
    .trim();

/**
 * The named fields of what a look-up answered, as plain text; undefined where one is missing, or is nothing that could
 * be said as it is: no text, too long, or with an address or a link in it.
 */
export function readFields(json: unknown, names: readonly string[]): Record<string, string> | undefined {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined;
  const fields: Record<string, string> = {};
  for (const name of names) {
    const value: unknown = Object.hasOwn(json, name) ? (json as Record<string, unknown>)[name] : undefined;
    const isSimple =
      typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value)) || typeof value === 'boolean';
    const text = isSimple
      ? String(value)
          .replace(/[\p{C}\s]+/gu, ' ')
          .trim()
      : '';
    if (text === '' || text.length > LONGEST_FIELD || HAS_LINK.test(text)) return undefined;
    fields[name] = text;
  }
  return fields;
}

const HAS_LINK = /:\/\/|\bwww\.|\]\(|\bmailto:|\btel:|@/i;
