import type { Rung } from '@everthread/shared/models/way-back';
import { and, eq, inArray, isNull } from 'drizzle-orm';
import { inWorkspace } from '../db/in-workspace.ts';
import { knocks } from '../db/schema/ways-back.ts';
import type { OutboxEvent } from '../outbox/events.ts';
import type { HandlerContext } from '../outbox/handler.ts';
import { recordAll } from '../outbox/record-event.ts';
import { chooseKnock } from './choose-knock.ts';
import { type KnockRow, selectKnocks } from './knock-contents.ts';
import { selectUnread, toUnread, type UnreadRow, type UnreadThread } from './knock-rows.ts';

type Knocked = Extract<OutboxEvent, { type: 'knock.push' | 'knock.mail' }>;
export type Wanted<Event> = { event: Event; row: KnockRow };

/** What is to be told by these, and what its visitors want by now. */
export const selectWanted = (ctx: HandlerContext, events: readonly Knocked[]) => {
  const ids = events.map(({ messageId }) => messageId);
  return [selectKnocks(ctx, ids), selectUnread(ctx, ids)] as const;
};

/**
 * Of what was to be told, that of which a visitor still wants to hear in this way, and now: another try may come hours
 * later. In his quiet hours it is put off until after them; where he wants it otherwise, it is chosen anew.
 */
export async function stillWanted<Event extends Knocked>(
  ctx: HandlerContext,
  rung: Rung,
  events: readonly Event[],
  [contents, unread]: readonly [{ rows: KnockRow[] }, { rows: UnreadRow[] }],
): Promise<Wanted<Event>[]> {
  const threads = unread.rows.map(toUnread);
  const [wanted, putOff, unwanted]: [Wanted<Event>[], { event: Event; dueAt: Date }[], Event[]] = [[], [], []];
  for (const event of events) {
    const row = contents.rows.find(({ messageId }) => messageId === event.messageId);
    const thread = row && threads.find(({ threadId }) => threadId === row.threadId);
    if (!thread) continue;
    const knocking = chooseAgain(thread, rung, ctx.now());
    if (knocking.name === rung) wanted.push({ event, row });
    else if (knocking.name === 'later')
      putOff.push({ event: goodFrom(event, knocking.at, ctx.now()), dueAt: knocking.at });
    else if (!('hasArrived' in event)) unwanted.push(event);
  }
  const anew = unwanted.map(({ messageId }) => ({ event: { type: 'answer.watch' as const, messageId } }));
  const again = [...putOff, ...anew];
  if (again.length > 0) {
    await inWorkspace(ctx, [...(unwanted.length > 0 ? [forget(ctx, rung, unwanted)] : []), recordAll(ctx, again)]);
  }
  return wanted;
}

/** As if it was to be decided now whether he is told in this way, and had been waited long enough. */
const chooseAgain = ({ unread }: UnreadThread, rung: Rung, now: Date) =>
  chooseKnock({ ...unread, isTold: false, failed: [], ways: [rung], since: new Date(0) }, now);

/** What is put off is tried for as long as it was to be. */
const goodFrom = <Event extends Knocked>(event: Event, at: Date, now: Date): Event => ({
  ...event,
  until: new Date(Date.parse(event.until) + at.getTime() - now.getTime()).toISOString(),
});

/** He was not told after all. */
const forget = (ctx: HandlerContext, rung: Rung, events: readonly Knocked[]) =>
  ctx.db.delete(knocks).where(
    and(
      eq(knocks.workspaceId, ctx.actor.workspaceId),
      eq(knocks.rung, rung),
      isNull(knocks.seenAt),
      inArray(
        knocks.messageId,
        events.map(({ messageId }) => messageId),
      ),
    ),
  );
