const MORNING = 9;
const LATER_HOURS = 3;
const LAST_HOUR = 21; // later than this is no longer "later today"

/** A moment that people snooze until. Which words it goes by is the menu's to say. */
export type SnoozeTime = { name: 'laterToday' | 'tomorrow' | 'monday' | 'inAWeek'; at: Date };

/** Sensible moments to come back, on the agent's own clock: each is in the future, and none is there twice. */
export function snoozeTimes(now: Date): SnoozeTime[] {
  const later = new Date(now);
  later.setHours(now.getHours() + LATER_HOURS + (now.getMinutes() > 0 ? 1 : 0), 0, 0, 0);
  const isToday = later.toDateString() === now.toDateString() && later.getHours() <= LAST_HOUR;
  const untilMonday = (8 - now.getDay()) % 7 || 7;
  const times: SnoozeTime[] = [
    ...(isToday ? [{ name: 'laterToday', at: later } as const] : []),
    { name: 'tomorrow', at: morning(now, 1) },
    { name: 'monday', at: morning(now, untilMonday) },
    { name: 'inAWeek', at: morning(now, 7) },
  ];
  return times.filter(({ at }, i) => times.findIndex((other) => other.at.getTime() === at.getTime()) === i);
}

// By the calendar, not by hours: a day in which the clocks change has 23 or 25.
const morning = (now: Date, inDays: number): Date =>
  new Date(now.getFullYear(), now.getMonth(), now.getDate() + inDays, MORNING);
