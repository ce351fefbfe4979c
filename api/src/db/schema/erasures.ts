import type { AgentId, ErasureId, ThreadId, VisitorId, WorkspaceId } from '@everthread/shared/models/ids';
import type { ErasedCounts } from '@everthread/shared/models/personal-data';
import { sql } from 'drizzle-orm';
import { check, foreignKey, index, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { agents } from './agents.ts';
import { onlyOwnWorkspace } from './policies.ts';
import { workspaces } from './workspaces.ts';

const at = () => timestamp({ withTimezone: true });

/**
 * That somebody was erased: who asked, when, what of him there was and in what number, when it was gone. While it goes
 * on, also what it takes to find the rest of it; of that nothing is left at the end.
 */
export const erasures = pgTable(
  'erasures',
  {
    workspaceId: uuid()
      .$type<WorkspaceId>()
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    id: uuid().$type<ErasureId>().notNull(), // chosen by who asks: the key is what makes a retry safe
    askedBy: text().$type<'visitor' | 'agent' | 'age'>().notNull(),
    agentId: uuid().$type<AgentId>(),
    askedAt: at().notNull(),
    // Under what he was known, in the past too; no foreign keys, for it goes before this does.
    visitorIds: uuid().array().$type<VisitorId[]>().notNull(),
    threadIds: uuid().array().$type<ThreadId[]>().notNull(),
    fileKeys: text().array().notNull().default([]), // under which his files lie: random, and nothing of their names
    counts: jsonb().$type<ErasedCounts>().notNull().default({}),
    doneAt: at(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    // The list, newest first.
    index().on(t.workspaceId, t.askedAt.desc(), t.id),
    // Whether somebody is being erased now.
    index('erasures_going_on').on(t.workspaceId).where(sql`done_at is null`),
    foreignKey({ columns: [t.workspaceId, t.agentId], foreignColumns: [agents.workspaceId, agents.id] }),
    check('erasures_asked_by', sql`${t.askedBy} in ('visitor', 'agent', 'age')`),
    check('erasures_agent', sql`(${t.askedBy} = 'agent') = (${t.agentId} is not null)`),
    onlyOwnWorkspace(),
  ],
);

/**
 * The keys of who was erased, for nine months: a device of his that comes back is told to forget what it keeps. Only
 * their SHA-256, which nobody can make anything of who has not the key itself.
 */
export const erasedKeys = pgTable(
  'erased_keys',
  {
    workspaceId: uuid()
      .$type<WorkspaceId>()
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    keyHash: text().notNull(),
    erasedAt: at().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.keyHash] }),
    // Those whose time is over.
    index().on(t.erasedAt),
    onlyOwnWorkspace(),
  ],
);
