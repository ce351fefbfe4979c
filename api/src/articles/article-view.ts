import type { Article, ArticleVariant, ArticleVersion, ListedVersion } from '@everthread/shared/models/article';
import type { Collection } from '@everthread/shared/models/collection';
import type { articleVersions, collections } from '../db/schema/articles.ts';
import { type ArticleRow, noSuchArticle, type VariantRow } from './article-rows.ts';

/** An article as the team gets it. */
export function toArticle(row: ArticleRow | undefined, variants: readonly VariantRow[]): Article {
  if (!row) throw noSuchArticle();
  return {
    id: row.id,
    collectionId: row.collectionId,
    audience: row.audience,
    position: row.position,
    isRemoved: row.removedAt !== null,
    variants: variants.map(toVariant),
  };
}

const toVariant = ({ body, wordings, ...row }: VariantRow): ArticleVariant => ({
  ...toListedVariant(row),
  body,
  wordings,
});

/** Without what is long. */
export const toListedVariant = (row: Omit<VariantRow, 'body' | 'wordings'>) => ({
  language: row.language,
  slug: row.slug,
  title: row.title,
  rev: row.rev,
  changedAt: row.changedAt.toISOString(),
  changedBy: row.changedBy,
  published:
    row.publishedVersion !== null && row.publishedAt !== null
      ? { version: row.publishedVersion, at: row.publishedAt.toISOString(), isCurrent: row.publishedRev === row.rev }
      : null,
});

type VersionRow = typeof articleVersions.$inferSelect;

export const toListedVersion = (row: Omit<VersionRow, 'body' | 'wordings'>): Omit<ListedVersion, 'votes'> => ({
  version: row.version,
  title: row.title,
  publishedAt: row.publishedAt.toISOString(),
  publishedBy: row.publishedBy,
});

export const toVersion = ({ body, wordings, ...row }: VersionRow): ArticleVersion => ({
  ...toListedVersion(row),
  body,
  wordings,
});

export const toCollection = (row: typeof collections.$inferSelect): Collection => ({
  id: row.id,
  slug: row.slug,
  names: row.names,
  position: row.position,
});
