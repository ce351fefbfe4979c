import type { VisitorId, WorkspaceId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import {
  check,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { onlyOwnWorkspace } from './policies.ts';
import { identitySecrets, workspaces } from './workspaces.ts';

const at = () => timestamp({ withTimezone: true });

export const visitors = pgTable(
  'visitors',
  {
    workspaceId: uuid()
      .$type<WorkspaceId>()
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    id: uuid().$type<VisitorId>().notNull(),
    name: text(),
    email: text(),
    // The workspace's own name for a person, known only from a signed token.
    externalId: text(),
    identity: text().$type<'claimed' | 'verified'>().notNull().default('claimed'),
    pageUrl: text(),
    pageTitle: text(),
    referrer: text(),
    language: text(),
    timeZone: text(),
    attributes: jsonb().$type<Readonly<Record<string, unknown>>>().notNull().default({}), // the workspace's own fields
    firstSeenAt: at().notNull(),
    lastSeenAt: at().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique().on(t.workspaceId, t.externalId),
    check('visitors_external_id', sql`${t.externalId} is null or ${t.identity} = 'verified'`),
    onlyOwnWorkspace(),
  ],
);

/** The keys by which a visitor's devices are known. Only their SHA-256 is kept. */
export const visitorKeys = pgTable(
  'visitor_keys',
  {
    workspaceId: uuid().$type<WorkspaceId>().notNull(),
    keyHash: text().notNull(),
    visitorId: uuid().$type<VisitorId>().notNull(),
    createdAt: at().notNull(),
    lastUsedAt: at().notNull(),
    // The secret that signed the token by which its holder was last proven. What a revoked one let in is let in no more.
    provenBy: text(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.keyHash] }),
    foreignKey({
      columns: [t.workspaceId, t.visitorId],
      foreignColumns: [visitors.workspaceId, visitors.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [t.workspaceId, t.provenBy],
      foreignColumns: [identitySecrets.workspaceId, identitySecrets.id],
    }),
    index().on(t.workspaceId, t.visitorId),
    onlyOwnWorkspace(),
  ],
);
