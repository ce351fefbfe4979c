import type { DeviceId, MessageId, VisitorId, WorkspaceId } from '@everthread/shared/models/ids';
import type { PassPurpose, Rung } from '@everthread/shared/models/way-back';
import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { messages } from './messages.ts';
import { onlyOwnWorkspace } from './policies.ts';
import { visitorKeys, visitors } from './visitors.ts';
import { workspaces } from './workspaces.ts';

const at = () => timestamp({ withTimezone: true });
const ofWorkspace = () =>
  uuid()
    .$type<WorkspaceId>()
    .notNull()
    .references(() => workspaces.id, { onDelete: 'cascade' });

/** How a workspace's visitors hear of answers: the keys that sign its pushes, and how long it waits before each way. */
export const waysBack = pgTable(
  'ways_back',
  {
    workspaceId: ofWorkspace(),
    publicKey: text().notNull(), // which browsers are given when they subscribe
    sealedKey: text().notNull(), // with a key that is not in the database
    pushAfterSeconds: integer().notNull().default(30),
    mailAfterMinutes: integer().notNull().default(15),
    showsWords: boolean().notNull().default(true), // who answered and what, on a lock screen too
    agentsAnswer: boolean().notNull().default(false), // by mail, from their own mailboxes
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId] }),
    check('ways_back_push_after', sql`${t.pushAfterSeconds} between 0 and 86400`),
    check('ways_back_mail_after', sql`${t.mailAfterMinutes} between 0 and 10080`),
    onlyOwnWorkspace(),
  ],
);

/** The browsers in which a visitor is pushed to. One hangs on the key for which it was made, and goes with it. */
export const visitorDevices = pgTable(
  'visitor_devices',
  {
    workspaceId: ofWorkspace(),
    id: uuid().$type<DeviceId>().notNull(),
    keyHash: text().notNull(),
    endpoint: text().notNull(),
    p256dh: text().notNull(),
    auth: text().notNull(),
    createdAt: at().notNull(),
    confirmedAt: at().notNull(), // when the browser last said that it has it
    lastReachedAt: at(), // when its push service last took something for it
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    // A browser has one subscription for a workspace, whoever uses it.
    unique().on(t.workspaceId, t.endpoint),
    unique().on(t.workspaceId, t.keyHash),
    foreignKey({
      columns: [t.workspaceId, t.keyHash],
      foreignColumns: [visitorKeys.workspaceId, visitorKeys.keyHash],
    }).onDelete('cascade'),
    onlyOwnWorkspace(),
  ],
);

/** What leads a visitor to his thread in another place, once and soon. Only its SHA-256 is kept. */
export const visitorPasses = pgTable(
  'visitor_passes',
  {
    workspaceId: ofWorkspace(),
    passHash: text().notNull(),
    keyHash: text().notNull(), // of the device on which it was made
    purpose: text().$type<PassPurpose>().notNull(),
    expiresAt: at().notNull(),
    // Who came with it, and waits until the one who made it says that it is he.
    newKeyHash: text(),
    deviceName: text(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.passHash] }),
    foreignKey({
      columns: [t.workspaceId, t.keyHash],
      foreignColumns: [visitorKeys.workspaceId, visitorKeys.keyHash],
    }).onDelete('cascade'),
    index().on(t.workspaceId, t.keyHash),
    check('visitor_passes_purpose', sql`${t.purpose} in ('notify', 'home', 'site', 'carry')`),
    onlyOwnWorkspace(),
  ],
);

/** What leads whoever has a proven mailbox back to his thread from it, once and soon. Only its SHA-256 is kept. */
export const recoveryLinks = pgTable(
  'recovery_links',
  {
    workspaceId: ofWorkspace(),
    linkHash: text().notNull(),
    visitorId: uuid().$type<VisitorId>().notNull(),
    address: text().notNull(), // it opens nothing once he has another
    expiresAt: at().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.linkHash] }),
    foreignKey({
      columns: [t.workspaceId, t.visitorId],
      foreignColumns: [visitors.workspaceId, visitors.id],
    }).onDelete('cascade'),
    index().on(t.workspaceId, t.visitorId),
    onlyOwnWorkspace(),
  ],
);

/** That a visitor was told of what he had not read, up to this message, by which way, and when he has seen it. */
export const knocks = pgTable(
  'knocks',
  {
    workspaceId: ofWorkspace(),
    messageId: uuid().$type<MessageId>().notNull(),
    rung: text().$type<Rung>().notNull(),
    at: at().notNull(),
    failedAt: at(), // it reached nobody, and the next way was taken
    seenAt: at(),
    mailedUpTo: uuid().$type<MessageId>(), // the last message that the mail said; null until the provider has taken one
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.messageId, t.rung] }),
    foreignKey({
      columns: [t.workspaceId, t.messageId],
      foreignColumns: [messages.workspaceId, messages.id],
    }).onDelete('cascade'),
    check('knocks_rung', sql`${t.rung} in ('push', 'mail')`),
    onlyOwnWorkspace(),
  ],
);
