/** An article as a file holds it. `where` names the file, and the line where there are several in it. */
export type Found = {
  where: string;
  title: string;
  body: string;
  wordings: readonly string[];
  language?: string;
  slug?: string;
};

export type TroubleKind =
  | 'empty'
  | 'too-long'
  | 'no-title'
  | 'no-answer'
  | 'unclosed'
  | 'no-columns'
  | 'not-text'
  | 'unknown-type'
  | 'too-large'
  | 'too-many'
  | 'bomb'
  | 'no-zip'
  | 'language'
  | 'slug';

/** Why something of a file is not taken in, or not as it was written. */
export type Trouble = { where: string; line?: number; kind: TroubleKind };

export type ReadFiles = { found: readonly Found[]; troubles: readonly Trouble[] };

export const MOST_FOUND = 1_000;
export const LONGEST_TITLE = 300;
export const LONGEST_BODY = 200_000;
const LONGEST_WORDING = 500;
const MOST_WORDINGS = 200;

const LANGUAGE = /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?$/;
const SLUG = /^(?=.{1,100}$)[\p{L}\p{M}\p{N}]+(-[\p{L}\p{M}\p{N}]+)*$/u;

/** A language as it should be written, whatever its letters' size: `pt-br` is `pt-BR`. */
export function readLanguage(written: string): string | undefined {
  try {
    const [tag] = Intl.getCanonicalLocales(written.trim().replaceAll('_', '-'));
    return tag && LANGUAGE.test(tag) ? tag : undefined;
  } catch {
    return undefined;
  }
}

export function readSlug(written: string): string | undefined {
  const slug = written.trim().toLowerCase().normalize('NFC');
  return SLUG.test(slug) ? slug : undefined;
}

export const readWordings = (written: readonly string[]): string[] =>
  [...new Set(written.map((wording) => wording.trim().slice(0, LONGEST_WORDING).toWellFormed()))]
    .filter(Boolean)
    .slice(0, MOST_WORDINGS);
