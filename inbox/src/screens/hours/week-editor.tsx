import type { Schedule } from '@everthread/shared/models/schedule';
import { useId } from 'preact/hooks';
import { useLocale } from '../../locale.ts';
import { useHoursWords } from '../../locales/en-hours.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';
import { dayNames, timeZones } from '../people/working-week.ts';
import { DayRow } from './day-row.tsx';
import { ALL_DAYS, copyDay, dayAndNight, officeHours, slotsOf, withDay } from './week.ts';

type WeekEditorProps = { schedule: Schedule; disabled: boolean; onSave: (schedule: Schedule) => void };

/** The hours of a week, in their time zone. */
export function WeekEditor({ schedule, disabled, onSave }: WeekEditorProps) {
  const { language } = useLocale();
  const w = useHoursWords();
  const id = useId();
  const names = dayNames(language);
  const { weekly, timeZone } = schedule;

  return (
    <>
      <div class="flex max-w-md flex-col gap-1.5">
        <label for={`${id}-zone`} class="font-medium">
          {w.week.zone}
        </label>
        <Select
          id={`${id}-zone`}
          value={timeZone}
          disabled={disabled}
          onChange={({ currentTarget }) => onSave({ ...schedule, timeZone: currentTarget.value })}
        >
          {timeZones(timeZone).map((zone) => (
            <option key={zone} value={zone}>
              {zone.replaceAll('_', ' ')}
            </option>
          ))}
        </Select>
      </div>
      <ul class="mt-4">
        {ALL_DAYS.map((day) => (
          <DayRow
            key={day}
            day={day}
            names={names}
            slots={slotsOf(weekly, day)}
            disabled={disabled}
            onChange={(slots) => onSave({ ...schedule, weekly: withDay(weekly, day, slots) })}
            onCopy={(to) => onSave({ ...schedule, weekly: copyDay(weekly, day, to) })}
          />
        ))}
      </ul>
      {!disabled && (
        <div class="mt-4 flex flex-wrap gap-2">
          <Button size="small" onClick={() => onSave({ ...schedule, weekly: officeHours(timeZone).weekly })}>
            {w.week.usual}
          </Button>
          <Button size="small" onClick={() => onSave({ ...schedule, weekly: dayAndNight() })}>
            {w.week.allWeek}
          </Button>
        </div>
      )}
    </>
  );
}
