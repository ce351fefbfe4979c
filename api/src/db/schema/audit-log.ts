import type { AuditDetails, AuditWhat } from '@everthread/shared/models/audit';
import type { AgentId, VisitorId, WorkspaceId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import {
  bigint,
  foreignKey,
  index,
  jsonb,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import { agents } from './agents.ts';
import { app } from './policies.ts';
import { workspaces } from './workspaces.ts';

/** Who changed what. A row is written with its change, or not at all, and never changed after. */
export const auditLog = pgTable(
  'audit_log',
  {
    workspaceId: uuid()
      .$type<WorkspaceId>()
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    id: bigint({ mode: 'number' }).generatedAlwaysAsIdentity(),
    at: timestamp({ withTimezone: true }).notNull(),
    agentId: uuid().$type<AgentId>(), // none: it was the system
    what: text().$type<AuditWhat>().notNull(),
    details: jsonb().$type<AuditDetails>().notNull(),
    visitorIds: uuid().array().$type<VisitorId[]>(), // whom it names: their names go when they are erased
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    // The log, newest first, also of one agent or of one kind.
    index().on(t.workspaceId, t.agentId, t.id),
    index().on(t.workspaceId, t.what, t.id),
    // What names somebody who is erased; and of the lines from before they said whom, those that still hold a name.
    index('audit_log_visitors').using('gin', t.visitorIds),
    index('audit_log_names')
      .on(t.workspaceId)
      .where(
        sql`visitor_ids is null and what in ('visitor.changed', 'visitor.merged', 'visitor.parted') and details ?| '{subject,from,to}'`,
      ),
    foreignKey({ columns: [t.workspaceId, t.agentId], foreignColumns: [agents.workspaceId, agents.id] }),
    // Read and added to, and nothing else. Names of who is erased are taken out by `forget_in_audit`.
    pgPolicy('own_workspace', { for: 'select', to: app, using: sql`workspace_id = current_workspace()` }),
    pgPolicy('own_workspace_adds', { for: 'insert', to: app, withCheck: sql`workspace_id = current_workspace()` }),
  ],
);
