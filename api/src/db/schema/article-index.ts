import type { Audience, Language } from '@everthread/shared/models/article';
import type { ArticleId, WorkspaceId } from '@everthread/shared/models/ids';
import {
  bigint,
  customType,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { articleVersions } from './articles.ts';
import { onlyOwnWorkspace } from './policies.ts';
import { workspaces } from './workspaces.ts';

// In the order of its bytes, whatever the locale of the database.
const term = customType<{ data: string }>({ dataType: () => 'text collate "C"' });
const varbit = customType<{ data: string }>({ dataType: () => 'bit varying' });
const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' });

const workspaceId = () => uuid().$type<WorkspaceId>().notNull();
/** Without region or script: `pt` for `pt-BR`. */
const spoken = () => text().notNull();
const audience = () => text().$type<Audience>().notNull();
const number = () => bigint({ mode: 'bigint' }).notNull();

/** What of the articles can be found when somebody asks: what is published of one, in one language. */
export const articleDocs = pgTable(
  'article_docs',
  {
    workspaceId: workspaceId(),
    doc: number(),
    articleId: uuid().$type<ArticleId>().notNull(),
    language: text().$type<Language>().notNull(),
    version: integer().notNull(),
    spoken: spoken(),
    audience: audience(),
    indexVersion: integer().notNull().default(0), // in which way it was looked through
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.doc] }),
    unique('article_docs_article').on(t.workspaceId, t.articleId, t.language),
    foreignKey({
      name: 'article_docs_version',
      columns: [t.workspaceId, t.articleId, t.language, t.version],
      foreignColumns: [
        articleVersions.workspaceId,
        articleVersions.articleId,
        articleVersions.language,
        articleVersions.version,
      ],
    }).onDelete('cascade'),
    // Which articles a visitor may be told of.
    index().on(t.workspaceId, t.spoken, t.audience, t.doc),
    // Which were looked through in an earlier way, in whatever workspace.
    index('article_docs_index_version').on(t.indexVersion, t.workspaceId),
    onlyOwnWorkspace(),
  ],
);

/**
 * The pieces of a doc: its title, its other wordings, the passages of its body. `passage`: the doc's number times 1,024 and
 * the place in it, so that a doc's pieces are a range.
 */
export const articlePassages = pgTable(
  'article_passages',
  {
    workspaceId: workspaceId(),
    passage: number(),
    kind: text().$type<'title' | 'wording' | 'text'>().notNull(),
    heading: text().notNull(),
    text: text().notNull(), // as it stands in the version
    fromChar: integer(), // where, in UTF-16 units of the version's body; none for a title or a wording
    terms: text().array().notNull(), // so that a change takes back what no longer holds
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.passage] }), onlyOwnWorkspace()],
);

/** Where each term stands, and how much it says there. What one may be told of is the beginning of the key. No foreign keys: there are some hundred rows an article. */
export const articlePostings = pgTable(
  'article_postings',
  {
    workspaceId: workspaceId(),
    spoken: spoken(),
    audience: audience(),
    term: term().notNull(),
    passage: number(),
    weight: real().notNull(),
  },
  // The key holds the weight as well, which cannot be said here: see the migration.
  (t) => [primaryKey({ columns: [t.workspaceId, t.spoken, t.audience, t.term, t.passage] }), onlyOwnWorkspace()],
);

/**
 * Where each passage stands among all that can be meant, as a model has it. What one may be told of is the beginning of a key,
 * as for words; a model's vectors are compared with each other alone. They end with their passage.
 */
export const articleVectors = pgTable(
  'article_vectors',
  {
    workspaceId: workspaceId(),
    passage: number(),
    model: text().notNull(), // `id` of the configuration
    dimensions: integer().notNull(),
    spoken: spoken(),
    audience: audience(),
    signs: varbit().notNull(), // by which many are looked through
    bytes: bytea().notNull(), // each part in a byte; read for a few
    words: text(), // a digest of what the model was given; none of what was made before that was kept
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.passage, t.model] }),
    foreignKey({
      name: 'article_vectors_passage',
      columns: [t.workspaceId, t.passage],
      foreignColumns: [articlePassages.workspaceId, articlePassages.passage],
    }).onDelete('cascade'),
    // What lies near a question, of what its reader may see.
    index('article_vectors_place').on(t.workspaceId, t.model, t.dimensions, t.spoken, t.audience, t.passage),
    onlyOwnWorkspace(),
  ],
);

/** Vectors whose passages have gone, for the same words in what comes in their place. Forgotten once that has its own. */
export const spareVectors = pgTable(
  'spare_vectors',
  {
    workspaceId: workspaceId().references(() => workspaces.id, { onDelete: 'cascade' }),
    model: text().notNull(),
    words: text().notNull(),
    dimensions: integer().notNull(),
    signs: varbit().notNull(),
    bytes: bytea().notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.model, t.words] }), onlyOwnWorkspace()],
);

/** In how many docs each term stands. */
export const articleTerms = pgTable(
  'article_terms',
  {
    workspaceId: workspaceId(),
    spoken: spoken(),
    audience: audience(),
    term: term().notNull(),
    docs: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.spoken, t.audience, t.term] }), onlyOwnWorkspace()],
);

/** In the place of a model: what is found by words, without vectors. */
export const WORDS_ALONE = '';

/**
 * How the knowledge base in one language answers what it cannot know: the measure of what it can. With the vectors of a model
 * it answers otherwise than by words alone, and is measured for itself.
 */
export const articleNorms = pgTable(
  'article_norms',
  {
    workspaceId: workspaceId().references(() => workspaces.id, { onDelete: 'cascade' }),
    spoken: spoken(),
    model: text().notNull().default(WORDS_ALONE),
    means: jsonb().$type<Readonly<Record<string, number>>>().notNull(),
    spreads: jsonb().$type<Readonly<Record<string, number>>>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.spoken, t.model] }), onlyOwnWorkspace()],
);
