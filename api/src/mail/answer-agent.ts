import type { ThreadId } from '@everthread/shared/models/ids';
import type { TeamMessage } from '@everthread/shared/models/message';
import { eq } from 'drizzle-orm';
import type { Context, SystemActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { workspaceMail } from '../db/schema/mail.ts';
import { workspaces } from '../db/schema/workspaces.ts';
import { AppError } from '../errors.ts';
import { log } from '../log.ts';
import { countTry, forgetTries } from '../throttles/throttle.ts';
import { agentReplyAddress } from './agent-reply-address.ts';
import { ANSWER_ABOVE } from './answer-mark.ts';
import { addressOf, mailbox, messageIdOf } from './header-text.ts';
import { leaveDraft, type MailedDraft } from './leave-draft.ts';
import { mailId } from './mail-key.ts';
import { renderMail } from './mail-text.ts';
import type { Answerer } from './receive-from-agent.ts';
import type { ReceivedMail } from './received-mail.ts';
import { returnLimit } from './recipient-limits.ts';
import { deliver, MailError } from './send-mail.ts';

/** Why an agent's mail became no message. */
export type Refusal = 'not_proven' | 'off' | 'role' | 'over' | 'gone' | 'parted' | 'unclear' | 'empty' | 'too_long';

const WHY: Record<Refusal, string> = {
  not_proven:
    'Somebody answered a mail that was yours from another mailbox, or from one whose domain does not vouch for it (DMARC). Only what comes from your own address counts as yours.',
  off: 'Answering by mail is turned off in this workspace. An admin can allow it in Settings → Way back.',
  role: 'Your role there is to look on: it does not write to visitors.',
  over: 'The mail that you answered is too old to be answered.',
  gone: 'The conversation that you answered is no longer there.',
  parted:
    'The conversation that you answered was of two visitors, who have been made two again since. Open the one whom you mean, and answer there.',
  unclear:
    'Your words could not be told from those of the mail that you answered. Write them above all that is quoted.',
  empty: 'There was nothing in it beside what it quotes.',
  too_long: 'It is longer than a message can be.',
};

const refused = { of: 'refused mails of an agent', max: 1, minutes: 24 * 60 };
const ANSWERED_WITHIN_MS = 14 * 24 * 60 * 60 * 1000;
const MOST_SHOWN = 10;

type Ctx = Context<SystemActor>;
type NotSent = { said: string; between: readonly TeamMessage[]; threadId: ThreadId };

/**
 * Says to an agent that what he mailed became no message, and why. His own he gets back each time; of what somebody else
 * may have written he is told once a day.
 */
export async function tellRefused(
  ctx: Ctx,
  who: Answerer,
  mail: ReceivedMail,
  because: Refusal,
  draft: MailedDraft | undefined,
): Promise<void> {
  const { workspaceId } = ctx.actor;
  log('mail.refused', { workspaceId, because });
  const words = (paragraphs: readonly string[]): Words => ({
    subject: 'Your answer by mail was not sent',
    paragraphs: [WHY[because], ...paragraphs],
    button: { label: 'Open the inbox', url: `${ctx.config.publicUrl}/inbox/${workspaceId}/all` },
  });
  if (because === 'not_proven') return tellOfOthers(ctx, who, mail, words([]));
  if (await send(ctx, who, mail, words([quoted(mail.text)]))) return;
  await leave(ctx, who, draft);
}

/** Anybody can bring these about. */
async function tellOfOthers(ctx: Ctx, who: Answerer, mail: ReceivedMail, words: Words): Promise<void> {
  const once = { rule: refused, subject: `${ctx.actor.workspaceId} ${who.agentId}` };
  try {
    await countTry(ctx, { narrow: [once], wide: [] });
  } catch (error) {
    if (error instanceof AppError && error.code === 'too_many') return;
    throw error;
  }
  await send(ctx, who, mail, words).catch(async (error: unknown) => {
    await forgetTries(ctx, { clear: [], giveBack: [once] });
    throw error;
  });
}

/** Gives an agent his words back, with what came in between; an answer to that is on the new state. */
export async function tellNotSent(ctx: Ctx, who: Answerer, mail: ReceivedMail, stale: NotSent): Promise<void> {
  const { workspaceId } = ctx.actor;
  const { said, between, threadId } = stale;
  const last = between.at(-1);
  const cameBetween = between.slice(-MOST_SHOWN).map(({ author, text }) => {
    return `${author.kind === 'visitor' ? 'The visitor' : author.name || 'The bot'}: ${text || '(a file)'}`;
  });
  const isTold = await send(
    ctx,
    who,
    mail,
    {
      subject: 'Not sent: something was written in between',
      paragraphs: [
        ANSWER_ABOVE,
        'Your answer was not sent, since this was written after what you had been mailed:',
        ...cameBetween,
        'This is what you wrote:',
        quoted(said),
        'To send it all the same, or something else, reply to this mail.',
      ],
      button: {
        label: 'Open it',
        url: `${ctx.config.publicUrl}/inbox/${workspaceId}/all${last ? `/${threadId}/${last.topicId}` : ''}`,
      },
    },
    last && { threadId, seenSeq: last.seq },
  );
  if (!isTold) await leave(ctx, who, { threadId, kind: 'message', said });
}

/** What cannot be mailed back waits for him in the inbox. */
async function leave(ctx: Ctx, { agentId }: Answerer, draft: MailedDraft | undefined): Promise<void> {
  const isLeft = draft && draft.said !== '' && (await leaveDraft(ctx, agentId, draft));
  if (!isLeft) log('mail.agent_not_told', { workspaceId: ctx.actor.workspaceId });
}

const quoted = (text: string): string => text.slice(0, 10_000).toWellFormed().replace(/^/gm, '> ');

type Words = { subject: string; paragraphs: readonly string[]; button: { label: string; url: string } };

/** Whether it went. */
async function send(
  ctx: Ctx,
  { agentId, address }: Answerer,
  mail: ReceivedMail,
  words: Words,
  answering?: { threadId: ThreadId; seenSeq: number },
): Promise<boolean> {
  const { config, actor } = ctx;
  const { workspaceId } = actor;
  const [[row]] = await inWorkspace(ctx, [
    ctx.db
      .select({ name: workspaces.name, mailName: workspaceMail.name })
      .from(workspaces)
      .innerJoin(workspaceMail, eq(workspaceMail.workspaceId, workspaces.id))
      .where(eq(workspaces.id, workspaceId)),
  ]);
  if (!row) return false;
  const until = new Date(ctx.now().getTime() + ANSWERED_WITHIN_MS);
  const replyTo =
    answering && agentReplyAddress(config, row.mailName, { ...answering, workspaceId, agentId, isNote: false, until });
  const answered = messageIdOf(mail.messageId);
  const footnote = `You get this because you answered a mail of “${row.name}”.`;
  const outgoing = {
    from: mailbox(row.name, addressOf(config.mail.from)),
    to: address,
    ...renderMail({ ...words, footnote }),
    ...(replyTo && { replyTo }),
    headers: {
      ...(answered && { 'In-Reply-To': answered, References: answered }),
      'Auto-Submitted': 'auto-replied',
      'X-Auto-Response-Suppress': 'All',
      'X-Everthread-Loop': workspaceId,
    },
  };
  const often = returnLimit(address);
  try {
    await countTry(ctx, { narrow: [often], wide: [] });
    await deliver(config, outgoing, `answered/${workspaceId}/${mailId(workspaceId, mail, 'answer')}`, []);
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'too_many') return false;
    if (!(error instanceof MailError)) throw error;
    await forgetTries(ctx, { clear: [], giveBack: [often] });
    // Who handed the mail over tries again, and it comes to the same.
    if (error.isPassing) throw new AppError('unavailable', 'Please try again in a moment', { retryAfter: 60 });
    return false;
  }
}
