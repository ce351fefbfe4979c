import type { WorkspaceId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import {
  bigint,
  check,
  customType,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { onlyOwnWorkspace } from './policies.ts';
import { workspaces } from './workspaces.ts';

/** What can be found: messages (notes among them), topics by their subject, visitors. One letter, for it stands in every posting. */
export type SearchKind = 'm' | 't' | 'v';

// In the order of its bytes, so that what begins with a word is a range of the index under any locale.
const token = customType<{ data: string }>({ dataType: () => 'text collate "C"' });

const workspaceId = () => uuid().$type<WorkspaceId>().notNull();
const kind = () => text().$type<SearchKind>().notNull();

/** What has changed since it was last looked through. A row goes once it can be found as it now is. */
export const searchQueue = pgTable(
  'search_queue',
  {
    workspaceId: workspaceId().references(() => workspaces.id, { onDelete: 'cascade' }),
    kind: kind(),
    sourceId: uuid().notNull(),
    at: timestamp({ withTimezone: true }).notNull(),
    version: integer().notNull().default(1), // grows when it changes again meanwhile
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.kind, t.sourceId] }),
    // The newest first: what was there before search was does not keep today's messages waiting.
    index().on(t.workspaceId, t.at),
    onlyOwnWorkspace(),
  ],
);

/**
 * What can be found, under a number that grows with its time: in the order of the numbers the newest comes last, in
 * every list of them. `tokens` says what it is found by, so that a change takes back what no longer holds.
 */
export const searchDocs = pgTable(
  'search_docs',
  {
    workspaceId: workspaceId().references(() => workspaces.id, { onDelete: 'cascade' }),
    kind: kind(),
    doc: bigint({ mode: 'bigint' }).notNull(),
    sourceId: uuid().notNull(),
    tokens: text().array().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.kind, t.doc] }),
    unique().on(t.workspaceId, t.kind, t.sourceId),
    check('search_docs_kind', sql`${t.kind} in ('m', 't', 'v')`),
    onlyOwnWorkspace(),
  ],
);

/** Where each token stands. No foreign keys: there are some twenty rows a message. */
export const searchPostings = pgTable(
  'search_postings',
  { workspaceId: workspaceId(), kind: kind(), token: token().notNull(), doc: bigint({ mode: 'bigint' }).notNull() },
  (t) => [primaryKey({ columns: [t.workspaceId, t.kind, t.token, t.doc] }), onlyOwnWorkspace()],
);

/** The workspace's own dictionary: every token that stands somewhere, and in how many places. */
export const searchTokens = pgTable(
  'search_tokens',
  { workspaceId: workspaceId(), kind: kind(), token: token().notNull(), docs: integer().notNull() },
  (t) => [primaryKey({ columns: [t.workspaceId, t.kind, t.token] }), onlyOwnWorkspace()],
);

/** What each word of the dictionary looks like with a letter left out. */
export const searchSpellings = pgTable(
  'search_spellings',
  { workspaceId: workspaceId(), kind: kind(), spelling: token().notNull(), token: token().notNull() },
  (t) => [primaryKey({ columns: [t.workspaceId, t.kind, t.spelling, t.token] }), onlyOwnWorkspace()],
);
