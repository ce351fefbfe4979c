import { createHash } from 'node:crypto';
import { and, desc, sql } from 'drizzle-orm';
import type { Context, VisitorActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { workspaceMail } from '../db/schema/mail.ts';
import { messages } from '../db/schema/messages.ts';
import { visitors } from '../db/schema/visitors.ts';
import { workspaces } from '../db/schema/workspaces.ts';
import { AppError } from '../errors.ts';
import { selectMessages } from '../messages/message-rows.ts';
import { toMessage } from '../messages/message-view.ts';
import { actorsThread } from '../threads/actors-thread.ts';
import { visibleTo } from '../threads/changes-after.ts';
import { countTry, forgetTries, isSpent } from '../throttles/throttle.ts';
import { mailAddress } from '../ways-back/reachable-visitors.ts';
import { addressOf, mailbox } from './header-text.ts';
import { recipientLimit } from './recipient-limits.ts';
import { replyAddress } from './reply-address.ts';
import { deliver, MailError, type Outgoing } from './send-mail.ts';
import { type Reason, suppressedBecause } from './suppressions.ts';
import { renderTranscript, type Said } from './transcript-mail.ts';

// Mailboxes cut long mails. The download has all of it.
const MOST_MESSAGES = 500;
const MOST_CHARACTERS = 80_000;

const byVisitor = { of: 'transcripts of a visitor', max: 3, minutes: 24 * 60 };
// Each press reads the conversation, also one that is answered without a mail.
const presses = { of: 'presses for a transcript', max: 30, minutes: 60 };

type Reader = {
  address: string | null;
  isProven: boolean;
  language: string | null;
  timeZone: string | null;
  workspaceName: string;
  mailName: string;
  sender: string | null; // of the workspace's own domain, once that is verified
};

const ANSWERED_WITHIN_MS = 90 * 24 * 60 * 60 * 1000;

// Whoever asks again within this time, and nothing was said since, has it already.
const asItStands = { of: 'a mailed conversation as it stands', max: 1, minutes: 10 };

/**
 * Mails the visitor his conversation once, and says where it went when the provider has taken it; `isRepeated`: moments
 * ago, for another press. Throws what `transcriptMail` throws; `too_many`; and `unavailable` where the provider does not
 * take it now: that is not counted as a try.
 */
export async function sendTranscript(ctx: Context<VisitorActor>): Promise<{ address: string; isRepeated: boolean }> {
  await countTry(ctx, { narrow: [{ rule: presses, subject: ctx.actor.visitorId }], wide: [] });
  const outgoing = await transcriptMail(ctx);
  const address = outgoing.to;
  const sent = { rule: asItStands, subject: `${ctx.actor.visitorId}\n${address}\n${outgoing.text}` };
  if (await isSpent(ctx, sent)) return { address, isRepeated: true };
  const tries = [{ rule: byVisitor, subject: ctx.actor.visitorId }, recipientLimit(address, true)];
  await countTry(ctx, { narrow: tries, wide: [] });
  try {
    await deliver(ctx.config, outgoing, onceInAWhile(ctx.now(), sent.subject), [500]);
  } catch (error) {
    if (!(error instanceof MailError)) throw error;
    await forgetTries(ctx, { clear: [], giveBack: tries });
    throw new AppError('unavailable', 'The mail could not be sent. Try again in a few minutes');
  }
  try {
    await countTry(ctx, { narrow: [sent], wide: [] });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    // Two that were asked for at once went under one key, and are one.
    await forgetTries(ctx, { clear: [], giveBack: tries });
    return { address, isRepeated: true };
  }
  return { address, isRepeated: false };
}

/** The same key for the same words for some minutes: what is asked for twice at once, or again after a crash, goes once. */
function onceInAWhile(now: Date, words: string): string {
  const nth = Math.floor(now.getTime() / (asItStands.minutes * 60_000));
  return createHash('sha256').update(`${nth}\n${words}`).digest('base64url');
}

/**
 * The visitor's conversation as a mail to him: what he sees of it, and only to a mailbox that is proven to be his, since
 * anybody may write anything there. Throws `forbidden` where none is, or where it wants no mail.
 */
export async function transcriptMail(ctx: Context<VisitorActor>): Promise<Outgoing> {
  const { workspaceId, visitorId } = ctx.actor;
  const [{ rows }] = await inWorkspace(ctx, [
    ctx.db.execute<Reader>(sql`
      select ${mailAddress} as address, visitor.language, visitor.time_zone as "timeZone", workspace.name as "workspaceName",
        mail.name as "mailName", case when mail.status = 'verified' then mail.sender || '@' || mail.domain end as sender,
        coalesce(visitor.mail_proof = 'proven'
          or (visitor.identity = 'verified' and lower(visitor.email) = lower(${mailAddress})), false) as "isProven"
      from ${visitors} visitor join ${workspaces} workspace on workspace.id = visitor.workspace_id
        join ${workspaceMail} mail on mail.workspace_id = visitor.workspace_id
      where visitor.workspace_id = ${workspaceId} and visitor.id = ${visitorId}`),
  ]);
  const [reader] = rows;
  if (!reader?.address || !reader.isProven) throw new AppError('forbidden', 'Confirm an address for mail first');
  const { address, language, timeZone, workspaceName, mailName, sender } = reader;
  const [suppressed, newestFirst] = await inWorkspace(ctx, [
    ctx.db.execute<{ because: Reason | null }>(sql`select ${suppressedBecause(ctx, address, workspaceId)} as because`),
    selectMessages(ctx.db)
      .where(and(actorsThread(ctx.actor, 'own'), visibleTo(ctx.actor)))
      .orderBy(desc(messages.seq))
      .limit(MOST_MESSAGES + 1),
  ]);
  if (suppressed.rows[0]?.because) throw new AppError('forbidden', 'No mail goes to this address');
  const until = new Date(ctx.now().getTime() + ANSWERED_WITHIN_MS);
  const threadId = newestFirst[0]?.threadId;
  const replyTo = threadId && replyAddress(ctx.config, mailName, { workspaceId, threadId, visitorId, until });
  const said = newestThatFit(newestFirst.map((row) => toSaid(toMessage(row))));
  return {
    from: mailbox(workspaceName, sender ?? addressOf(ctx.config.mail.from)),
    to: address,
    ...(replyTo !== undefined && { replyTo }),
    ...renderTranscript({
      language,
      timeZone,
      workspaceName,
      said: said.toReversed(),
      isCut: said.length < newestFirst.length,
    }),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'X-Everthread-Loop': workspaceId,
    },
  };
}

const toSaid = ({ author, text, attachments, deletedAt, sentAt }: ReturnType<typeof toMessage>): Said => ({
  name: author.kind === 'visitor' ? null : author.name,
  isBot: author.kind === 'bot',
  text: deletedAt ? null : text,
  files: attachments.map(({ name }) => name),
  at: new Date(sentAt),
});

function newestThatFit(newestFirst: readonly Said[]): readonly Said[] {
  let characters = 0;
  const end = newestFirst.findIndex(({ text }) => {
    characters += text?.length ?? 0;
    return characters > MOST_CHARACTERS;
  });
  return newestFirst.slice(0, Math.min(end < 0 ? MOST_MESSAGES : Math.max(end, 1), MOST_MESSAGES));
}
