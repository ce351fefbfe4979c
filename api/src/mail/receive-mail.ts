import { MessageId, type ThreadId, type WorkspaceId } from '@everthread/shared/models/ids';
import { MESSAGE_MAX_LENGTH } from '@everthread/shared/models/message';
import { and, eq, sql } from 'drizzle-orm';
import type { Context, MailSender, Surroundings, SystemActor } from '../context.ts';
import { inWorkspace, runBatch } from '../db/in-workspace.ts';
import { receivedMails, workspaceMail } from '../db/schema/mail.ts';
import { threads } from '../db/schema/threads.ts';
import { topics } from '../db/schema/topics.ts';
import { visitors } from '../db/schema/visitors.ts';
import { log } from '../log.ts';
import { appendMessage } from '../messages/append-message.ts';
import { firstCharacters } from '../messages/first-characters.ts';
import { isRepeat } from '../messages/stored-message.ts';
import { recordEvent } from '../outbox/record-event.ts';
import { actorsThread } from '../threads/actors-thread.ts';
import { lockThread } from '../threads/lock-thread.ts';
import { countTry } from '../throttles/throttle.ts';
import { cameByList } from './by-list.ts';
import { type Correspondent, newCorrespondent, whoseToken } from './find-correspondent.ts';
import { foldQuotes } from './fold-quotes.ts';
import { messageIdOf } from './header-text.ts';
import { keepMailedFiles } from './keep-files.ts';
import { sanitizeMail } from './mail-html.ts';
import { mailId } from './mail-key.ts';
import { mailedSeq } from './mailed-seq.ts';
import { receiveFromAgent } from './receive-from-agent.ts';
import type { ReceivedMail } from './received-mail.ts';
import { readReplyAddress } from './reply-address.ts';
import { type Gateway, isVouchedFor } from './vouched-for.ts';
import { whyAutomatic } from './why-automatic.ts';

export type Receipt = { name: 'stored' | 'repeated'; workspaceId: WorkspaceId } | { name: 'ignored'; because: string };

const byAddress = { of: 'mail from an address', max: 30, minutes: 60 };
const byWorkspace = { of: 'mail to a workspace', max: 600, minutes: 60 };

/**
 * Takes in a mail that came for a workspace: an answer to one of ours goes into its thread, any other begins one. A mail
 * proves nothing by what it says of itself. It is the visitor's own where it came to the address that only his mailbox
 * was given, from that mailbox, and its domain vouches for it; otherwise it is marked as what anybody may have written.
 * Numbers in subjects and References lead nowhere. What comes by way of a list proves nothing; what programs write is left
 * alone. Safe to repeat.
 */
export async function receiveMail(
  surroundings: Surroundings,
  files: R2Bucket,
  mail: ReceivedMail,
  gateway: Gateway,
): Promise<Receipt> {
  const { config } = surroundings;
  const ours = mail.recipients.flatMap((address) => readReplyAddress(config, address) ?? []);
  const to = ours.find(({ token, agentToken }) => token ?? agentToken) ?? ours[0];
  if (!to || !mail.from) return ignored('not_ours');
  const because = whyAutomatic(mail, config);
  if (because) return ignored(because);
  const workspaceId = await workspaceOf(surroundings, to.name);
  if (!workspaceId) return ignored('no_workspace');

  const ctx: Context<SystemActor> = { ...surroundings, actor: { kind: 'system', workspaceId } };
  const { from } = mail;
  if (await isOwnAddress(ctx, from.address)) return ignored('own_address');
  await countTry(ctx, {
    narrow: [{ rule: byAddress, subject: `${workspaceId} ${from.address}` }],
    wide: [{ rule: byWorkspace, subject: workspaceId }],
  });
  const isVouched = !cameByList(mail.headers) && isVouchedFor(mail, gateway);
  if (to.agentToken) {
    const receipt = await receiveFromAgent(ctx, files, mail, to.agentToken, isVouched);
    if (receipt === 'sent') return { name: 'stored', workspaceId };
    if (receipt !== 'nobodys') return ignored(`agent_${receipt}`);
  }
  const who =
    (to.token && (await whoseToken(ctx, to.token, from.address, isVouched))) ??
    (await newCorrespondent(ctx, mail, from, isVouched));
  return { name: await store(ctx, files, mail, who), workspaceId };
}

function ignored(because: string): Receipt {
  log('mail.ignored', { because });
  return { name: 'ignored', because };
}

