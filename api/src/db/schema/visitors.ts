import type { VisitorId, WorkspaceId } from '@everthread/shared/models/ids';
import { foreignKey, index, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { onlyOwnWorkspace } from './policies.ts';
import { workspaces } from './workspaces.ts';

const at = () => timestamp({ withTimezone: true });

export const visitors = pgTable(
  'visitors',
  {
    workspaceId: uuid()
      .$type<WorkspaceId>()
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    id: uuid().$type<VisitorId>().notNull(),
    name: text(),
    email: text(),
    identity: text().$type<'claimed' | 'verified'>().notNull().default('claimed'),
    pageUrl: text(),
    pageTitle: text(),
    referrer: text(),
    language: text(),
    timeZone: text(),
    firstSeenAt: at().notNull(),
    lastSeenAt: at().notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] }), onlyOwnWorkspace()],
);

/** The keys by which a visitor's devices are known. Only their SHA-256 is kept. */
export const visitorKeys = pgTable(
  'visitor_keys',
  {
    workspaceId: uuid().$type<WorkspaceId>().notNull(),
    keyHash: text().notNull(),
    visitorId: uuid().$type<VisitorId>().notNull(),
    createdAt: at().notNull(),
    lastUsedAt: at().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.keyHash] }),
    foreignKey({
      columns: [t.workspaceId, t.visitorId],
      foreignColumns: [visitors.workspaceId, visitors.id],
    }).onDelete('cascade'),
    index().on(t.workspaceId, t.visitorId),
    onlyOwnWorkspace(),
  ],
);
