import type { Absence } from '@everthread/shared/models/profile';
import { useRef } from 'preact/hooks';
import { useLocale } from '../../locale.ts';
import { useHoursWords } from '../../locales/en-hours.ts';
import { Button } from '../../ui/button.tsx';
import { DateField } from './date-field.tsx';
import { datesWords } from './date-words.ts';
import { DatedList } from './dated-list.tsx';

const REASON_MAX_LENGTH = 80;

/** Days on which an agent is not there. */
export function AbsencesSetting({ absences, onSave }: { absences: Absence[]; onSave: (absences: Absence[]) => void }) {
  const { language } = useLocale();
  const w = useHoursWords();
  const form = useRef<HTMLFormElement>(null);

  function add(event: SubmitEvent): void {
    event.preventDefault();
    const typed = new FormData(form.current ?? undefined);
    const text = (name: string) => String(typed.get(name) ?? '').trim();
    const from = text('from');
    const to = text('to') || from;
    if (!from || to < from) return;
    onSave([...absences, { from, to, reason: text('reason') }].toSorted((a, b) => a.from.localeCompare(b.from)));
    form.current?.reset();
  }

  return (
    <>
      <DatedList
        none={w.absences.none}
        disabled={false}
        rows={absences.map((absence, at) => {
          const dates = datesWords(absence, language);
          return {
            key: `${at} ${absence.from}`,
            title: dates,
            when: absence.reason,
            remove: w.absences.remove(dates),
            onRemove: () => onSave(absences.filter((other) => other !== absence)),
          };
        })}
      />
      <form ref={form} onSubmit={add} class="mt-4 flex flex-wrap items-end gap-3">
        <DateField name="from" label={w.holidays.first} isRequired />
        <DateField name="to" label={w.holidays.last} />
        <label class="flex min-w-40 flex-1 flex-col gap-1.5 font-medium">
          {w.absences.reason}
          <input
            name="reason"
            dir="auto"
            autocomplete="off"
            maxLength={REASON_MAX_LENGTH}
            class="h-10 w-full rounded-medium border border-strong-line bg-surface px-3 text-read font-normal"
          />
        </label>
        <Button type="submit" class="h-10">
          {w.absences.add}
        </Button>
      </form>
    </>
  );
}
