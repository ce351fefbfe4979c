import type { Collection, CollectionName } from '@everthread/shared/models/collection';
import { languageName } from '../../format.ts';

const OFFERED = [
  ...['ar', 'bg', 'bn', 'ca', 'cs', 'da', 'de', 'el', 'en', 'es', 'et', 'fa', 'fi', 'fr', 'he', 'hi', 'hr', 'hu', 'id'],
  ...['it', 'ja', 'ko', 'lt', 'lv', 'nb', 'nl', 'pl', 'pt', 'pt-BR', 'ro', 'ru', 'sk', 'sl', 'sr', 'sv', 'th', 'tr'],
  ...['uk', 'ur', 'vi', 'zh', 'zh-Hant'],
];
const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(['ar', 'fa', 'he', 'ur']);

export const directionOf = (language: string): 'ltr' | 'rtl' =>
  RIGHT_TO_LEFT.has(language.split('-')[0] ?? '') ? 'rtl' : 'ltr';

/** The languages that can still be added, by their names in the agent's own. */
export const offered = (taken: readonly string[], language: string): { tag: string; name: string }[] =>
  OFFERED.filter((tag) => !taken.includes(tag))
    .map((tag) => ({ tag, name: languageName(tag, language) }))
    .toSorted((a, b) => a.name.localeCompare(b.name, language));

/** What somebody writes in who reads the inbox in this language. */
export function firstLanguage(language: string): string {
  const [plain = 'en'] = language.split('-');
  return OFFERED.includes(plain) ? plain : 'en';
}

/** What a collection is called, in the agent's language where it has a name in it. */
export function nameOf({ names }: Pick<Collection, 'names'>, language: string): string {
  const all: Readonly<Record<string, CollectionName>> = names;
  return (all[language] ?? all[firstLanguage(language)] ?? all.en ?? Object.values(all)[0])?.name ?? '';
}
