import type { ThreadId, WorkspaceId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import { bigint, index, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { onlyOwnWorkspace } from './policies.ts';
import { workspaces } from './workspaces.ts';

const at = () => timestamp({ withTimezone: true });

/** What happened and has not yet been followed up. A row goes when everything that follows from it is done. */
export const outbox = pgTable(
  'outbox',
  {
    workspaceId: uuid()
      .$type<WorkspaceId>()
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    id: bigint({ mode: 'number' }).generatedAlwaysAsIdentity(),
    threadId: uuid().$type<ThreadId>(),
    type: text().notNull(),
    payload: jsonb().notNull(),
    createdAt: at().notNull(),
    dueAt: at().notNull(),
    expiresAt: at(), // better not done than done later
    claimedUntil: at(), // somebody is at it; if he dies, the next may take it after this
    attempts: integer().notNull().default(0),
    lastError: text(),
    parkedAt: at(), // given up after too many attempts; kept for a person to look at
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    // What is due, across workspaces for the sweep and within one for the drain.
    index().on(t.dueAt).where(sql`parked_at is null`),
    index().on(t.workspaceId, t.dueAt).where(sql`parked_at is null`),
    // Whether an earlier one of the thread waits: each message asks, and much else may be due some day.
    index().on(t.workspaceId, t.threadId).where(sql`thread_id is not null`),
    onlyOwnWorkspace(),
  ],
);
