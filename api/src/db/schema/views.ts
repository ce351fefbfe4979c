import type { AgentId, ViewId, WorkspaceId } from '@everthread/shared/models/ids';
import type { ViewFilters, ViewSort } from '@everthread/shared/models/view';
import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import { agents } from './agents.ts';
import { onlyOwnWorkspace } from './policies.ts';

/** The views of the topics that agents have made, for themselves or for all. */
export const views = pgTable(
  'views',
  {
    workspaceId: uuid().$type<WorkspaceId>().notNull(),
    id: uuid().$type<ViewId>().notNull(),
    ownerId: uuid().$type<AgentId>().notNull(),
    name: text().notNull(),
    filters: jsonb().$type<ViewFilters>().notNull(),
    sort: text().$type<ViewSort>().notNull(),
    isShared: boolean().notNull(),
    position: integer(), // among the shared ones; none: after those that have one
    createdAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    // The views of an agent.
    index().on(t.workspaceId, t.ownerId),
    foreignKey({ columns: [t.workspaceId, t.ownerId], foreignColumns: [agents.workspaceId, agents.id] }).onDelete(
      'cascade',
    ),
    onlyOwnWorkspace(),
  ],
);
