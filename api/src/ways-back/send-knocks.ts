import type { DeviceId } from '@everthread/shared/models/ids';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { inWorkspace } from '../db/in-workspace.ts';
import { knocks, visitorDevices } from '../db/schema/ways-back.ts';
import { mailUnread } from '../mail/mail-unread.ts';
import type { PushOutcome } from '../notifications/push-answer.ts';
import { type Sender, sendPush } from '../notifications/send-push.ts';
import type { OutboxEvent } from '../outbox/events.ts';
import type { Handler, HandlerContext } from '../outbox/handler.ts';
import { recordAll } from '../outbox/record-event.ts';
import { retryDelayMs } from '../outbox/retry-delay.ts';
import { type KnockRow, selectVisitorDevices, toVisitorPush, type VisitorDeviceRow } from './knock-contents.ts';
import { pushKeysOf } from './push-keys.ts';
import { selectWanted, stillWanted, type Wanted } from './still-wanted.ts';
import { tellTeam } from './tell-team.ts';

type ByPush = Extract<OutboxEvent, { type: 'knock.push' }>;
type ByMail = Extract<OutboxEvent, { type: 'knock.mail' }>;
type Knocked = ByPush | ByMail;
type Again = { event: OutboxEvent; dueAt?: Date };
type Pushed = { device: VisitorDeviceRow; outcome: PushOutcome };

type Ended = { event: ByPush; row: KnockRow; pushed: readonly Pushed[] };

const LONGEST_MS = 6_000; // all that are sent together, well within what a handler may take
const MOST_MAILS = 10; // together: each asks the database a few times

/** Pushes to visitors what they have not read still. Where it reaches none of a visitor's browsers, the next way is taken. */
export const sendVisitorPushes: Handler<ByPush> = async (ctx, events) => {
  const ids = events.map(({ messageId }) => messageId);
  const [contents, unread, { rows: devices }] = await inWorkspace(ctx, [
    ...selectWanted(ctx, events),
    selectVisitorDevices(ctx, ids),
  ]);
  const wanted = await stillWanted(ctx, 'push', events, [contents, unread]);
  if (wanted.length === 0) return;
  const sender: Sender = { config: ctx.config, keys: await pushKeysOf(ctx), now: ctx.now };
  const signal = AbortSignal.timeout(LONGEST_MS);
  const ended = await Promise.all(wanted.map(({ event, row }) => pushTo(ctx, sender, event, row, devices, signal)));
  await keepOutcomes(ctx, ended);
};

async function pushTo(
  ctx: HandlerContext,
  sender: Sender,
  event: ByPush,
  row: KnockRow,
  devices: readonly VisitorDeviceRow[],
  signal: AbortSignal,
): Promise<Ended> {
  const { deviceIds, until } = event;
  const wanted = devices.filter(
    ({ id, visitorId }) => visitorId === row.visitorId && (!deviceIds || deviceIds.includes(id)),
  );
  const push = toVisitorPush(ctx, row, until);
  const pushed = await Promise.all(
    wanted.map(async (device) => ({ device, outcome: await sendPush(sender, device, push, signal) })),
  );
  return { event, row, pushed };
}

async function keepOutcomes(ctx: HandlerContext, ended: readonly Ended[]): Promise<void> {
  const ofOutcome = (name: PushOutcome['name']): DeviceId[] =>
    ended.flatMap(({ pushed }) => pushed.filter(({ outcome }) => outcome.name === name).map(({ device }) => device.id));
  const [sent, gone] = [ofOutcome('sent'), ofOutcome('gone')];
  const own = (ids: DeviceId[]) =>
    and(eq(visitorDevices.workspaceId, ctx.actor.workspaceId), inArray(visitorDevices.id, ids));
  const [again, failed]: [Again[], ByPush[]] = [[], []];
  for (const { event, pushed } of ended) {
    const retried = tryAgain(ctx, event, pushed);
    if (retried) again.push(retried);
    else if (!event.hasArrived && !pushed.some(({ outcome }) => outcome.name === 'sent')) failed.push(event);
  }
  const statements = [
    ...(sent.length > 0 ? [ctx.db.update(visitorDevices).set({ lastReachedAt: ctx.now() }).where(own(sent))] : []),
    ...(gone.length > 0 ? [ctx.db.delete(visitorDevices).where(own(gone))] : []),
    ...(failed.length > 0 ? [noteFailed(ctx, failed, 'push')] : []),
    ...recordMany(ctx, [...again, ...failed.map(lookAgain)]),
  ];
  if (statements.length > 0) await inWorkspace(ctx, statements);
  await tellTeam(
    ctx,
    ended.filter(({ event }) => failed.includes(event)).map(({ row }) => row.threadId),
  );
}

