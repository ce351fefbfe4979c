import type { WaitEvent } from './estimate-events.ts';
import { type Hours, openSpans } from './hours.ts';

/** A wait as it is stored: since when, and how and when it ended, if it has. */
export type StoredWait = {
  topicId: string;
  teamId: string | null;
  kind: string;
  sinceMs: number;
  endedMs: number | null;
  ended: 'replied' | 'left' | null;
};

/** When an agent is there, in each of his teams. */
export type Shift = { agentId: string; teamIds: readonly (string | null)[]; hours: Hours };

/** What happened after one moment and until another, the last of them included, in the order in which it happened. */
export function eventsOf(
  waits: readonly StoredWait[],
  shifts: readonly Shift[],
  afterMs: number,
  untilMs: number,
): WaitEvent[] {
  const events = [...waits.flatMap(eventsOfWait), ...shifts.flatMap((shift) => eventsOfShift(shift, afterMs, untilMs))];
  return events
    .filter(({ atMs }) => atMs > afterMs && atMs <= untilMs)
    .toSorted((a, b) => a.atMs - b.atMs || ORDER.indexOf(a.type) - ORDER.indexOf(b.type));
}

// Of what happened at once: whoever comes is there for those who begin to wait, and a topic ends before it waits again.
const ORDER: readonly WaitEvent['type'][] = ['on-shift', 'off-shift', 'replied', 'left', 'waiting'];

function eventsOfWait({ topicId, teamId, kind, sinceMs, endedMs, ended }: StoredWait): WaitEvent[] {
  const topic = { id: topicId, kind, ...(teamId === null ? {} : { team: teamId }) };
  const begins: WaitEvent = { ...topic, type: 'waiting', atMs: sinceMs };
  return endedMs === null || ended === null ? [begins] : [begins, { ...topic, type: ended, atMs: endedMs }];
}

function eventsOfShift({ agentId, teamIds, hours }: Shift, afterMs: number, untilMs: number): WaitEvent[] {
  return openSpans(hours, afterMs, untilMs + 1).flatMap(({ fromMs, toMs }) =>
    teamIds.flatMap((teamId): WaitEvent[] => {
      const agent = { id: agentId, ...(teamId === null ? {} : { team: teamId }) };
      return [
        { ...agent, type: 'on-shift', atMs: Math.max(fromMs, afterMs + 1) },
        { ...agent, type: 'off-shift', atMs: toMs },
      ];
    }),
  );
}
