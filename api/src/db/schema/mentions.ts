import type { AgentId, MessageId, TeamId, WorkspaceId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import { foreignKey, index, pgTable, primaryKey, timestamp, uuid } from 'drizzle-orm/pg-core';
import { agents } from './agents.ts';
import { messages } from './messages.ts';
import { onlyOwnWorkspace } from './policies.ts';
import { teams } from './teams.ts';

/** Who was named in a note, by himself or as one of a team. Where the note lies, its message says. */
export const mentions = pgTable(
  'mentions',
  {
    workspaceId: uuid().$type<WorkspaceId>().notNull(),
    agentId: uuid().$type<AgentId>().notNull(),
    messageId: uuid().$type<MessageId>().notNull(),
    teamId: uuid().$type<TeamId>(), // the team that was named, where it was not he himself
    at: timestamp({ withTimezone: true }).notNull(),
    readAt: timestamp({ withTimezone: true }),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.agentId, t.messageId] }),
    // Where an agent was named, newest first; and where he has not looked since.
    index().on(t.workspaceId, t.agentId, t.at.desc(), t.messageId.desc()),
    index().on(t.workspaceId, t.agentId, t.messageId).where(sql`read_at is null`),
    index().on(t.workspaceId, t.messageId),
    foreignKey({
      columns: [t.workspaceId, t.messageId],
      foreignColumns: [messages.workspaceId, messages.id],
    }).onDelete('cascade'),
    foreignKey({ columns: [t.workspaceId, t.agentId], foreignColumns: [agents.workspaceId, agents.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [t.workspaceId, t.teamId], foreignColumns: [teams.workspaceId, teams.id] }),
    onlyOwnWorkspace(),
  ],
);
