import type { HolidayCalendar } from '@everthread/shared/models/hours';
import { useLocale } from '../../locale.ts';
import { useHoursWords } from '../../locales/en-hours.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { datesWords } from './date-words.ts';
import { holidaysInOrder } from './week.ts';
import { agoWords } from './when-words.ts';

type CalendarListProps = {
  calendars: readonly HolidayCalendar[];
  now: number;
  disabled: boolean;
  onRemove: (calendar: HolidayCalendar) => void;
};

/** The calendars elsewhere that count: what each names, when it was last fetched, and what went wrong since. */
export function CalendarList({ calendars, now, disabled, onRemove }: CalendarListProps) {
  const { language } = useLocale();
  const w = useHoursWords();
  if (calendars.length === 0) return null;
  return (
    <ul class="mt-3 divide-y divide-line">
      {calendars.map((calendar) => {
        const { id, url, holidays, fetchedAt, trouble } = calendar;
        return (
          <li key={id} class="flex items-start gap-3 py-2">
            <div class="min-w-0 flex-1">
              <bdi class="block truncate font-medium" title={url}>
                {url}
              </bdi>
              <details>
                <summary class="w-fit cursor-pointer rounded-small text-soft hover:text-ink">
                  {w.calendar.holds(holidays.length)} · {w.calendar.fetched(agoWords(fetchedAt, now, language))}
                </summary>
                <ul class="mt-1 max-h-80 overflow-y-auto ps-4 text-soft">
                  {holidaysInOrder(holidays).map((holiday) => (
                    <li key={`${holiday.from} ${holiday.to} ${holiday.name}`}>
                      <bdi>{holiday.name}</bdi>, {datesWords(holiday, language, !holiday.isYearly)}
                    </li>
                  ))}
                </ul>
              </details>
              {trouble && <p class="mt-1 text-pretty text-danger">{w.calendar[trouble]}</p>}
            </div>
            {!disabled && (
              <Button
                size="icon"
                look="quiet"
                aria-label={w.calendar.remove(url)}
                title={w.calendar.remove(url)}
                onClick={() => onRemove(calendar)}
              >
                <Icon name="close" />
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
