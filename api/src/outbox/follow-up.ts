import type { ThreadId } from '@everthread/shared/models/ids';
import { describeError, log } from '../log.ts';
import type { SentRows } from '../messages/message-rows.ts';
import { readMessages } from '../realtime/read-messages.ts';
import type { ClaimedEvent } from './claim-events.ts';
import type { OutboxEvent } from './events.ts';
import type { Handler, HandlerContext } from './handler.ts';
import type { HandlerTable } from './handlers.ts';
import { afterFailure, type Outcome } from './outcome.ts';

export type Manner = { handlers: HandlerTable; chance: () => number; handlerLimitMs: number };

/** Does what follows from the claimed events, in order, and says of each how it ended. Never throws. */
export async function followUp(
  ctx: HandlerContext,
  claimed: readonly ClaimedEvent[],
  manner: Manner,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const stuck = new Set<ThreadId>();

  async function tryTogether(events: readonly ClaimedEvent[]): Promise<void> {
    const free = events.filter(({ threadId }) => !threadId || !stuck.has(threadId));
    for (const { id, attempts } of events.filter((event) => !free.includes(event))) {
      outcomes.push({ name: 'put_back', id, attempts });
    }
    const [first, ...others] = free;
    if (!first) return;
    try {
      await within(manner.handlerLimitMs, handle(ctx, free, manner.handlers));
      for (const { id } of free) outcomes.push({ name: 'done', id });
    } catch (error) {
      // Which of them it was shows when each is tried alone. Being told twice does the others no harm.
      if (others.length > 0) for (const event of free) await tryTogether([event]);
      else outcomes.push(fail(first, error));
    }
  }

  function fail(event: ClaimedEvent, error: unknown): Outcome {
    if (event.threadId) stuck.add(event.threadId);
    const outcome = afterFailure(event, error, ctx.now(), manner.chance());
    const { type } = event.event;
    log(`outbox.event_${outcome.name}`, { eventId: event.id, type, attempts: event.attempts, ...describeError(error) });
    return outcome;
  }

  for (const events of runsOfOneType(claimed)) await tryTogether(events);
  return outcomes;
}

async function handle(ctx: HandlerContext, claimed: readonly ClaimedEvent[], handlers: HandlerTable): Promise<void> {
  const events = claimed.map(({ event }) => event);
  const type = events[0]?.type;
  const followers = type && (handlers[type] as readonly Handler<OutboxEvent>[] | undefined);
  // A newer version of this Worker may have stored it: it is kept until that one comes back.
  if (!followers) throw new Error(`No handler for ${type}`);
  const own = { ...ctx, ahead: ctx.ahead ? ofThese(ctx.ahead, events) : await readAhead(ctx, events) };
  for (const handler of followers) await handler(own, events);
}

/** Messages that nobody has read yet, once for all that follows from them: otherwise each of that would ask on its own. */
async function readAhead(ctx: HandlerContext, events: readonly OutboxEvent[]): Promise<SentRows[] | undefined> {
  const ids = events.flatMap((event) =>
    event.type === 'message.sent' || event.type === 'message.changed' ? event.messageId : [],
  );
  return ids.length > 0 ? readMessages(ctx, ids) : undefined;
}

/** Of the messages that were read for several events, those of these. */
function ofThese(ahead: readonly SentRows[], events: readonly OutboxEvent[]): SentRows[] {
  const ids = new Set(events.flatMap((event) => ('messageId' in event ? event.messageId : [])));
  return ahead.filter(({ message }) => ids.has(message.id));
}

/** Neighbours of one type, so that they share trips and yet nothing overtakes. */
function runsOfOneType(events: readonly ClaimedEvent[]): ClaimedEvent[][] {
  const runs: ClaimedEvent[][] = [];
  for (const event of events) {
    const last = runs.at(-1);
    if (last?.[0]?.event.type === event.event.type) last.push(event);
    else runs.push([event]);
  }
  return runs;
}

class TookTooLong extends Error {
  override name = 'TookTooLong';
}

async function within(limitMs: number, work: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TookTooLong()), limitMs);
  });
  try {
    await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
