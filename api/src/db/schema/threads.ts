import type { ThreadId, VisitorId, WorkspaceId } from '@everthread/shared/models/ids';
import { foreignKey, integer, pgTable, primaryKey, timestamp, unique, uuid } from 'drizzle-orm/pg-core';
import { onlyOwnWorkspace } from './policies.ts';
import { visitors } from './visitors.ts';

/** One a visitor. Both counters move only under this row's lock, which is what makes them gapless. */
export const threads = pgTable(
  'threads',
  {
    workspaceId: uuid().$type<WorkspaceId>().notNull(),
    id: uuid().$type<ThreadId>().notNull(),
    visitorId: uuid().$type<VisitorId>().notNull(),
    lastSeq: integer().notNull().default(0),
    rev: integer().notNull().default(0),
    // How far each side has seen the other's messages, for the receipts.
    visitorSeenSeq: integer().notNull().default(0),
    teamSeenSeq: integer().notNull().default(0),
    createdAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique().on(t.workspaceId, t.visitorId),
    foreignKey({
      columns: [t.workspaceId, t.visitorId],
      foreignColumns: [visitors.workspaceId, visitors.id],
    }).onDelete('cascade'),
    onlyOwnWorkspace(),
  ],
);
