import type { TagId, VisitorId, WorkspaceId } from '@everthread/shared/models/ids';
import { foreignKey, index, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { onlyOwnWorkspace } from './policies.ts';
import { tags } from './topics.ts';
import { visitors } from './visitors.ts';

/** The labels of a visitor: of the same kind, and under the same names, as those of topics. */
export const visitorTags = pgTable(
  'visitor_tags',
  {
    workspaceId: uuid().$type<WorkspaceId>().notNull(),
    visitorId: uuid().$type<VisitorId>().notNull(),
    tagId: uuid().$type<TagId>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.visitorId, t.tagId] }),
    foreignKey({ columns: [t.workspaceId, t.visitorId], foreignColumns: [visitors.workspaceId, visitors.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [t.workspaceId, t.tagId], foreignColumns: [tags.workspaceId, tags.id] }).onDelete('cascade'),
    // The visitors of a tag, for it to be taken away with.
    index().on(t.workspaceId, t.tagId, t.visitorId),
    onlyOwnWorkspace(),
  ],
);
