import type { AgentId, ArticleId, ImportId, WorkspaceId } from '@everthread/shared/models/ids';
import type { ImportState, PageState } from '@everthread/shared/models/site-import';
import { sql } from 'drizzle-orm';
import {
  boolean,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { agents } from './agents.ts';
import { articles } from './articles.ts';
import { onlyOwnWorkspace } from './policies.ts';
import { workspaces } from './workspaces.ts';

const workspaceId = () => uuid().$type<WorkspaceId>().notNull();
const at = () => timestamp({ withTimezone: true });

/** Articles that are read from a site, page by page. */
export const siteImports = pgTable(
  'site_imports',
  {
    workspaceId: workspaceId().references(() => workspaces.id, { onDelete: 'cascade' }),
    id: uuid().$type<ImportId>().notNull(),
    url: text().notNull(),
    state: text().$type<ImportState>().notNull(),
    robots: text(), // what the site allows, as it said when it was first asked
    letters: integer().notNull().default(0), // that were read so far
    begunBy: uuid().$type<AgentId>(),
    begunAt: at().notNull(),
    endedAt: at(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index().on(t.workspaceId, t.begunAt.desc()),
    // One at a time: nobody's site is asked twice at once.
    uniqueIndex('site_imports_running').on(t.workspaceId).where(sql`state = 'running'`),
    foreignKey({ columns: [t.workspaceId, t.begunBy], foreignColumns: [agents.workspaceId, agents.id] }),
    onlyOwnWorkspace(),
  ],
);

/** A page of a site, what became of it, and of which article it is the source. */
export const importedPages = pgTable(
  'imported_pages',
  {
    workspaceId: workspaceId(),
    url: text().notNull(),
    importId: uuid().$type<ImportId>().notNull(), // the last that came by
    nth: integer().notNull(), // in the order in which they were found
    isListing: boolean().notNull(), // names pages, and is none
    state: text().$type<PageState | 'reading'>().notNull(),
    articleId: uuid().$type<ArticleId>(),
    language: text(),
    rev: integer(), // as the import left the article: another one was written by hand
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.url] }),
    index().on(t.workspaceId, t.importId, t.state, t.nth),
    foreignKey({
      name: 'imported_pages_import',
      columns: [t.workspaceId, t.importId],
      foreignColumns: [siteImports.workspaceId, siteImports.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'imported_pages_article',
      columns: [t.workspaceId, t.articleId],
      foreignColumns: [articles.workspaceId, articles.id],
    }),
    onlyOwnWorkspace(),
  ],
);
