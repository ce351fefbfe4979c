import { FUNCTION_WORDS, TELLING_LETTERS } from './function-words.ts';

/** The language without region or script, by which articles are chosen: `pt` of `pt-BR`, `no` of `nb`. */
export function spokenIn(language: string): string {
  const [spoken = language] = language.toLowerCase().split('-');
  return spoken === 'nb' || spoken === 'nn' ? 'no' : spoken;
}

// Which languages are written in a script that hardly any other is.
const SCRIPTS: readonly (readonly [script: RegExp, languages: readonly string[], weight: number])[] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/gu, ['ja'], 6],
  [/\p{Script=Hangul}/gu, ['ko'], 2],
  [/\p{Script=Han}/gu, ['zh', 'yue', 'ja'], 2],
  [/\p{Script=Thai}/gu, ['th'], 1],
  [/\p{Script=Lao}/gu, ['lo'], 1],
  [/\p{Script=Khmer}/gu, ['km'], 1],
  [/\p{Script=Myanmar}/gu, ['my'], 1],
  [/\p{Script=Devanagari}/gu, ['hi', 'mr', 'ne', 'sa', 'mai', 'kok'], 1],
  [/\p{Script=Bengali}/gu, ['bn', 'as'], 1],
  [/\p{Script=Tamil}/gu, ['ta'], 1],
  [/\p{Script=Telugu}/gu, ['te'], 1],
  [/\p{Script=Gujarati}/gu, ['gu'], 1],
  [/\p{Script=Kannada}/gu, ['kn'], 1],
  [/\p{Script=Malayalam}/gu, ['ml'], 1],
  [/\p{Script=Gurmukhi}/gu, ['pa'], 1],
  [/\p{Script=Sinhala}/gu, ['si'], 1],
  [/\p{Script=Ethiopic}/gu, ['am', 'ti'], 1],
  [/\p{Script=Arabic}/gu, ['ar', 'fa', 'ur', 'ps', 'ckb', 'sd', 'ug'], 1],
  [/\p{Script=Hebrew}/gu, ['he', 'iw', 'yi'], 1],
  [/\p{Script=Greek}/gu, ['el'], 1],
  [/\p{Script=Georgian}/gu, ['ka'], 1],
  [/\p{Script=Armenian}/gu, ['hy'], 1],
  [/\p{Script=Cyrillic}/gu, ['ru', 'uk', 'bg', 'sr', 'mk', 'be', 'kk', 'ky', 'mn', 'tg'], 1],
];
const OTHER_SCRIPTS: ReadonlySet<string> = new Set(
  SCRIPTS.flatMap(([, languages]) => languages).filter((language) => language !== 'sr'),
);

const WORDS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(FUNCTION_WORDS).map(([language, words]) => [language, new Set(words.split(' '))]),
);

/** Which languages a text may be in: only these, or all but these. */
export type Tongues = { only: readonly string[] } | { not: readonly string[] };

/**
 * In which languages a text can be: by its script and, where a script serves many, by its small words. Says no more than
 * the text does: a word or two without small ones may be in any language of their script.
 */
export function tonguesOf(written: string): Tongues {
  const text = written.normalize('NFKC');
  const letters = (text.match(/\p{L}/gu) ?? []).length;
  if (letters === 0) return { not: [] };
  const counted = SCRIPTS.map(([script, languages, weight]) => ({
    languages,
    weight: weight * (text.match(script) ?? []).length,
  })).toSorted((a, b) => b.weight - a.weight);
  const [most] = counted;
  const latin = (text.match(/\p{Script=Latin}/gu) ?? []).length;
  const isLatin = !most || most.weight === 0 || most.weight * 2 < latin;
  const told = byWords(text, isLatin ? undefined : most.languages);
  if (told) return { only: told };
  return isLatin ? { not: [...OTHER_SCRIPTS] } : { only: most.languages };
}

/** Whether a text can be in such a language. */
export function mayBeIn(written: string, spoken: string): boolean {
  const tongues = tonguesOf(written);
  return 'only' in tongues ? tongues.only.includes(spoken) : !tongues.not.includes(spoken);
}

/** The languages of which it has clearly the most small words, if it has enough. */
function byWords(text: string, among: readonly string[] | undefined): string[] | undefined {
  const words = new Set(text.toLowerCase().match(/[\p{L}\p{M}'’¿¡-]+/gu) ?? []);
  const said = [...words].map((word) => word.replaceAll('’', "'"));
  const scores = [...WORDS]
    .filter(([language]) => (among ? among.includes(language) : !OTHER_SCRIPTS.has(language)))
    .map(([language, small]) => ({
      language,
      score: said.filter((word) => small.has(word) || TELLING_LETTERS[language]?.test(word)).length,
    }))
    .toSorted((a, b) => b.score - a.score);
  const [best, second] = scores;
  if (!best || best.score < 2 || best.score * 6 < said.length) return undefined;
  // Neighbours such as Danish and Norwegian share most of them.
  const near = scores.filter(({ score }) => score >= best.score * 0.75).map(({ language }) => language);
  return second && near.length > 4 ? undefined : near;
}
