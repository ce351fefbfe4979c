import type { KeptDraft } from '@everthread/shared/models/draft';
import type { AgentId, MessageId, ThreadId, WorkspaceId } from '@everthread/shared/models/ids';
import type { Mention } from '@everthread/shared/models/message';
import { sql } from 'drizzle-orm';
import { check, foreignKey, integer, jsonb, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { agents } from './agents.ts';
import { onlyOwnWorkspace } from './policies.ts';
import { threads } from './threads.ts';

/** What an agent has begun to write in a thread, a reply and a note apart. His alone. */
export const drafts = pgTable(
  'drafts',
  {
    workspaceId: uuid().$type<WorkspaceId>().notNull(),
    agentId: uuid().$type<AgentId>().notNull(),
    threadId: uuid().$type<ThreadId>().notNull(),
    kind: text().$type<'message' | 'note'>().notNull(),
    rev: integer().notNull(),
    text: text().notNull(),
    quotedId: uuid().$type<MessageId>(),
    mentions: jsonb().$type<Mention[]>().notNull(),
    kept: jsonb().$type<KeptDraft[]>().notNull(), // words that another device's took the place of, newest last
    changedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.agentId, t.threadId, t.kind] }),
    foreignKey({ columns: [t.workspaceId, t.threadId], foreignColumns: [threads.workspaceId, threads.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [t.workspaceId, t.agentId], foreignColumns: [agents.workspaceId, agents.id] }).onDelete(
      'cascade',
    ),
    check('drafts_kind', sql`${t.kind} in ('message', 'note')`),
    onlyOwnWorkspace(),
  ],
);
