import type { Language } from '@everthread/shared/models/article';
import type { ArticleId } from '@everthread/shared/models/ids';
import type { WeighedDoc } from './weigh-docs.ts';

/** Words of an article as they stand in one of its versions, and where. */
export type Quote = {
  articleId: ArticleId;
  language: Language;
  version: number;
  heading: string;
  text: string;
  fromChar: number;
};

/**
 * The passage of an article that answers best: of its body, and the likest to the question; else where the body begins. So too
 * where what was found of the body shares no word with the question, and the title or a wording is likelier.
 */
export function choosePassage({ articleId, language, version, passages, opening }: WeighedDoc): Quote | undefined {
  const [text] = passages
    .filter(({ kind }) => kind === 'text')
    .toSorted((a, b) => b.likeness + b.fit - (a.likeness + a.fit));
  const named = Math.max(...passages.filter(({ kind }) => kind !== 'text').map(({ likeness }) => likeness));
  const best = text && (text.fit > 0 || text.likeness > named) ? text : (opening ?? text);
  if (!best || best.fromChar === null) return undefined;
  return { articleId, language, version, heading: best.heading, text: best.text, fromChar: best.fromChar };
}
