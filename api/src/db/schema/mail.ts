import type { MessageId, ThreadId, VisitorId, WorkspaceId } from '@everthread/shared/models/ids';
import type { DnsRecord, MailDomainStatus } from '@everthread/shared/models/mail';
import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  foreignKey,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from 'drizzle-orm/pg-core';
import { messages } from './messages.ts';
import { onlyOwnWorkspace } from './policies.ts';
import { visitors } from './visitors.ts';
import { workspaces } from './workspaces.ts';

const at = () => timestamp({ withTimezone: true });

/** How a workspace sends and takes mail: its name in the addresses that lead to it, and the domain that it sends from. */
export const workspaceMail = pgTable(
  'workspace_mail',
  {
    workspaceId: uuid()
      .$type<WorkspaceId>()
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    // In the addresses that mail to it have, before the `@`.
    name: text().notNull().unique().default(sql`left(replace(gen_random_uuid()::text, '-', ''), 12)`),
    domain: text(), // its own, which it sends from once that is verified
    sender: text(), // before the `@` of it
    providerId: text(), // what the provider calls the domain
    status: text().$type<MailDomainStatus>(),
    records: jsonb().$type<readonly DnsRecord[]>().notNull().default([]),
    checkedAt: at(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId] }),
    check('workspace_mail_name', sql`${t.name} ~ '^[a-z0-9]{6,20}$'`),
    check(
      'workspace_mail_domain',
      sql`(${t.domain} is null) = (${t.sender} is null) and (${t.domain} is null) = (${t.providerId} is null) and (${t.domain} is null) = (${t.status} is null)`,
    ),
    onlyOwnWorkspace(),
  ],
);

/** The code that is on its way to an address of which a visitor says that it is his. One at a time. */
export const mailCodes = pgTable(
  'mail_codes',
  {
    workspaceId: uuid().$type<WorkspaceId>().notNull(),
    visitorId: uuid().$type<VisitorId>().notNull(),
    address: text().notNull(),
    codeHash: text().notNull(), // keyed: a million codes are soon tried
    tries: integer().notNull().default(0),
    endsAt: at().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.visitorId] }),
    foreignKey({ columns: [t.workspaceId, t.visitorId], foreignColumns: [visitors.workspaceId, visitors.id] }).onDelete(
      'cascade',
    ),
    onlyOwnWorkspace(),
  ],
);

/** What a message looked like that came by mail, for the team alone. */
export const receivedMails = pgTable(
  'received_mails',
  {
    workspaceId: uuid().$type<WorkspaceId>().notNull(),
    messageId: uuid().$type<MessageId>().notNull(),
    fromAddress: text().notNull(),
    fromName: text(),
    subject: text().notNull(),
    mailId: text(), // its Message-ID, by which a mailbox shows our answer beside it
    isProven: boolean().notNull(), // the domain of `from_address` vouches for it
    text: text().notNull(), // all of it, what it quotes and how it is signed included
    html: text(), // sanitised
    receivedAt: at().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.messageId] }),
    foreignKey({
      columns: [t.workspaceId, t.messageId],
      foreignColumns: [messages.workspaceId, messages.id],
    }).onDelete('cascade'),
    onlyOwnWorkspace(),
  ],
);

/**
 * Which thread went into which when somebody signed in, so that an answer to a mail of then finds where it belongs. Names
 * what is no more: no foreign keys. A mail is answered within its 90 days, and so long is this kept.
 */
export const joinedThreads = pgTable(
  'joined_threads',
  {
    workspaceId: uuid()
      .$type<WorkspaceId>()
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    oldThreadId: uuid().$type<ThreadId>().notNull(),
    oldVisitorId: uuid().$type<VisitorId>().notNull(),
    intoThreadId: uuid().$type<ThreadId>().notNull(),
    afterSeq: integer().notNull(), // what was joined stands after this place
    at: at().notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.oldThreadId] }), onlyOwnWorkspace()],
);

/**
 * To whom no mail goes any more. Global and without a single address: who has complained about us has complained about
 * all workspaces, and only a keyed hash is needed to know him again.
 */
export const mailSuppressions = pgTable(
  'mail_suppressions',
  {
    key: text().primaryKey(), // of an address, or of an address and the workspace that it wants no mail from
    reason: text().$type<'bounced' | 'complained' | 'unsubscribed'>().notNull(),
    at: at().notNull(),
  },
  (t) => [check('mail_suppressions_reason', sql`${t.reason} in ('bounced', 'complained', 'unsubscribed')`)],
);
