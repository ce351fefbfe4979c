import type { MessageId, ThreadId, VisitorId } from '@everthread/shared/models/ids';
import { type SQL, sql } from 'drizzle-orm';
import type { Context, SystemActor } from '../context.ts';
import { agents } from '../db/schema/agents.ts';
import { attachments } from '../db/schema/attachments.ts';
import { receivedMails, workspaceMail } from '../db/schema/mail.ts';
import { messages } from '../db/schema/messages.ts';
import { threads } from '../db/schema/threads.ts';
import { type PageSeen, visitors } from '../db/schema/visitors.ts';
import { knocks } from '../db/schema/ways-back.ts';
import { workspaces } from '../db/schema/workspaces.ts';
import { mailedSeq } from './mailed-seq.ts';
import { writesOnlyByMail } from './only-by-mail.ts';
import { suppressedBecause } from './suppressions.ts';
import type { Answer } from './unread-mail.ts';

/** Of his own mails so many are named, so that his mailbox shows ours beside them. */
const MOST_ANSWERED = 5;

/** Which answers are to be mailed, and where to. */
export type UnreadBatch = {
  messageId: MessageId; // the last of them, by which it is known however often it is given
  threadId: ThreadId;
  visitorId: VisitorId;
  fromSeq: number;
  toSeq: number;
  address: string;
  language: string | null;
};

export type UnreadRows = {
  workspaceName: string;
  mailName: string;
  sender: string | null; // of the workspace's own domain, once that is verified
  proof: 'claimed' | 'proven' | null; // null: he has not asked to be told there
  isPerson: boolean; // he has proven who he is
  isOnlyByMail: boolean; // that he writes, and from there
  seenSeq: number;
  mailedSeq: number; // where he is told of each answer once; 0 for others
  suppressed: string | null;
  pageUrl: string | null;
  pages: PageSeen[];
  allowedOrigins: string[]; // the sites that the workspace has named
  helpUrl: string | null;
  answers: (Answer & { sentAtMs: number })[];
  before: string | null;
  subject: string | null;
  mailedId: MessageId | null; // by which our last mail in this thread is known
  answeredIds: string[]; // the Message-IDs of his own last mails there, oldest first
};

/** How far the address at which a visitor asked to be told is proven; null where he did not ask for it. */
const proofOf = (address: string): SQL => sql`case
    when visitor.identity = 'verified' and lower(visitor.email) = ${address.toLowerCase()} then 'proven'
    when visitor.mail_address = ${address} then visitor.mail_proof end`;

/**
 * All that a mail about these answers says, as it now is. Who only writes by mail is told of each answer once: what went before
 * is left out. No row where the thread is no longer the visitor's.
 */
export function selectUnread(ctx: Context<SystemActor>, batch: UnreadBatch) {
  const { workspaceId } = ctx.actor;
  const { threadId, visitorId, fromSeq, toSeq, address } = batch;
  const inThread = (name: string) =>
    sql`${sql.raw(name)}.workspace_id = ${workspaceId} and ${sql.raw(name)}.thread_id = ${threadId}`;
  return ctx.db.execute<UnreadRows>(sql`
    select workspace.name as "workspaceName", mail.name as "mailName",
      case when mail.status = 'verified' then mail.sender || '@' || mail.domain end as sender,
      ${proofOf(address)} as proof, thread.visitor_seen_seq as "seenSeq", already.seq as "mailedSeq", visitor.page_url as "pageUrl", visitor.pages,
      visitor.identity = 'verified' as "isPerson", ${writesOnlyByMail} as "isOnlyByMail",
      ${suppressedBecause(ctx, address, workspaceId)} as suppressed,
      workspace.allowed_origins as "allowedOrigins", workspace.help_url as "helpUrl",
      (select coalesce(json_agg(json_build_object('name', coalesce(agent.name, workspace.name), 'text', said.text,
          'sentAtMs', extract(epoch from said.sent_at) * 1000,
          'files', (select coalesce(json_agg(file.name order by file.position), '[]') from ${attachments} file
            where file.workspace_id = said.workspace_id and file.message_id = said.id)) order by said.seq), '[]')
        from ${messages} said
          left join ${agents} agent on agent.workspace_id = said.workspace_id and agent.id = said.agent_id
        where ${inThread('said')} and said.seq between greatest(${fromSeq}, already.seq + 1) and ${toSeq} and said.kind = 'message'
          and said.author_kind <> 'visitor' and said.deleted_at is null) as answers,
      (select words.text from ${messages} words where ${inThread('words')} and words.seq < ${fromSeq}
        and words.author_kind = 'visitor' and words.deleted_at is null and words.text <> ''
        order by words.seq desc limit 1) as before,
      (select came.subject from ${receivedMails} came join ${messages} words on words.workspace_id = came.workspace_id
          and words.id = came.message_id
        where ${inThread('words')} and words.author_kind = 'visitor' and came.is_proven and came.subject <> '' order by words.seq desc limit 1) as subject,
      (select last.id from ${messages} told
          join ${knocks} knock on knock.workspace_id = told.workspace_id and knock.message_id = told.id and knock.rung = 'mail'
          join ${messages} last on last.workspace_id = knock.workspace_id and last.id = knock.mailed_up_to
        where ${inThread('told')} and ${inThread('last')} and last.seq < ${toSeq} order by last.seq desc limit 1) as "mailedId",
      array(select mail_id from (select came.mail_id, words.seq from ${receivedMails} came join ${messages} words
          on words.workspace_id = came.workspace_id and words.id = came.message_id
        where ${inThread('words')} and words.author_kind = 'visitor' and came.mail_id is not null and came.from_address = ${address.toLowerCase()}
          and words.seq < ${toSeq} order by words.seq desc limit ${MOST_ANSWERED}) his order by seq) as "answeredIds"
    from ${threads} thread
      join ${visitors} visitor on visitor.workspace_id = thread.workspace_id and visitor.id = thread.visitor_id
      join ${workspaces} workspace on workspace.id = thread.workspace_id
      join ${workspaceMail} mail on mail.workspace_id = thread.workspace_id
      cross join lateral (select case when ${writesOnlyByMail} then ${mailedSeq} else 0 end as seq) already
    where thread.workspace_id = ${workspaceId} and thread.id = ${threadId} and thread.visitor_id = ${visitorId}`);
}
