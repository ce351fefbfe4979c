import { useLocale } from '../../locale.ts';
import { useReportWords } from '../../locales/en-report.ts';
import { dayNames } from '../people/working-week.ts';
import { DataTable, Wide } from './data-table.tsx';

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const LEAST = 15; // percent of the colour, so that one visitor is told from none

/** How many visitors wrote in each hour of the week: the more, the stronger. */
export function HeatMap({ week }: { week: readonly (readonly number[])[] }) {
  const w = useReportWords();
  const { language } = useLocale();
  const names = dayNames(language);
  const most = Math.max(1, ...week.flat());
  const hourName = (hour: number) => `${String(hour).padStart(2, '0')}:00`;
  const write = (count: number) => count.toLocaleString(language);
  const strength = (count: number) => (count === 0 ? 0 : LEAST + ((100 - LEAST) * count) / most);
  return (
    <figure>
      <Wide name={w.busiest.title}>
        <div
          aria-hidden="true"
          dir="ltr"
          class="grid min-w-120 grid-cols-[auto_repeat(24,minmax(0,1fr))] gap-0.5 text-small text-faint forced-color-adjust-none"
        >
          <span />
          {HOURS.map((hour) => (
            <span key={hour} class="w-0">
              {hour % 3 === 0 && hour}
            </span>
          ))}
          {week.map((hours, day) => [
            <span key={names[day]} class="self-center pe-2">
              {names[day]?.slice(0, 3)}
            </span>,
            ...hours.map((count, hour) => (
              <span
                key={`${names[day]} ${hour}`}
                title={w.busiest.cell(names[day] ?? '', hourName(hour), write(count))}
                class="h-6 rounded-small"
                style={{
                  background: `color-mix(in oklab, var(--color-accent) ${strength(count)}%, var(--color-raised))`,
                }}
              />
            )),
          ])}
        </div>
      </Wide>
      <DataTable
        caption={w.busiest.title}
        head={[w.busiest.day, ...HOURS.map(hourName)]}
        rows={week.map((hours, day) => [names[day] ?? '', ...hours.map(write)])}
      />
    </figure>
  );
}