/** The browsers whose service could not take it now; nothing where there are none, or where it is too late. */
function tryAgain(ctx: HandlerContext, event: ByPush, pushed: readonly Pushed[]): Again | undefined {
  const later = pushed.filter(({ outcome }) => outcome.name === 'later');
  if (later.length === 0) return undefined;
  const waits = later.map(({ outcome }) => (outcome.name === 'later' && outcome.retryAfterMs) || 0);
  const hasArrived = event.hasArrived || pushed.some(({ outcome }) => outcome.name === 'sent');
  const next = { ...event, deviceIds: later.map(({ device }) => device.id), ...(hasArrived && { hasArrived }) };
  return retry(ctx, next, Math.max(...waits));
}

function retry(ctx: HandlerContext, event: Knocked, atLeastMs: number): Again | undefined {
  const tries = event.tries + 1;
  const chance = Number.parseInt(ctx.newId().slice(0, 8), 16) / 2 ** 32;
  const dueAt = new Date(ctx.now().getTime() + Math.max(atLeastMs, retryDelayMs(tries, chance)));
  return dueAt < new Date(event.until) ? { event: { ...event, tries }, dueAt } : undefined;
}

/** Mails visitors what they have not read still: so many at once as a handler has the time for, the others right after. */
export const sendVisitorMails: Handler<ByMail> = async (ctx, events) => {
  const [now, next] = [events.slice(0, MOST_MAILS), events.slice(MOST_MAILS)];
  const found = await inWorkspace(ctx, selectWanted(ctx, now));
  const wanted = await stillWanted(ctx, 'mail', now, found);
  const signal = AbortSignal.timeout(LONGEST_MS);
  // Those of one thread one after another: what the first has said the next leaves out.
  const byThread = Map.groupBy(wanted, ({ row }) => row.threadId);
  await Promise.all(
    [...byThread.values()].map(async (ofThread) => {
      for (const one of ofThread) await mailTo(ctx, one, signal);
    }),
  );
  const again = recordMany(
    ctx,
    next.map((event) => ({ event })),
  );
  if (again.length > 0) await inWorkspace(ctx, again);
};

async function mailTo(ctx: HandlerContext, { event, row }: Wanted<ByMail>, signal: AbortSignal): Promise<void> {
  const { messageId, threadId, visitorId, fromSeq, toSeq, address, language } = row;
  const outcome = address
    ? await mailUnread(ctx, { messageId, threadId, visitorId, fromSeq, toSeq, address, language }, signal)
    : ({ name: 'not_sent', because: 'not_asked' } as const);
  if (outcome.name === 'sent' || (outcome.name === 'not_sent' && outcome.because === 'read')) return;
  const again = outcome.name === 'later' && retry(ctx, event, outcome.retryAfterMs ?? 0);
  await inWorkspace(
    ctx,
    again ? recordMany(ctx, [again]) : [noteFailed(ctx, [event], 'mail'), ...recordMany(ctx, [lookAgain(event)])],
  );
  if (!again) await tellTeam(ctx, [threadId]);
}

const noteFailed = (ctx: HandlerContext, events: readonly Knocked[], rung: 'push' | 'mail') =>
  ctx.db
    .update(knocks)
    .set({ failedAt: ctx.now() })
    .where(
      and(
        eq(knocks.workspaceId, ctx.actor.workspaceId),
        eq(knocks.rung, rung),
        sql`${knocks.seenAt} is null`,
        inArray(
          knocks.messageId,
          events.map(({ messageId }) => messageId),
        ),
      ),
    );

const lookAgain = ({ messageId }: Knocked): Again => ({ event: { type: 'answer.watch', messageId } });
const recordMany = (ctx: HandlerContext, events: readonly Again[]) =>
  events.length > 0 ? [recordAll(ctx, events)] : [];
