import type { AgentId, WorkspaceId } from '@everthread/shared/models/ids';
import type { ModelPurpose } from '@everthread/shared/models/workspace-model';
import { sql } from 'drizzle-orm';
import { check, date, foreignKey, integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { agents } from './agents.ts';
import { onlyOwnWorkspace } from './policies.ts';
import { workspaces } from './workspaces.ts';

const workspaceId = () =>
  uuid()
    .$type<WorkspaceId>()
    .notNull()
    .references(() => workspaces.id, { onDelete: 'cascade' });

/** The models of its own that a workspace asks, where it does not take the deployment's. */
export const workspaceModels = pgTable(
  'workspace_models',
  {
    workspaceId: workspaceId(),
    purpose: text().$type<ModelPurpose>().notNull().default('answers'),
    baseUrl: text().notNull(),
    name: text().notNull(),
    sealedKey: text(), // with a key that is not in the database; none where the model wants none
    keyEnd: text(), // its last four letters, which are all that is ever shown of it
    changedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.purpose] }),
    check('workspace_models_purpose', sql`${t.purpose} in ('answers', 'embeddings')`),
    check('workspace_models_key', sql`(${t.sealedKey} is null) = (${t.keyEnd} is null)`),
    onlyOwnWorkspace(),
  ],
);

/** How many tokens a model was given and gave for agents, a day and an agent. */
export const agentSpending = pgTable(
  'agent_spending',
  {
    workspaceId: workspaceId(),
    day: date({ mode: 'string' }).notNull(),
    agentId: uuid().$type<AgentId>().notNull(),
    tokens: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.day, t.agentId] }),
    foreignKey({ columns: [t.workspaceId, t.agentId], foreignColumns: [agents.workspaceId, agents.id] }).onDelete(
      'cascade',
    ),
    onlyOwnWorkspace(),
  ],
);
