import type { Holiday } from '@everthread/shared/models/schedule';
import { useRef } from 'preact/hooks';
import { dayOf } from '../../format.ts';
import { useLocale } from '../../locale.ts';
import { useHoursWords } from '../../locales/en-hours.ts';
import { Button } from '../../ui/button.tsx';
import { DateField } from './date-field.tsx';
import { datesWords } from './date-words.ts';
import { DatedList } from './dated-list.tsx';
import { holidaysInOrder, isOver } from './week.ts';

type HolidaysEditorProps = {
  holidays: readonly Holiday[];
  now: number;
  disabled: boolean;
  onSave: (holidays: Holiday[]) => void;
};

/** Days on which nobody is there, with a way to add some and to clear what is over. */
export function HolidaysEditor({ holidays, now, disabled, onSave }: HolidaysEditorProps) {
  const { language } = useLocale();
  const w = useHoursWords();
  const form = useRef<HTMLFormElement>(null);
  const today = dayOf(now);
  const over = holidays.filter((holiday) => isOver(holiday, today));

  function add(event: SubmitEvent): void {
    event.preventDefault();
    const typed = new FormData(form.current ?? undefined);
    const text = (name: string) => String(typed.get(name) ?? '').trim();
    const from = text('from');
    const to = text('to') || from;
    if (!from || to < from) return;
    const holiday: Holiday = { name: text('name'), from, to, isYearly: typed.get('yearly') !== null };
    onSave(holidaysInOrder([...holidays, holiday]));
    form.current?.reset();
  }

  return (
    <>
      <DatedList
        none={w.holidays.none}
        disabled={disabled}
        rows={holidaysInOrder(holidays).map((holiday, at) => {
          const dates = datesWords(holiday, language, !holiday.isYearly);
          return {
            key: `${at} ${holiday.from} ${holiday.name}`,
            title: holiday.name,
            when: holiday.isYearly ? w.holidays.everyYear(dates) : dates,
            isOver: isOver(holiday, today),
            remove: w.holidays.remove(holiday.name || dates),
            onRemove: () => onSave(holidays.filter((other) => other !== holiday)),
          };
        })}
      />
      {!disabled && (
        <>
          {over.length > 0 && (
            <Button
              size="small"
              look="quiet"
              class="mt-2"
              onClick={() => onSave(holidays.filter((holiday) => !over.includes(holiday)))}
            >
              {w.holidays.removePast(over.length)}
            </Button>
          )}
          <form ref={form} onSubmit={add} class="mt-4 flex flex-wrap items-end gap-3">
            <label class="flex min-w-40 flex-1 flex-col gap-1.5 font-medium">
              {w.holidays.name}
              <input
                name="name"
                dir="auto"
                autocomplete="off"
                maxLength={120}
                class="h-10 w-full rounded-medium border border-strong-line bg-surface px-3 text-read font-normal"
              />
            </label>
            <DateField name="from" label={w.holidays.first} isRequired />
            <DateField name="to" label={w.holidays.last} />
            <label class="flex h-10 items-center gap-2">
              <input type="checkbox" name="yearly" class="size-4 accent-accent" />
              {w.holidays.yearly}
            </label>
            <Button type="submit" class="h-10">
              {w.holidays.add}
            </Button>
          </form>
        </>
      )}
    </>
  );
}
