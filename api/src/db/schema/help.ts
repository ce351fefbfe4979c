import type { Language } from '@everthread/shared/models/article';
import type { ArticleId, CollectionId, WorkspaceId } from '@everthread/shared/models/ids';
import { foreignKey, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { articleVersions, collections } from './articles.ts';
import { onlyOwnWorkspace } from './policies.ts';

const workspaceId = () => uuid().$type<WorkspaceId>().notNull();

/** How many readers said that a version helped, and how many that it did not. Nothing of who they were. */
export const articleVotes = pgTable(
  'article_votes',
  {
    workspaceId: workspaceId(),
    articleId: uuid().$type<ArticleId>().notNull(),
    language: text().$type<Language>().notNull(),
    version: integer().notNull(),
    helped: integer().notNull(),
    notHelped: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.articleId, t.language, t.version] }),
    foreignKey({
      name: 'article_votes_version',
      columns: [t.workspaceId, t.articleId, t.language, t.version],
      foreignColumns: [
        articleVersions.workspaceId,
        articleVersions.articleId,
        articleVersions.language,
        articleVersions.version,
      ],
    }).onDelete('cascade'),
    onlyOwnWorkspace(),
  ],
);

/** Addresses that collections had before, so that links to them still lead there. */
export const formerCollectionSlugs = pgTable(
  'former_collection_slugs',
  {
    workspaceId: workspaceId(),
    slug: text().notNull(),
    collectionId: uuid().$type<CollectionId>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.slug] }),
    foreignKey({
      name: 'former_collection_slugs_collection',
      columns: [t.workspaceId, t.collectionId],
      foreignColumns: [collections.workspaceId, collections.id],
    }).onDelete('cascade'),
    onlyOwnWorkspace(),
  ],
);
