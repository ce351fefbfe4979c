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
import { countTry, forgetTries } from '../throttles/throttle.ts';
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

/**
 * Mails the visitor his conversation, and gives the address once the provider has taken it. Throws what `transcriptMail`
 * throws, and `unavailable` where the provider does not take it now: that is not counted as a try.
 */
export async function sendTranscript(ctx: Context<VisitorActor>): Promise<string> {
  const outgoing = await transcriptMail(ctx);
  try {
    await deliver(ctx.config, outgoing, ctx.newId(), [500]);
  } catch (error) {
    if (!(error instanceof MailError)) throw error;
    await forgetTries(ctx, { clear: [], giveBack: triesOf(ctx, outgoing.to) });
    throw new AppError('unavailable', 'The mail could not be sent. Try again in a few minutes');
  }
  return outgoing.to;
}

const triesOf = ({ actor }: Context<VisitorActor>, address: string) => [
  { rule: byVisitor, subject: actor.visitorId },
  recipientLimit(address, true),
];

/**
 * The visitor's conversation as a mail to him: what he sees of it, and only to a mailbox that is proven to be his, since
 * anybody may write anything there. Throws `forbidden` where none is, or where it wants no mail; `too_many`.
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
  await countTry(ctx, { narrow: triesOf(ctx, address), wide: [] });
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
