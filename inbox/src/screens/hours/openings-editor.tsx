import type { Opening } from '@everthread/shared/models/schedule';
import { useRef } from 'preact/hooks';
import { useLocale } from '../../locale.ts';
import { useHoursWords } from '../../locales/en-hours.ts';
import { Button } from '../../ui/button.tsx';
import { DateField } from './date-field.tsx';
import { dateWords } from './date-words.ts';
import { DatedList } from './dated-list.tsx';
import { crossesMidnight, openingsInOrder } from './week.ts';

type OpeningsEditorProps = { openings: readonly Opening[]; disabled: boolean; onSave: (openings: Opening[]) => void };

/** Times at which it is open once, beside what the week says. */
export function OpeningsEditor({ openings, disabled, onSave }: OpeningsEditorProps) {
  const { language } = useLocale();
  const w = useHoursWords();
  const form = useRef<HTMLFormElement>(null);

  function add(event: SubmitEvent): void {
    event.preventDefault();
    const typed = new FormData(form.current ?? undefined);
    const [date, from, to] = ['date', 'from', 'to'].map((name) => String(typed.get(name) ?? ''));
    if (!date || !from || !to) return;
    onSave(openingsInOrder([...openings, { date, from, to }]));
    form.current?.reset();
  }

  return (
    <>
      <DatedList
        none={w.openings.none}
        disabled={disabled}
        rows={openingsInOrder(openings).map((opening, at) => {
          const { date, from, to } = opening;
          const day = dateWords(date, language);
          return {
            key: `${at} ${date} ${from}`,
            title: day,
            when: `${from} – ${to}${crossesMidnight(opening) ? `, ${w.week.nextDay}` : ''}`,
            remove: w.openings.remove(day),
            onRemove: () => onSave(openings.filter((other) => other !== opening)),
          };
        })}
      />
      {!disabled && (
        <form ref={form} onSubmit={add} class="mt-4 flex flex-wrap items-end gap-3">
          <DateField name="date" label={w.openings.date} isRequired />
          <DateField name="from" type="time" label={w.openings.from} isRequired />
          <DateField name="to" type="time" label={w.openings.to} isRequired />
          <Button type="submit" class="h-10">
            {w.openings.add}
          </Button>
        </form>
      )}
    </>
  );
}
