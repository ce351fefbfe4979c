import type { WeeklySlot } from '@everthread/shared/models/schedule';
import { useHoursWords } from '../../locales/en-hours.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Select } from '../../ui/select.tsx';
import { ALL_DAYS, COPIES, crossesMidnight, nextSlot } from './week.ts';

type Slot = Omit<WeeklySlot, 'day'>;
type DayRowProps = {
  day: number;
  names: readonly string[];
  slots: readonly WeeklySlot[];
  disabled: boolean;
  onChange: (slots: readonly Slot[]) => void;
  onCopy: (to: readonly number[]) => void;
};

const field =
  'h-9 w-30 rounded-medium border border-strong-line bg-surface px-2 disabled:border-line disabled:text-soft';

/** One day of the week: its stretches, a way to add one, and to do the same on other days. */
export function DayRow({ day, names, slots, disabled, onChange, onCopy }: DayRowProps) {
  const w = useHoursWords();
  const name = names[day - 1] ?? '';
  const set = (at: number, change: Partial<Slot>) => {
    const next = slots.map(({ from, to }, index) => ({ from, to, ...(index === at && change) }));
    // The browser's field says nothing while it is being filled in.
    if (next.every(({ from, to }) => from && to)) onChange(next);
  };

  return (
    <li class="grid grid-cols-[1fr_auto] items-start gap-x-3 gap-y-2 border-line py-3 not-last:border-b two:grid-cols-[7.5rem_1fr_auto]">
      <h3 class="flex min-h-9 items-center font-medium">{name}</h3>
      <div class="col-span-2 row-start-2 flex flex-col gap-2 two:col-span-1 two:row-start-auto">
        {slots.length === 0 && <span class="flex min-h-9 items-center text-soft">{w.week.closed}</span>}
        {slots.map((slot, at) => (
          // By its place: a field that is being filled in stays the same one.
          <div key={at} class="flex flex-wrap items-center gap-2">
            <input
              type="time"
              aria-label={w.week.from(name)}
              value={slot.from}
              disabled={disabled}
              class={field}
              onChange={({ currentTarget }) => set(at, { from: currentTarget.value })}
            />
            –
            <input
              type="time"
              aria-label={w.week.to(name)}
              value={slot.to === '24:00' ? '00:00' : slot.to}
              disabled={disabled}
              class={field}
              onChange={({ currentTarget }) => set(at, { to: currentTarget.value })}
            />
            <Button
              size="icon"
              look="quiet"
              disabled={disabled}
              aria-label={w.week.remove(name, slot.from)}
              title={w.week.remove(name, slot.from)}
              onClick={() => onChange(slots.filter((_, index) => index !== at))}
            >
              <Icon name="close" />
            </Button>
            {(slot.to === '24:00' || slot.to === '00:00') && slot.from === '00:00' ? (
              <span class="text-small text-faint">{w.week.dayAndNight}</span>
            ) : (
              crossesMidnight(slot) && <span class="text-small text-faint">{w.week.nextDay}</span>
            )}
          </div>
        ))}
      </div>
      {!disabled && (
        <div class="col-start-2 row-start-1 flex items-center gap-2 two:col-start-3">
          <Button
            size="small"
            look="quiet"
            aria-label={w.week.add(name)}
            onClick={() => onChange([...slots, nextSlot(slots)])}
          >
            <Icon name="plus" /> {w.week.addShort}
          </Button>
          <span class="flex w-26 *:w-full">
            <Select
              size="small"
              aria-label={w.week.copy(name)}
              value=""
              onChange={({ currentTarget }) => {
                const to = COPIES[currentTarget.value] ?? [Number(currentTarget.value)];
                currentTarget.value = '';
                onCopy(to);
              }}
            >
              <option value="">{w.week.copyShort}</option>
              <option value="weekdays">{w.week.toWeekdays}</option>
              <option value="all">{w.week.toAll}</option>
              {ALL_DAYS.filter((other) => other !== day).map((other) => (
                <option key={other} value={other}>
                  {names[other - 1]}
                </option>
              ))}
            </Select>
          </span>
        </div>
      )}
    </li>
  );
}
