import type { TargetKind, TargetOutcome } from '@everthread/shared/models/topic-target';
import { addOpenSeconds, type Hours, openSecondsBetween } from '../promises/hours.ts';

/** A stretch in which the visitor of a topic waited for a person, or waits. Times in milliseconds. */
export type Wait = { kind: 'first' | 'next'; since: number; ended: number | null; how: 'replied' | 'left' | null };

/** From when on a topic's status was this. */
export type Turn = { at: number; status: string };

/** What is known of a topic that a target hangs on. `turns`: in order, the last is what it is now. */
export type Course = {
  startedMs: number;
  doneMs: number | null; // while it is done
  isMerged: boolean;
  waits: readonly Wait[];
  turns: readonly Turn[];
};

/** What a target has come to in a topic. No `dueMs`: it rests, or its time will not come. */
export type Reckoned = {
  kind: TargetKind;
  sinceMs: number;
  minutes: number;
  dueMs: number | null;
  warnMs: number | null; // from when on it comes due soon
  outcome: TargetOutcome;
  breachedMs: number | null;
  endedMs: number | null;
};

const MINUTE = 60_000;
/** The team is told a quarter of the time before, but no more than an hour. */
const LONGEST_LEAD_MINUTES = 60;

/** Time that counts: all of it, or that in which the office is open. */
type Clock = {
  after: (atMs: number, minutes: number) => number | null;
  between: (fromMs: number, toMs: number) => number;
};

export const clockOf = (hours: Hours | null): Clock =>
  hours
    ? {
        after: (atMs, minutes) => {
          const due = addOpenSeconds(hours, atMs, minutes * 60);
          return due === undefined ? null : Math.ceil(due);
        },
        between: (fromMs, toMs) => openSecondsBetween(hours, fromMs, toMs) / 60,
      }
    : {
        after: (atMs, minutes) => Math.ceil(atMs + minutes * MINUTE),
        between: (fromMs, toMs) => Math.max(0, toMs - fromMs) / MINUTE,
      };

/** How a target for an answer stands: its time runs from the wait's beginning, and nothing but an answer stops it. */
export function reckonWait({ kind, since, ended, how }: Wait, minutes: number, clock: Clock, nowMs: number): Reckoned {
  const dueMs = clock.after(since, minutes);
  const isLate = dueMs !== null && (ended === null ? nowMs >= dueMs : ended > dueMs);
  const over: TargetOutcome = how === 'replied' ? 'kept' : 'cancelled';
  return {
    kind,
    sinceMs: since,
    minutes,
    dueMs,
    warnMs: clock.after(since, minutes - leadOf(minutes)),
    outcome: isLate ? 'breached' : ended === null ? 'open' : over,
    breachedMs: isLate ? dueMs : null,
    endedMs: ended,
  };
}

/**
 * How a target for the end of a topic stands: its time runs while it is the team's turn, and rests while the visitor is
 * to answer, while the topic is snoozed and while it is done. A topic that is reopened goes on where it stopped.
 */
export function reckonDone(course: Course, minutes: number, clock: Clock, nowMs: number): Reckoned {
  const { startedMs, doneMs, isMerged, turns } = course;
  let left = minutes;
  let breachedMs: number | null = null;
  let dueMs: number | null = null;
  let warnMs: number | null = null;
  for (const [at, { at: fromMs, status }] of turns.entries()) {
    if (status !== 'open') continue;
    const next = turns[at + 1];
    const up: number | null = breachedMs ?? clock.after(fromMs, left);
    // What is done in its last minute is done in time; what still runs then is not.
    if (up !== null && (next ? next.at > up : nowMs >= up)) breachedMs = up;
    if (!next) {
      dueMs = up;
      warnMs = clock.after(fromMs, Math.max(0, left - leadOf(minutes)));
    }
    left = Math.max(0, left - clock.between(fromMs, next?.at ?? nowMs));
  }
  const endedMs = isMerged ? nowMs : doneMs;
  const over: TargetOutcome = isMerged ? 'cancelled' : 'kept';
  return {
    kind: 'done',
    sinceMs: startedMs,
    minutes,
    dueMs: endedMs === null ? dueMs : breachedMs,
    warnMs,
    outcome: breachedMs === null ? (endedMs === null ? 'open' : over) : 'breached',
    breachedMs,
    endedMs,
  };
}

const leadOf = (minutes: number): number => Math.min(LONGEST_LEAD_MINUTES, minutes / 4);

/** Turns in order, of which the last is what is known to be so now, however it came about. */
export function turnsOf(seen: readonly Turn[], status: string, sinceMs: number): Turn[] {
  const turns: Turn[] = [];
  for (const turn of seen.toSorted((a, b) => a.at - b.at)) {
    if (turns.at(-1)?.status !== turn.status) turns.push(turn);
  }
  const { at } = turns.at(-1) ?? { at: sinceMs };
  return turns.at(-1)?.status === status ? turns : [...turns.slice(0, -1), { at, status }];
}
