import type { AgentId, MergeId, ThreadId, VisitorId, WorkspaceId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import {
  check,
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
import { workspaces } from './workspaces.ts';

const at = () => timestamp({ withTimezone: true });

/**
 * Which visitors an agent has made one of, and what an undo goes by. Names visitors and threads that may be gone, and
 * come back by the undo of a later one: so no foreign keys to them.
 */
export const visitorMerges = pgTable(
  'visitor_merges',
  {
    workspaceId: uuid()
      .$type<WorkspaceId>()
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    id: uuid().$type<MergeId>().notNull(), // chosen by who merges: the key is what makes a retry safe
    state: text().$type<'merging' | 'merged' | 'parting' | 'parted'>().notNull(), // in the middle only within a batch
    keptId: uuid().$type<VisitorId>().notNull(),
    mergedId: uuid().$type<VisitorId>().notNull(),
    // The thread of both has an id of its own, so that whoever holds one of theirs lets go of it; so have they again after.
    threadId: uuid().$type<ThreadId>().notNull(),
    keptThreadId: uuid().$type<ThreadId>().notNull(),
    mergedThreadId: uuid().$type<ThreadId>().notNull(),
    afterSeq: integer().notNull(), // what was merged stands after this place …
    count: integer().notNull(), // … in so many
    mergedName: text(), // as it was shown then
    agentId: uuid().$type<AgentId>(),
    at: at().notNull(),
    before: jsonb().$type<object>().notNull(), // both as they were; empty once it cannot be undone any more
    after: jsonb().$type<object>().notNull(), // what the merge has made of it: what is still so, an undo takes back
    undoneAt: at(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    // Who was merged into a visitor, the latest first.
    index().on(t.workspaceId, t.keptId, t.at.desc()),
    foreignKey({ columns: [t.workspaceId, t.agentId], foreignColumns: [agents.workspaceId, agents.id] }),
    check('visitor_merges_state', sql`${t.state} in ('merging', 'merged', 'parting', 'parted')`),
    onlyOwnWorkspace(),
  ],
);
