import type { DeviceId, VisitorId, WorkspaceId } from '@everthread/shared/models/ids';
import type { PassPurpose } from '@everthread/shared/models/way-back';
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

/** A page on which a visitor was, as his browser reported it. */
export type PageSeen = { url: string; title: string | null; at: string };

/** What the workspace's own site has said under a name. Whoever wrote the field since, where it is another value now, it was not the site. */
export type AttributeSaid = { by: 'signed' | 'claimed'; value: string | number | boolean };

/** What is proven goes first; what the team knows goes before what somebody only says. */
const shown = (what: 'name' | 'email') =>
  sql.raw(
    `case when identity = 'verified' then coalesce(${what}, noted_${what}) else coalesce(noted_${what}, ${what}) end`,
  );

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
    // What the team writes down stands beside what he says or has proven, and never becomes proof.
    notedName: text(),
    notedEmail: text(),
    shownName: text().generatedAlwaysAs(shown('name')),
    shownEmail: text().generatedAlwaysAs(shown('email')),
    // The workspace's own name for a person, known only from a signed token.
    externalId: text(),
    identity: text().$type<'claimed' | 'verified'>().notNull().default('claimed'),
    pageUrl: text(),
    pageTitle: text(),
    referrer: text(),
    language: text(),
    timeZone: text(),
    // Where he wants to be told by mail, as he gave it for that; `proven` once its mailbox has shown that it is his.
    mailAddress: text(),
    mailProof: text().$type<'claimed' | 'proven'>(),
    mailProvenBy: text().$type<'code' | 'mail'>(), // he brought back a code, or its domain vouched for what he wrote
    // When it came to be proven, or was proven and ceased to be: a trigger says so, whatever changed it. None from before.
    mailChangedAt: at(),
    attributes: jsonb().$type<Readonly<Record<string, unknown>>>().notNull().default({}), // the workspace's own fields
    // Likewise, for the eyes of those who work here. A column of its own, so that no filter and no export has to think of it.
    privateAttributes: jsonb().$type<Readonly<Record<string, unknown>>>().notNull().default({}),
    // What the site said of him, by name: a field is the site's for as long as it says the same.
    attributeSources: jsonb().$type<Readonly<Record<string, AttributeSaid>>>().notNull().default({}),
    pages: jsonb().$type<readonly PageSeen[]>().notNull().default([]), // where he was last, the oldest first
    firstSeenAt: at().notNull(),
    lastSeenAt: at().notNull(),
    formerIds: uuid().array().$type<VisitorId[]>(), // of those who have become part of him: what still names them is his
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique().on(t.workspaceId, t.externalId),
    // Whom nobody has proven, for those to go who have not been here for long. By when he came first: that never changes.
    index('visitors_unproven').on(t.firstSeenAt).where(sql`identity = 'claimed'`),
    check(
      'visitors_mail_proof',
      sql`(${t.mailAddress} is null) = (${t.mailProof} is null) and ${t.mailProof} in ('claimed', 'proven')`,
    ),
    // Whose thread a mail goes on in.
    index('visitors_mail_address').on(t.workspaceId, t.mailAddress).where(sql`mail_address is not null`),
    check('visitors_mail_proven_by', sql`${t.mailProvenBy} in ('code', 'mail')`),
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
    deviceId: uuid().$type<DeviceId>().notNull().defaultRandom(), // by which the visitor names it, to show it out
    name: text(), // such as "Safari on iPhone", where it was told
    parentHash: text(), // of the device that let it in: it goes where that goes
    letInFor: text().$type<PassPurpose | 'mail'>(), // what the pass was for by which it came, or the link from his mailbox
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.keyHash] }),
    foreignKey({
      columns: [t.workspaceId, t.visitorId],
      foreignColumns: [visitors.workspaceId, visitors.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [t.workspaceId, t.parentHash],
      foreignColumns: [t.workspaceId, t.keyHash],
    }).onDelete('cascade'),
    index('visitor_keys_parent').on(t.workspaceId, t.parentHash).where(sql`parent_hash is not null`),
    foreignKey({
      columns: [t.workspaceId, t.provenBy],
      foreignColumns: [identitySecrets.workspaceId, identitySecrets.id],
    }),
    index().on(t.workspaceId, t.visitorId),
    onlyOwnWorkspace(),
  ],
);
