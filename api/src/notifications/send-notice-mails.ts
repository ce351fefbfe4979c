import type { NotificationSettings } from '@everthread/shared/models/notification';
import { inWorkspace } from '../db/in-workspace.ts';
import { AppError } from '../errors.ts';
import { recipientLimit } from '../mail/recipient-limits.ts';
import { deliver, MailError } from '../mail/send-mail.ts';
import { whySuppressed } from '../mail/suppressions.ts';
import type { OutboxEvent } from '../outbox/events.ts';
import type { Handler, HandlerContext } from '../outbox/handler.ts';
import { recordAll } from '../outbox/record-event.ts';
import { retryDelayMs } from '../outbox/retry-delay.ts';
import { countTry, forgetTries } from '../throttles/throttle.ts';
import { DEFAULT_SETTINGS } from './default-settings.ts';
import { type SaidRow, selectMailboxes, selectSaid } from './notice-mail-rows.ts';
import { type ContentRow, selectContents } from './push-contents.ts';
import { quietUntil } from './quiet-until.ts';
import { type NoticesMailed, toNoticeMail } from './to-notice-mail.ts';

type Mailed = Extract<OutboxEvent, { type: 'notice.mail' }>;
type Again = { event: OutboxEvent; dueAt?: Date };

const LONGEST_MS = 6_000; // all that are sent together, well within what a handler may take
const MOST_MAILS = 10; // together: each asks the database a few times

/**
 * Mails agents what they have not read still: what each wants by then, and when, is asked again before each try. So many
 * at once as a handler has the time for, the others right after.
 */
export const sendNoticeMails: Handler<Mailed> = async (ctx, events) => {
  const [now, next] = [events.slice(0, MOST_MAILS), events.slice(MOST_MAILS)];
  const [{ rows: mailboxes }, { rows: contents }] = await inWorkspace(ctx, [
    selectMailboxes(
      ctx,
      now.map(({ agentId }) => agentId),
    ),
    selectContents(ctx, now),
  ]);
  const again: Again[] = next.map((event) => ({ event }));
  const wanted: NoticesMailed[] = [];
  for (const event of now) {
    const mailbox = mailboxes.find(({ agentId }) => agentId === event.agentId);
    if (!mailbox || mailbox.isAway) continue;
    const settings = mailbox.settings ?? DEFAULT_SETTINGS;
    const own = contents.filter((row) => isWanted(row, event, settings));
    const until = quietUntil(settings, mailbox.hours, ctx.now());
    if (own.length === 0 || until === 'never') continue;
    if (until) again.push({ event: goodFrom(event, until, ctx.now()), dueAt: until });
    else wanted.push({ event, mailbox, settings, contents: own, said: [] });
  }
  const said = await saidIn(ctx, wanted);
  const signal = AbortSignal.timeout(LONGEST_MS);
  const retried = await Promise.all(
    wanted.map((one) =>
      send(ctx, { ...one, said: said.filter(({ threadId }) => threadId === one.contents[0]?.threadId) }, signal),
    ),
  );
  const all = [...again, ...retried.flatMap((one) => one ?? [])];
  if (all.length > 0) await inWorkspace(ctx, [recordAll(ctx, all)]);
};

const isWanted = (row: ContentRow, { agentId, notices }: Mailed, settings: NotificationSettings): boolean =>
  row.agentId === agentId &&
  settings.kinds[row.kind].mail &&
  notices.some(({ topicId, about }) => topicId === row.topicId && about === row.about);

/** What is put off is tried for as long as it was to be. */
const goodFrom = (event: Mailed, at: Date, now: Date): Mailed => ({
  ...event,
  until: new Date(Date.parse(event.until) + at.getTime() - now.getTime()).toISOString(),
});

async function saidIn(ctx: HandlerContext, mails: readonly NoticesMailed[]): Promise<SaidRow[]> {
  const answerable = mails.filter(({ mailbox }) => mailbox.agentsAnswer);
  if (answerable.length === 0) return [];
  const threadIds = [...new Set(answerable.flatMap(({ contents }) => contents.map(({ threadId }) => threadId)))];
  const [{ rows }] = await inWorkspace(ctx, [selectSaid(ctx, threadIds)]);
  return rows;
}

/** Sends one. What to try again, if anything. */
async function send(ctx: HandlerContext, mail: NoticesMailed, signal: AbortSignal): Promise<Again | undefined> {
  const { event, mailbox } = mail;
  if (await whySuppressed(ctx, mailbox.address)) return undefined;
  const often = recipientLimit(mailbox.address, true);
  try {
    await countTry(ctx, { narrow: [often], wide: [] });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'too_many') throw error;
    return tryAgain(ctx, event, (error.retryAfter ?? 3_600) * 1_000);
  }
  try {
    await deliver(ctx.config, toNoticeMail(ctx, mail), `notice/${ctx.actor.workspaceId}/${event.key}`, [], signal);
    return undefined;
  } catch (error) {
    if (!(error instanceof MailError)) throw error;
    await forgetTries(ctx, { clear: [], giveBack: [often] });
    return error.isPassing ? tryAgain(ctx, event, 0) : undefined;
  }
}

function tryAgain(ctx: HandlerContext, event: Mailed, atLeastMs: number): Again | undefined {
  const tries = event.tries + 1;
  const chance = Number.parseInt(ctx.newId().slice(0, 8), 16) / 2 ** 32;
  const dueAt = new Date(ctx.now().getTime() + Math.max(atLeastMs, retryDelayMs(tries, chance)));
  return dueAt < new Date(event.until) ? { event: { ...event, tries }, dueAt } : undefined;
}
