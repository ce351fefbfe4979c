import type { AgentId, SavedReplyId, WorkspaceId } from '@everthread/shared/models/ids';
import type { MacroActions } from '@everthread/shared/models/saved-reply';
import { foreignKey, index, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { agents } from './agents.ts';
import { onlyOwnWorkspace } from './policies.ts';
import { workspaces } from './workspaces.ts';

/** Words that an agent writes again and again, and what he does to the topic with them. */
export const savedReplies = pgTable(
  'saved_replies',
  {
    workspaceId: uuid()
      .$type<WorkspaceId>()
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    id: uuid().$type<SavedReplyId>().notNull(),
    ownerId: uuid().$type<AgentId>(), // whose alone it is; none: the whole team's
    name: text().notNull(),
    text: text().notNull(), // with variables; empty where it only does something
    actions: jsonb().$type<MacroActions>().notNull(),
    uses: integer().notNull().default(0),
    usedAt: timestamp({ withTimezone: true }),
    changedAt: timestamp({ withTimezone: true }).notNull(),
    removedAt: timestamp({ withTimezone: true }), // so that removing it can be undone
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    // An agent's own and the team's.
    index().on(t.workspaceId, t.ownerId),
    foreignKey({ columns: [t.workspaceId, t.ownerId], foreignColumns: [agents.workspaceId, agents.id] }).onDelete(
      'cascade',
    ),
    onlyOwnWorkspace(),
  ],
);
