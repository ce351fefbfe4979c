import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { en, type Strings } from './locales/en.ts';

export type Locale = { language: string; direction: 'ltr' | 'rtl'; strings: Strings };

// English comes with the app. A further language is a file of the same shape and a line here, fetched only when wanted.
const OTHERS: Readonly<Record<string, () => Promise<Strings>>> = {};

const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(['ar', 'fa', 'he', 'ur']);

/** The locale that comes with the app. Dates and numbers follow the browser's own English. */
export function firstLocale(wanted: readonly string[]): Locale {
  const language = wanted.filter(isTag).find((tag) => languageOf(tag) === 'en') ?? 'en';
  return { language, direction: 'ltr', strings: en };
}

/** The best language that there is for whoever sits here. */
export async function loadLocale(wanted: readonly string[]): Promise<Locale> {
  for (const tag of wanted.filter(isTag)) {
    if (languageOf(tag) === 'en') break;
    const load = OTHERS[languageOf(tag)];
    const direction = RIGHT_TO_LEFT.has(languageOf(tag)) ? 'rtl' : 'ltr';
    if (load) return { language: tag, direction, strings: await load() };
  }
  return firstLocale(wanted);
}

// Chromium says `en-US@posix` where the system has no locale, and every part of Intl throws at that.
function isTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}

const languageOf = (tag: string) => tag.toLowerCase().split('-')[0] ?? tag;

export const LocaleContext = createContext<Locale>(firstLocale([]));
export const LocaleProvider = LocaleContext.Provider;

export const useLocale = (): Locale => useContext(LocaleContext);
export const useStrings = (): Strings => useContext(LocaleContext).strings;
