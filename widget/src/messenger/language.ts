import { canonicalLanguage } from './canonical-language.ts';
import en, { type Words } from './locales/en.ts';

const LATER = new Map<string, () => Promise<{ default: Words }>>([
  ['zh', () => import('./locales/zh.ts')],
  ['es', () => import('./locales/es.ts')],
  ['ar', () => import('./locales/ar.ts')],
]);

export const LANGUAGES: readonly string[] = ['en', ...LATER.keys()];

export type Language = { base: string; tag: string; direction: 'ltr' | 'rtl' };

/**
 * The first of the wished languages that we speak, otherwise English. `tag` has a region where one was wished: by it
 * times and numbers are said, so who is spoken to in another language than his own still reads his own clock.
 */
export function chooseLanguage(wished: readonly string[]): Language {
  const tags = wished.flatMap((wish) => canonicalLanguage(wish) ?? []);
  const base = tags.map(baseOf).find((wish) => LANGUAGES.includes(wish)) ?? 'en';
  const own = tags.filter((tag) => baseOf(tag) === base);
  const [first] = tags;
  const region = first && baseOf(first) !== base && new Intl.Locale(first).maximize().region;
  const tag = region ? `${base}-${region}` : (own.find((other) => other.includes('-')) ?? base);
  return { base, tag, direction: base === 'ar' ? 'rtl' : 'ltr' };
}

const baseOf = (tag: string): string => tag.split('-')[0] as string;

/** Loads the words of a chosen language; English is there already, and stands in when the others cannot be had. */
export async function loadWords(base: string): Promise<Words> {
  const words = await LATER.get(base)?.().catch(() => undefined);
  return words?.default ?? en;
}
