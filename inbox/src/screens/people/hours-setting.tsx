import type { WorkingHours } from '@everthread/shared/models/profile';
import { useId } from 'preact/hooks';
import { useLocale } from '../../locale.ts';
import { Select } from '../../ui/select.tsx';
import { useWords } from '../settings/words.ts';
import { dayNames, timeZones, withDay } from './working-week.ts';

type HoursSettingProps = { hours: WorkingHours | null; onSave: (hours: WorkingHours | null) => void };

const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
const office = (): WorkingHours => ({
  timeZone: ownZone(),
  spans: [1, 2, 3, 4, 5].map((day) => ({ day, from: '09:00', to: '17:00' })),
});

/** When somebody works: one stretch a day, in his own time zone, or no fixed hours at all. */
export function HoursSetting({ hours, onSave }: HoursSettingProps) {
  const { language } = useLocale();
  const w = useWords();
  const id = useId();

  return (
    <>
      <label class="mb-4 flex items-center gap-3">
        <input
          type="checkbox"
          checked={hours === null}
          onChange={({ currentTarget }) => onSave(currentTarget.checked ? null : office())}
          class="size-4 shrink-0 accent-accent"
        />
        <span class="font-medium">{w.profile.always}</span>
      </label>
      {hours && (
        <>
          <ul class="mb-4 flex flex-col gap-2">
            {dayNames(language).map((name, index) => (
              <Day
                key={name}
                name={name}
                span={hours.spans.find(({ day }) => day === index + 1)}
                onChange={(span) => onSave({ ...hours, spans: withDay(hours.spans, index + 1, span) })}
              />
            ))}
          </ul>
          <div class="flex max-w-md flex-col gap-1.5">
            <label for={`${id}-zone`} class="font-medium">
              {w.profile.zone}
            </label>
            <Select
              id={`${id}-zone`}
              value={hours.timeZone}
              onChange={({ currentTarget }) => onSave({ ...hours, timeZone: currentTarget.value })}
            >
              {timeZones(hours.timeZone).map((zone) => (
                <option key={zone} value={zone}>
                  {zone.replaceAll('_', ' ')}
                </option>
              ))}
            </Select>
          </div>
        </>
      )}
    </>
  );
}

type Span = { from: string; to: string };
type DayProps = { name: string; span: Span | undefined; onChange: (span: Span | undefined) => void };

function Day({ name, span, onChange }: DayProps) {
  const w = useWords();
  const field = 'h-9 w-28 rounded-medium border border-strong-line bg-surface px-2';
  const set = (change: Partial<Span>) => {
    const next = { from: '09:00', to: '17:00', ...span, ...change };
    if (next.from && next.to && next.from < next.to) onChange(next);
  };
  return (
    <li class="flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1">
      <label class="flex w-32 items-center gap-2.5">
        <input
          type="checkbox"
          checked={span !== undefined}
          onChange={({ currentTarget }) => onChange(currentTarget.checked ? { from: '09:00', to: '17:00' } : undefined)}
          class="size-4 shrink-0 accent-accent"
        />
        {name}
      </label>
      {span ? (
        <span class="flex items-center gap-2">
          <input
            type="time"
            aria-label={w.profile.from(name)}
            value={span.from}
            class={field}
            onChange={({ currentTarget }) => set({ from: currentTarget.value })}
          />
          –
          <input
            type="time"
            aria-label={w.profile.to(name)}
            value={span.to}
            class={field}
            onChange={({ currentTarget }) => set({ to: currentTarget.value })}
          />
        </span>
      ) : (
        <span class="text-soft">{w.profile.off}</span>
      )}
    </li>
  );
}
