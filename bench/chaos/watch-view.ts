import type { Timeline } from '@everthread/shared/client/timeline';
import type { History, Seen } from './history.ts';
import { toSeen } from './read-answers.ts';

// biome-ignore lint/suspicious/noExplicitAny: the visitor's view and the team's
type AnyTimeline = Timeline<any, any>;

/** Returns a function that is given a thread's timeline whenever it has changed, and writes down how. */
export function watchView(history: History, of: { device: string; life: number; threadId: string }) {
  let before = new Map<string, Seen>();
  let lastCursor = -1;
  return (timeline: AnyTimeline): void => {
    const messages: readonly object[] = timeline.sent;
    const shown = messages.map(toSeen);
    const now = new Map(shown.map((message) => [message.id, message]));
    const came = shown.filter((message) => !isSame(before.get(message.id), message));
    const went = [...before.keys()].filter((id) => !now.has(id));
    const isOrdered = shown.every((message, i) => i === 0 || message.seq > (shown[i - 1]?.seq ?? 0));
    if (came.length === 0 && went.length === 0 && timeline.cursor === lastCursor && isOrdered) return;
    before = now;
    lastCursor = timeline.cursor;
    const { cursor, earliest } = timeline;
    history.note({ event: 'view', ...of, cursor, earliest, came, went, isOrdered });
  };
}

const isSame = (a: Seen | undefined, b: Seen) => a?.rev === b.rev && a.seq === b.seq && a.text === b.text;
