/** A language without its region or script: `pt` of `pt-BR`. */
export const withoutRegion = (language: string): string => language.split('-', 1)[0] ?? language;
