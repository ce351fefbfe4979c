import type { Language } from '@everthread/shared/models/article';
import type { ArticleId, WorkspaceId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import {
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
import { articleVersions } from './articles.ts';
import { onlyOwnWorkspace } from './policies.ts';
import { workspaces } from './workspaces.ts';

const workspaceId = () => uuid().$type<WorkspaceId>().notNull();
const at = () => timestamp({ withTimezone: true });

/** Images that were uploaded for articles. */
export const articleImages = pgTable(
  'article_images',
  {
    workspaceId: workspaceId().references(() => workspaces.id, { onDelete: 'cascade' }),
    id: uuid().notNull(),
    name: text().notNull(), // of its bytes
    storageKey: text().notNull(),
    lookedAt: at().notNull(), // when it was last found out whether anything shows it
    unusedSince: at(), // nothing does
    removedAt: at(), // its bytes are being removed: who uploads it again gets another row
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('article_images_name').on(t.workspaceId, t.name).where(sql`removed_at is null`),
    // Which are to be looked at again, in any workspace.
    index().on(t.lookedAt),
    onlyOwnWorkspace(),
  ],
);

/** Which images a version shows. It never changes, so neither do these. */
export const articleImageUses = pgTable(
  'article_image_uses',
  {
    workspaceId: workspaceId(),
    name: text().notNull(),
    articleId: uuid().$type<ArticleId>().notNull(),
    language: text().$type<Language>().notNull(),
    version: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.name, t.articleId, t.language, t.version] }),
    foreignKey({
      name: 'article_image_uses_version',
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
