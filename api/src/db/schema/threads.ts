import type { ThreadId, VisitorId, WorkspaceId } from '@everthread/shared/models/ids';
import type { QuietHours } from '@everthread/shared/models/notification';
import type { WayBackChoice } from '@everthread/shared/models/way-back';
import { sql } from 'drizzle-orm';
import {
  check,
  foreignKey,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { onlyOwnWorkspace } from './policies.ts';
import { visitors } from './visitors.ts';

/** One a visitor. Both counters move only under this row's lock, which is what makes them gapless. */
export const threads = pgTable(
  'threads',
  {
    workspaceId: uuid().$type<WorkspaceId>().notNull(),
    id: uuid().$type<ThreadId>().notNull(),
    visitorId: uuid().$type<VisitorId>().notNull(),
    lastSeq: integer().notNull().default(0),
    rev: integer().notNull().default(0),
    // How far each side has seen the other's messages, for the receipts.
    visitorSeenSeq: integer().notNull().default(0),
    teamSeenSeq: integer().notNull().default(0),
    createdAt: timestamp({ withTimezone: true }).notNull(),
    // How its visitor wants to hear of answers while he is away, and when he does not.
    wayBack: text().$type<WayBackChoice>().notNull().default('any'),
    quiet: jsonb().$type<QuietHours>(),
    lookAt: timestamp({ withTimezone: true }), // when it is next looked whether there is something to tell him
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique().on(t.workspaceId, t.visitorId),
    foreignKey({
      columns: [t.workspaceId, t.visitorId],
      foreignColumns: [visitors.workspaceId, visitors.id],
    }).onDelete('cascade'),
    check('threads_way_back', sql`${t.wayBack} in ('any', 'push', 'mail', 'done', 'never')`),
    onlyOwnWorkspace(),
  ],
);
