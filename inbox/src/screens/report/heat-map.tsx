import { useLocale } from '../../locale.ts';
import { useReportWords } from '../../locales/en-report.ts';
import { dayNames } from '../people/working-week.ts';
import { DataTable, Wide } from './data-table.tsx';

const [CELL, LEFT, TOP] = [20, 34, 14];
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** How many visitors wrote in each hour of the week: the more, the stronger. */
export function HeatMap({ week }: { week: readonly (readonly number[])[] }) {
  const w = useReportWords();
  const { language } = useLocale();
  const names = dayNames(language);
  const most = Math.max(1, ...week.flat());
  const hourName = (hour: number) => `${String(hour).padStart(2, '0')}:00`;
  const write = (count: number) => count.toLocaleString(language);
  return (
    <figure>
      <Wide name={w.busiest.title}>
        <svg
          aria-hidden="true"
          direction="ltr"
          viewBox={`0 0 ${LEFT + 24 * CELL} ${TOP + 7 * CELL}`}
          class="w-full min-w-120"
        >
          {HOURS.filter((hour) => hour % 3 === 0).map((hour) => (
            <text key={hour} x={LEFT + hour * CELL} y="9" class="fill-faint text-[9px]">
              {hour}
            </text>
          ))}
          {week.map((hours, day) => (
            <g key={names[day]}>
              <text x="0" y={TOP + day * CELL + 13} class="fill-faint text-[9px]">
                {names[day]?.slice(0, 3)}
              </text>
              {hours.map((count, hour) => (
                <rect
                  key={hour}
                  x={LEFT + hour * CELL + 1}
                  y={TOP + day * CELL + 1}
                  width={CELL - 2}
                  height={CELL - 2}
                  rx="3"
                  class={count === 0 ? 'fill-raised' : 'fill-accent'}
                  fill-opacity={count === 0 ? 1 : 0.15 + (0.85 * count) / most}
                >
                  <title>{w.busiest.cell(names[day] ?? '', hourName(hour), write(count))}</title>
                </rect>
              ))}
            </g>
          ))}
        </svg>
      </Wide>
      <DataTable
        caption={w.busiest.title}
        head={[w.busiest.day, ...HOURS.map(hourName)]}
        rows={week.map((hours, day) => [names[day] ?? '', ...hours.map(write)])}
      />
    </figure>
  );
}
