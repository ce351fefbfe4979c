import type { WorkingHours } from '../models/profile.ts';

/** Whether somebody can be expected to answer now. */
export type Availability = 'here' | 'away' | 'off-shift';

type Known = { isConnected: boolean; isAway: boolean; hours: WorkingHours | null };

/** Outside his hours he is off shift, whatever is open; within them he is here with a window open, unless he says away. */
export function availabilityOf({ isConnected, isAway, hours }: Known, nowMs: number): Availability {
  if (hours && !isWithin(hours, nowMs)) return 'off-shift';
  return isConnected && !isAway ? 'here' : 'away';
}

/** Whether these hours hold at that moment, on the clock of their own time zone. */
export function isWithin({ timeZone, spans }: WorkingHours, nowMs: number): boolean {
  const { day, time } = clockIn(timeZone, nowMs);
  return spans.some((span) => span.day === day && span.from <= time && time < span.to);
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** The day of the week, Monday first, and the time of that clock. */
function clockIn(timeZone: string, nowMs: number): { day: number; time: string } {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const parts = new Map(format.formatToParts(nowMs).map(({ type, value }) => [type, value]));
  return {
    day: DAYS.indexOf(parts.get('weekday') ?? '') + 1,
    time: `${parts.get('hour')}:${parts.get('minute')}`,
  };
}
