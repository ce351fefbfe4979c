import * as z from 'zod/mini';
import { Language } from './article.ts';
import { ArticleId, WorkspaceId } from './ids.ts';

/** An article as a short list names it. */
export const NamedArticle = z.object({ id: ArticleId, language: Language, title: z.string() });
export type NamedArticle = z.infer<typeof NamedArticle>;

/** An article that was found, and what in it. */
export const FoundArticle = z.object({ ...NamedArticle.shape, heading: z.string(), excerpt: z.string() });
export type FoundArticle = z.infer<typeof FoundArticle>;

/** What a visitor looks for, or in which language he reads. Who bears an access token may see what verified visitors may. */
export const ArticleSearch = z.strictObject({
  workspace: WorkspaceId,
  language: Language,
  q: z.string().check(z.maxLength(200)),
});
export const ArticleReading = z.strictObject({ workspace: WorkspaceId, language: Language });
