import { createHash } from 'node:crypto';
import { atMessage } from '@everthread/shared/client/at-message';
import type { Context, SystemActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { AppError } from '../errors.ts';
import { firstCharacters } from '../messages/first-characters.ts';
import { countTry, forgetTries } from '../throttles/throttle.ts';
import { pageToLeadTo } from '../visitors/page-to-lead-to.ts';
import { addressOf, domainOf, mailbox } from './header-text.ts';
import { noteMailed } from './mailed-seq.ts';
import { recipientLimit } from './recipient-limits.ts';
import { replyAddress } from './reply-address.ts';
import { deliver, MailError, type Outgoing } from './send-mail.ts';
import { stopLink } from './stop-link.ts';
import { renderUnread } from './unread-mail.ts';
import { selectUnread, type UnreadBatch, type UnreadRows } from './unread-rows.ts';

/** `later`: the same batch may be given again. `not_sent`: it need not. */
export type MailOutcome =
  | { name: 'sent' }
  | { name: 'later'; retryAfterMs?: number }
  | {
      name: 'not_sent';
      because: 'nothing' | 'read' | 'not_asked' | 'unsubscribed' | 'bounced' | 'complained' | 'refused';
    };

const DAY_MS = 24 * 60 * 60 * 1000;
const ANSWERED_WITHIN_MS = 90 * DAY_MS;
const BEFORE_LENGTH = 300;

/**
 * Tells a visitor by mail what was answered while he was away: these replies in one mail, with a little of what he wrote
 * before. The batch goes once however often it is given. When it is time for a mail, whoever calls this decides; whether
 * there may be one at all, this does: only where he has asked to be told, and never where nobody wants it.
 *
 * An address that is only claimed may be anybody's. There a mail says that there is an answer and no word of it; who has
 * only ever written by mail is given the answer, and nothing of what was written to us.
 */
export async function mailUnread(
  ctx: Context<SystemActor>,
  batch: UnreadBatch,
  limit?: AbortSignal,
): Promise<MailOutcome> {
  const [{ rows }] = await inWorkspace(ctx, [selectUnread(ctx, batch)]);
  const [found] = rows;
  if (!found?.proof) return { name: 'not_sent', because: 'not_asked' };
  if (found.suppressed) {
    return { name: 'not_sent', because: found.suppressed as 'unsubscribed' | 'bounced' | 'complained' };
  }
  if (found.mailedSeq >= batch.toSeq) return { name: 'sent' }; // with what was to be told after it
  if (found.answers.length === 0) return { name: 'not_sent', because: 'nothing' };
  if (found.seenSeq >= batch.toSeq) return { name: 'not_sent', because: 'read' };

  const often = recipientLimit(batch.address, found.proof === 'proven');
  try {
    await countTry(ctx, { narrow: [often], wide: [] });
  } catch (error) {
    if (error instanceof AppError && error.code === 'too_many') {
      return { name: 'later', retryAfterMs: (error.retryAfter ?? 3_600) * 1_000 };
    }
    throw error;
  }
  try {
    await deliver(ctx.config, toMail(ctx, batch, found), keyOf(ctx, batch), [], limit);
  } catch (error) {
    if (!(error instanceof MailError)) throw error;
    await forgetTries(ctx, { clear: [], giveBack: [often] });
    return error.isPassing ? { name: 'later' } : { name: 'not_sent', because: 'refused' };
  }
  await inWorkspace(ctx, [noteMailed(ctx, batch)]);
  return { name: 'sent' };
}

/**
 * One for each batch and address, also where he has read a part of it meanwhile or its thread was merged. The provider keeps
 * it for a day, and who has seen the answers by then is not told.
 */
const keyOf = ({ actor }: Context<SystemActor>, { messageId, address }: UnreadBatch) =>
  `unread/${actor.workspaceId}/${messageId}/${createHash('sha256').update(address).digest('base64url')}`;

/** The same mail whenever it is made: nothing in it is of this moment. */
function toMail(ctx: Context<SystemActor>, batch: UnreadBatch, found: UnreadRows): Outgoing {
  const { config, actor } = ctx;
  const { threadId, visitorId, address } = batch;
  const isProven = found.proof === 'proven';
  const mayAnswer = isProven || found.isOnlyByMail;
  const last = found.answers.at(-1);
  const until = new Date((last?.sentAtMs ?? 0) + ANSWERED_WITHIN_MS);
  const replyTo = mayAnswer
    ? replyAddress(config, found.mailName, { workspaceId: actor.workspaceId, threadId, visitorId, until })
    : undefined;
  const stopUrl = stopLink(config, { workspaceId: actor.workspaceId, visitorId, address });
  const from = found.sender ?? addressOf(config.mail.from);
  const domain = config.mail.replyDomain ?? domainOf(from);
  return {
    from: mailbox(found.workspaceName, from),
    to: address,
    ...renderUnread({
      language: batch.language,
      workspaceName: found.workspaceName,
      answers: mayAnswer ? found.answers : [],
      before: isProven && found.before ? firstCharacters(found.before, BEFORE_LENGTH) : null,
      subject: isProven ? found.subject : null,
      pageUrl: linkTo(ctx, batch, found),
      stopUrl,
      canReply: replyTo !== undefined,
    }),
    ...(replyTo !== undefined && { replyTo }),
    headers: {
      ...besideOthers(batch, found, domain),
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'X-Everthread-Loop': actor.workspaceId,
      'List-Unsubscribe': `<${stopUrl}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
  };
}

/**
 * By which a mailbox shows the mail beside what went before: his own mails, and our last one. The provider may give it
 * another Message-ID than ours; so one that never was a mail's is named by all of a thread as well.
 */
function besideOthers({ threadId, messageId }: UnreadBatch, { mailedId, answeredIds }: UnreadRows, domain: string) {
  const root = `<thread.${threadId}@${domain}>`;
  const before = [...(mailedId ? [`<unread.${mailedId}@${domain}>`] : []), ...answeredIds];
  return {
    'Message-ID': `<unread.${messageId}@${domain}>`,
    References: [root, ...before].join(' '),
    'In-Reply-To': before.at(-1) ?? root,
  };
}

/**
 * Where the mail leads: to his page, with the messenger at the answer; where there is none to lead to, to our own. Where the
 * mailbox may be a stranger's, no more of the page is said than a site that the workspace itself has named.
 */
function linkTo(ctx: Context<SystemActor>, { messageId }: UnreadBatch, found: UnreadRows): string | null {
  const isProven = found.proof === 'proven';
  const page = pageToLeadTo(ctx.config, found, isProven ? 'himself' : 'anybody');
  if (page) return atMessage(isProven ? page.href : page.origin, messageId);
  // On ours, only his page could prove who he is; and who has never been on a page reads where he is.
  if (!isProven || found.isPerson || found.isOnlyByMail) return null;
  return `${ctx.config.publicUrl}/talk/${ctx.actor.workspaceId}#${messageId}`;
}
