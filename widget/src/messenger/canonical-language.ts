/** A language as others understand it; undefined for what is none. */
export function canonicalLanguage(wish: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(wish)[0];
  } catch {
    return undefined;
  }
}

/** The language that the browser is set to, where it says it in a form that others understand. */
export const browserLanguage = (languages: readonly string[]): string =>
  languages.flatMap((language) => canonicalLanguage(language) ?? [])[0] ?? '';
