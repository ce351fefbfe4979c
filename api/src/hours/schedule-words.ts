import type { Schedule } from '@everthread/shared/models/schedule';

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const MAX_LENGTH = 300;

/** A schedule on one line, as the log keeps it: "Mon 09:00–17:00, Tue 09:00–17:00; Europe/Paris; 3 holidays". */
export function scheduleWords(schedule: Schedule | null): string {
  if (!schedule) return '';
  const { weekly, timeZone, holidays, openings } = schedule;
  const days = DAYS.flatMap((name, index) => {
    const slots = weekly.filter(({ day }) => day === index + 1).map(({ from, to }) => `${from}–${to}`);
    return slots.length > 0 ? [`${name} ${slots.join(' ')}`] : [];
  });
  const count = (items: readonly unknown[], one: string) =>
    items.length === 0 ? [] : [`${items.length} ${one}${items.length === 1 ? '' : 's'}`];
  const parts = [days.join(', ') || 'closed', timeZone, ...count(holidays, 'holiday'), ...count(openings, 'opening')];
  return parts.join('; ').slice(0, MAX_LENGTH);
}
