import table from './table.json' with { type: 'json' };

const HAN = /[\u4e00-\u9fff]/;
const TRADITIONAL = new RegExp(`[${table.traditional}]`, 'g');
const SIMPLIFIED: ReadonlyMap<string, string> = new Map(
  Array.from(table.traditional, (character, at) => [character, table.simplified.charAt(at)]),
);

/** Chinese in the characters of the mainland, each in its place: who asks in one way of writing finds what is written in the other. */
export const simplified = (text: string): string =>
  HAN.test(text) ? text.replace(TRADITIONAL, (character) => SIMPLIFIED.get(character) ?? character) : text;
