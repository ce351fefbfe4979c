import type { Audience, Language } from '@everthread/shared/models/article';
import type { CollectionName } from '@everthread/shared/models/collection';
import type { AgentId, ArticleId, CollectionId, WorkspaceId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { agents } from './agents.ts';
import { app, onlyOwnWorkspace } from './policies.ts';
import { workspaces } from './workspaces.ts';

const workspaceId = () => uuid().$type<WorkspaceId>().notNull();
const at = () => timestamp({ withTimezone: true });

export const collections = pgTable(
  'collections',
  {
    workspaceId: workspaceId().references(() => workspaces.id, { onDelete: 'cascade' }),
    id: uuid().$type<CollectionId>().notNull(),
    slug: text().notNull(),
    names: jsonb().$type<Readonly<Record<Language, CollectionName>>>().notNull(),
    position: integer().notNull(),
    createdAt: at().notNull(),
    removedAt: at(), // so that removing it can be undone; its articles then stand in none
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique('collections_slug').on(t.workspaceId, t.slug),
    onlyOwnWorkspace(),
  ],
);

/** What a team knows: an article, in as many languages as it was written in. */
export const articles = pgTable(
  'articles',
  {
    workspaceId: workspaceId().references(() => workspaces.id, { onDelete: 'cascade' }),
    id: uuid().$type<ArticleId>().notNull(),
    collectionId: uuid().$type<CollectionId>(),
    audience: text().$type<Audience>().notNull(),
    position: integer().notNull().default(0),
    createdAt: at().notNull(),
    changedAt: at().notNull(),
    removedAt: at(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    // The list of articles, the latest changed first; those of a collection in its order.
    index().on(t.workspaceId, t.changedAt.desc(), t.id.desc()),
    index().on(t.workspaceId, t.collectionId, t.position),
    foreignKey({
      name: 'articles_collection',
      columns: [t.workspaceId, t.collectionId],
      foreignColumns: [collections.workspaceId, collections.id],
    }),
    check('articles_audience', sql`${t.audience} in ('everyone', 'verified', 'internal')`),
    onlyOwnWorkspace(),
  ],
);

/** What is being written: an article in one language, as the team last left it. */
export const articleVariants = pgTable(
  'article_variants',
  {
    workspaceId: workspaceId(),
    articleId: uuid().$type<ArticleId>().notNull(),
    language: text().$type<Language>().notNull(),
    slug: text().notNull(),
    title: text().notNull(),
    body: text().notNull(),
    wordings: text().array().notNull(),
    rev: integer().notNull(),
    changedAt: at().notNull(),
    changedBy: uuid().$type<AgentId>(),
    lastVersion: integer().notNull().default(0),
    // What all may see now, if they may see any of it, and what of the writing that was.
    publishedVersion: integer(),
    publishedRev: integer(),
    publishedAt: at(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.articleId, t.language] }),
    // By its address.
    unique('article_variants_slug').on(t.workspaceId, t.language, t.slug),
    foreignKey({ columns: [t.workspaceId, t.articleId], foreignColumns: [articles.workspaceId, articles.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [t.workspaceId, t.changedBy], foreignColumns: [agents.workspaceId, agents.id] }),
    onlyOwnWorkspace(),
  ],
);

/** What was published: written once, never changed, so that a quote of it stays true for ever. */
export const articleVersions = pgTable(
  'article_versions',
  {
    workspaceId: workspaceId(),
    articleId: uuid().$type<ArticleId>().notNull(),
    language: text().$type<Language>().notNull(),
    version: integer().notNull(),
    slug: text().notNull(), // its address then
    title: text().notNull(),
    body: text().notNull(),
    wordings: text().array().notNull(),
    publishedAt: at().notNull(),
    publishedBy: uuid().$type<AgentId>(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.articleId, t.language, t.version] }),
    // By an address that it had.
    index().on(t.workspaceId, t.language, t.slug),
    foreignKey({
      name: 'article_versions_variant',
      columns: [t.workspaceId, t.articleId, t.language],
      foreignColumns: [articleVariants.workspaceId, articleVariants.articleId, articleVariants.language],
    }).onDelete('cascade'),
    foreignKey({ columns: [t.workspaceId, t.publishedBy], foreignColumns: [agents.workspaceId, agents.id] }),
    // Read and added to, and nothing else.
    pgPolicy('own_workspace', { for: 'select', to: app, using: sql`workspace_id = current_workspace()` }),
    pgPolicy('own_workspace_adds', { for: 'insert', to: app, withCheck: sql`workspace_id = current_workspace()` }),
  ],
);
