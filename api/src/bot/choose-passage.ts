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

/** The passage of an article that answers best: of its body, and the likest to the question; else where the body begins. */
export function choosePassage({ articleId, language, version, passages, opening }: WeighedDoc): Quote | undefined {
  const [best = opening] = passages
    .filter(({ kind }) => kind === 'text')
    .toSorted((a, b) => b.likeness + b.fit - (a.likeness + a.fit));
  if (!best || best.fromChar === null) return undefined;
  const { heading, text, fromChar } = best;
  return { articleId, language, version, heading, text, fromChar };
}
