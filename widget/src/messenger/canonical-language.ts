/** A language as others understand it, also where it is written as computers do: `es_MX`. Undefined for what is none. */
export function canonicalLanguage(wish: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(wish.replaceAll('_', '-'))[0];
  } catch {
    return undefined;
  }
}

/** The language that the browser is set to, where it says it in a form that others understand. */
export const browserLanguage = (languages: readonly string[]): string =>
  languages.flatMap((language) => canonicalLanguage(language) ?? [])[0] ?? '';
