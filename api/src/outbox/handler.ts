import type { Context, SystemActor } from '../context.ts';
import type { Env } from '../env.ts';
import type { SentRows } from '../messages/message-rows.ts';

/**
 * With what an event is followed up: in nobody's name, within one workspace. `ahead`: the messages of all the events,
 * where whoever claimed the events has read them already.
 */
export type HandlerContext = Context<SystemActor> & { env: Env; ahead?: readonly SentRows[] | undefined };

/**
 * Does one thing that follows from events of one type, given in the order in which they happened. It may be called
 * again for the same events (after a crash, or when one of them failed), so doing it twice must do no harm.
 */
export type Handler<Event> = (ctx: HandlerContext, events: readonly Event[]) => Promise<void>;
