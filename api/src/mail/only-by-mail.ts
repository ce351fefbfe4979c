import { type SQL, sql } from 'drizzle-orm';
import { receivedMails } from '../db/schema/mail.ts';
import { messages } from '../db/schema/messages.ts';
import { visitors } from '../db/schema/visitors.ts';

const wrote = sql`${messages} wrote where wrote.workspace_id = thread.workspace_id and wrote.thread_id = thread.id
  and wrote.author_kind = 'visitor'`;

/**
 * Whether the visitor of `thread` has only ever written by mail, and that from where he is mailed: there he reads. That no
 * browser has a key of his says nothing of it, since keys end when he logs out.
 */
export const writesOnlyByMail: SQL = sql`(not exists (select from ${wrote} and wrote.via is null) and exists (
  select from ${receivedMails} came
    join ${messages} said on said.workspace_id = came.workspace_id and said.id = came.message_id
    join ${visitors} writer on writer.workspace_id = came.workspace_id and writer.id = thread.visitor_id
  where said.workspace_id = thread.workspace_id and said.thread_id = thread.id
    and came.from_address = lower(writer.mail_address)))`;
