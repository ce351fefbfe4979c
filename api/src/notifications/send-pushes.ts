import type { DeviceId } from '@everthread/shared/models/ids';
import { inArray } from 'drizzle-orm';
import { inWorkspace } from '../db/in-workspace.ts';
import { pushDevices } from '../db/schema/push.ts';
import { log } from '../log.ts';
import type { OutboxEvent } from '../outbox/events.ts';
import type { Handler, HandlerContext } from '../outbox/handler.ts';
import { recordAll } from '../outbox/record-event.ts';
import { retryDelayMs } from '../outbox/retry-delay.ts';
import { DEFAULT_SETTINGS } from './default-settings.ts';
import { openWindowsOf } from './notify-absent.ts';
import type { PushOutcome } from './push-answer.ts';
import { closingPush, type DeviceRow, selectContents, selectDevices, toPush } from './push-contents.ts';
import { mustShowEachPush } from './push-hosts.ts';
import { quietUntil } from './quiet-until.ts';
import { type Push, type Sender, sendPush } from './send-push.ts';

type Due = Extract<OutboxEvent, { type: 'push.due' }>;
type Over = Extract<OutboxEvent, { type: 'push.over' }>;
type Sending = { event: Due | Over; device: DeviceRow; push: Push };

const LONGEST_MS = 6_000; // all that are sent together, well within what a handler may take

/**
 * Tells agents' devices what they have not read still. Another try may come hours later, so what each wants to hear of, and
 * when, is asked again before each.
 */
export const sendPushes: Handler<Due> = async (ctx, events) => {
  const [{ rows: devices }, { rows: contents }] = await inWorkspace(ctx, [
    selectDevices(ctx, events),
    selectContents(ctx, events),
  ]);
  const [sending, putOff]: [Sending[], { event: Due; dueAt: Date; expiresAt: Date }[]] = [[], []];
  for (const event of events) {
    const device = deviceOf(event, devices);
    if (!device || device.isAway) continue;
    const settings = device.settings ?? DEFAULT_SETTINGS;
    const quiet = quietUntil(settings, device.hours, ctx.now());
    if (quiet instanceof Date) putOff.push(after(ctx, event, quiet));
    const push = quiet === undefined ? toPush(ctx, event, contents, settings) : undefined;
    if (push) sending.push({ event, device, push });
  }
  if (putOff.length > 0) await inWorkspace(ctx, [recordAll(ctx, putOff)]);
  await sendAll(ctx, sending);
};

/** What is put off is tried for as long as it was to be. */
function after(ctx: HandlerContext, event: Due, dueAt: Date) {
  const expiresAt = new Date(Date.parse(event.until) + dueAt.getTime() - ctx.now().getTime());
  return { event: { ...event, until: expiresAt.toISOString() }, dueAt, expiresAt };
}

/** Takes notifications away from devices; where a window is open, that does it itself. */
export const sendEnds: Handler<Over> = async (ctx, events) => {
  const [{ rows: devices }] = await inWorkspace(ctx, [selectDevices(ctx, events)]);
  const open = new Set((await openWindowsOf(ctx)).map(({ sessionId }) => sessionId));
  await sendAll(
    ctx,
    events.flatMap((event) => {
      const device = deviceOf(event, devices);
      if (!device || open.has(device.sessionId) || mustShowEachPush(device.endpoint)) return [];
      return [{ event, device, push: closingPush(event.topicIds, event.until, ctx.now()) }];
    }),
  );
};

const deviceOf = ({ deviceId, agentId }: Due | Over, devices: readonly DeviceRow[]) =>
  devices.find((device) => device.id === deviceId && device.agentId === agentId);

async function sendAll(ctx: HandlerContext, all: readonly Sending[]): Promise<void> {
  if (all.length === 0) return;
  const sender: Sender = { config: ctx.config, keys: ctx.config.push.agentKeys, now: ctx.now };
  const signal = AbortSignal.timeout(LONGEST_MS);
  const ended = await Promise.all(
    all.map(async (one) => ({ ...one, outcome: await sendPush(sender, one.device, one.push, signal) })),
  );
  await keepOutcomes(ctx, ended);
}

/** A device that is gone is forgotten; what its service could not take now is stored for another try. */
async function keepOutcomes(
  ctx: HandlerContext,
  ended: readonly (Sending & { outcome: PushOutcome })[],
): Promise<void> {
  const devicesBy = (name: PushOutcome['name']): DeviceId[] =>
    ended.filter(({ outcome }) => outcome.name === name).map(({ device }) => device.id);
  const [sent, gone] = [devicesBy('sent'), devicesBy('gone')];
  const again = ended.flatMap((one) => tryAgain(ctx, one));
  for (const { outcome } of ended) {
    if (outcome.name === 'refused') log('push.refused', { workspaceId: ctx.actor.workspaceId, status: outcome.status });
  }
  const statements = [
    ...(sent.length > 0
      ? [ctx.db.update(pushDevices).set({ lastReachedAt: ctx.now() }).where(inArray(pushDevices.id, sent))]
      : []),
    ...(gone.length > 0 ? [ctx.db.delete(pushDevices).where(inArray(pushDevices.id, gone))] : []),
    ...(again.length > 0 ? [recordAll(ctx, again)] : []),
  ];
  if (statements.length > 0) await inWorkspace(ctx, statements);
}

function tryAgain(ctx: HandlerContext, { event, outcome }: Sending & { outcome: PushOutcome }) {
  if (outcome.name !== 'later') return [];
  const tries = event.tries + 1;
  const chance = Number.parseInt(ctx.newId().slice(0, 8), 16) / 2 ** 32;
  const waitMs = Math.max(outcome.retryAfterMs ?? 0, retryDelayMs(tries, chance));
  const [dueAt, expiresAt] = [new Date(ctx.now().getTime() + waitMs), new Date(event.until)];
  return dueAt < expiresAt ? [{ event: { ...event, tries }, dueAt, expiresAt }] : [];
}
