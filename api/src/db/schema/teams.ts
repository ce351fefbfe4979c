import type { AgentId, TeamId, WorkspaceId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import { foreignKey, index, pgTable, primaryKey, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { agents } from './agents.ts';
import { onlyOwnWorkspace } from './policies.ts';
import { workspaces } from './workspaces.ts';

/** A part of the workspace's agents that topics can be given to. */
export const teams = pgTable(
  'teams',
  {
    workspaceId: uuid()
      .$type<WorkspaceId>()
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    id: uuid().$type<TeamId>().notNull(),
    name: text().notNull(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    removedAt: timestamp({ withTimezone: true }), // what was given to it keeps its name
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('teams_name').on(t.workspaceId, sql`lower(${t.name})`).where(sql`removed_at is null`),
    onlyOwnWorkspace(),
  ],
);

export const teamMembers = pgTable(
  'team_members',
  {
    workspaceId: uuid().$type<WorkspaceId>().notNull(),
    teamId: uuid().$type<TeamId>().notNull(),
    agentId: uuid().$type<AgentId>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.teamId, t.agentId] }),
    // The teams of an agent.
    index().on(t.workspaceId, t.agentId),
    foreignKey({ columns: [t.workspaceId, t.teamId], foreignColumns: [teams.workspaceId, teams.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [t.workspaceId, t.agentId], foreignColumns: [agents.workspaceId, agents.id] }).onDelete(
      'cascade',
    ),
    onlyOwnWorkspace(),
  ],
);