async function workspaceOf({ db }: Surroundings, name: string): Promise<WorkspaceId | null> {
  const [result] = await runBatch(db, [db.execute(sql`select workspace_of_mail(${name}) as id`)]);
  return (result as { rows: { id: WorkspaceId | null }[] }).rows[0]?.id ?? null;
}

/** What a workspace sends as its own must not come back to it. */
async function isOwnAddress(ctx: Context<SystemActor>, address: string): Promise<boolean> {
  const [own] = await inWorkspace(ctx, [
    ctx.db
      .select({ name: workspaceMail.name })
      .from(workspaceMail)
      .where(
        and(
          eq(workspaceMail.workspaceId, ctx.actor.workspaceId),
          sql`lower(${workspaceMail.sender} || '@' || ${workspaceMail.domain}) = ${address}`,
        ),
      ),
  ]);
  return own.length > 0;
}

async function store(
  ctx: Context<SystemActor>,
  files: R2Bucket,
  mail: ReceivedMail,
  { visitorId, threadId, identity, isProven }: Correspondent,
): Promise<'stored' | 'repeated'> {
  const { workspaceId } = ctx.actor;
  const sender: Context<MailSender> = {
    ...ctx,
    actor: { kind: 'mail-sender', workspaceId, visitorId, identity: isProven ? identity : 'claimed' },
  };
  const attachmentIds = await keepMailedFiles(sender, files, threadId, mail);
  const whichThread = actorsThread(sender.actor, threadId);
  const id = MessageId.parse(mailId(workspaceId, mail, 'message'));
  const entry = {
    id,
    text: wordsOf(mail, attachmentIds.length > 0),
    kind: 'message' as const,
    attachmentIds,
    via: 'mail' as const,
  };
  const html = mail.html === null ? null : await sanitizeMail(mail.html);
  try {
    await inWorkspace(sender, [
      lockThread(ctx.db, whichThread),
      ...(isProven ? [seeMailed(ctx, threadId)] : []),
      appendMessage(sender, whichThread, entry),
      ctx.db
        .update(topics)
        .set({ channel: 'mail', subject: mail.subject || null })
        .where(
          and(
            eq(topics.workspaceId, workspaceId),
            eq(topics.threadId, threadId),
            sql`${topics.firstSeq} = (select last_seq from ${threads} where workspace_id = ${workspaceId} and id = ${threadId})`,
          ),
        ),
      ctx.db.insert(receivedMails).values({
        workspaceId,
        messageId: id,
        fromAddress: mail.from?.address ?? '',
        fromName: mail.from?.name || null,
        subject: mail.subject,
        mailId: messageIdOf(mail.messageId) ?? null,
        isProven,
        text: mail.text,
        html,
        receivedAt: ctx.now(),
      }),
      ctx.db
        .update(visitors)
        .set({
          lastSeenAt: ctx.now(),
          ...(isProven && {
            mailProof: sql`case when mail_address = ${mail.from?.address ?? ''} then 'proven' else mail_proof end`,
            mailProvenBy: sql`case when mail_address = ${mail.from?.address ?? ''} then coalesce(mail_proven_by, 'mail') else mail_proven_by end`,
          }),
        })
        .where(and(eq(visitors.workspaceId, workspaceId), eq(visitors.id, visitorId))),
    ]);
    return 'stored';
  } catch (error) {
    if (isRepeat(error)) return 'repeated';
    throw error;
  }
}

/** Who answers has read what he was mailed, and nothing that was written since. */
const seeMailed = (ctx: Context<SystemActor>, threadId: ThreadId) =>
  ctx.db.execute(sql`
    with seen as (
      update ${threads} thread set visitor_seen_seq = ${mailedSeq}, rev = rev + 1
      where thread.workspace_id = ${ctx.actor.workspaceId} and thread.id = ${threadId}
        and thread.visitor_seen_seq < ${mailedSeq}
      returning thread.workspace_id, thread.id as thread_id
    )
    ${recordEvent({ type: 'thread.seen', threadId }, sql`seen`, ctx.now())}`);

/** What he said, and nothing of what he quotes; all of it is kept beside. */
function wordsOf({ text, subject, isPart }: ReceivedMail, hasFiles: boolean): string {
  const said = foldQuotes(text) || (hasFiles ? '' : subject || '…');
  const whole = isPart ? `${said}\n\n${LEFT_OUT}` : said;
  if (whole.length <= MESSAGE_MAX_LENGTH) return whole;
  const end = isPart ? `…\n\n${LEFT_OUT}` : '…';
  return `${firstCharacters(said, MESSAGE_MAX_LENGTH - end.length)}${end}`;
}

const LEFT_OUT = '(This mail was too large to be taken in whole: some or all of its files were left out.)';
