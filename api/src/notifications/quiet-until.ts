import type { NotificationSettings, QuietHours } from '@everthread/shared/models/notification';
import type { WorkingHours } from '@everthread/shared/models/profile';
import type { Schedule } from '@everthread/shared/models/schedule';
import { isOpenAt, nextClosing, nextOpening } from '../promises/hours.ts';

const DAYS = [1, 2, 3, 4, 5, 6, 7];
const MOST_TURNS = 30; // quiet hours and shifts that follow on each other for longer leave no time between them

/** Until when an agent wants to hear nothing: undefined if he may be told now, `never` if no end is in sight. */
export function quietUntil(
  { quiet, isQuietOffShift }: Pick<NotificationSettings, 'quiet' | 'isQuietOffShift'>,
  hours: WorkingHours | null,
  now: Date,
): Date | 'never' | undefined {
  const silence = quiet && everyDay(quiet);
  const shift = isQuietOffShift && hours ? schedule(hours.timeZone, hours.spans) : null;
  let at = now.getTime();
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    const isSilent = silence !== null && isOpenAt(silence, at);
    const isOff = shift !== null && !isOpenAt(shift, at);
    if (!isSilent && !isOff) return at === now.getTime() ? undefined : new Date(at);
    const next = isSilent ? nextClosing(silence, at) : shift && nextOpening(shift, at);
    if (next === undefined || next === null) return 'never';
    at = next;
  }
  return 'never';
}

const everyDay = ({ timeZone, from, to }: QuietHours): Schedule =>
  schedule(
    timeZone,
    DAYS.map((day) => ({ day, from, to })),
  );

const schedule = (timeZone: string, weekly: Schedule['weekly']): Schedule => ({
  timeZone,
  weekly,
  holidays: [],
  openings: [],
});
