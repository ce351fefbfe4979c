import type { AgentId, InvitationId, TeamId, WorkspaceId } from '@everthread/shared/models/ids';
import type { Role } from '@everthread/shared/models/workspace';
import { sql } from 'drizzle-orm';
import { foreignKey, pgTable, primaryKey, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { agents } from './agents.ts';
import { onlyOwnWorkspace } from './policies.ts';
import { teams } from './teams.ts';
import { workspaces } from './workspaces.ts';

const at = () => timestamp({ withTimezone: true });

/** Who was asked by mail to become an agent. A row ends in one of three ways: accepted, revoked, or past its time. */
export const invitations = pgTable(
  'invitations',
  {
    workspaceId: uuid()
      .$type<WorkspaceId>()
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    id: uuid().$type<InvitationId>().notNull(),
    email: text().notNull(), // in lower case: the only mailbox that it is good for
    role: text().$type<Role>().notNull(),
    teamId: uuid().$type<TeamId>(),
    tokenHash: text().notNull(), // of the token that went to the mailbox last
    invitedBy: uuid().$type<AgentId>().notNull(),
    createdAt: at().notNull(),
    sentAt: at().notNull(),
    expiresAt: at().notNull(),
    acceptedAt: at(),
    revokedAt: at(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('invitations_pending')
      .on(t.workspaceId, t.email)
      .where(sql`accepted_at is null and revoked_at is null`),
    uniqueIndex('invitations_token').on(t.workspaceId, t.tokenHash),
    foreignKey({ columns: [t.workspaceId, t.teamId], foreignColumns: [teams.workspaceId, teams.id] }),
    foreignKey({ columns: [t.workspaceId, t.invitedBy], foreignColumns: [agents.workspaceId, agents.id] }),
    onlyOwnWorkspace(),
  ],
);
