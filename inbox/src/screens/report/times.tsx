import type { Length, Report } from '@everthread/shared/models/report';
import { useLocale } from '../../locale.ts';
import { useReportWords } from '../../locales/en-report.ts';
import { Wide } from './data-table.tsx';
import { certaintyWords, lengthWords } from './figures.ts';

/** Median and 90th percentile of replies and of whole topics, in calendar and in office time. */
export function Times({ report }: { report: Report }) {
  const w = useReportWords();
  const kinds = ['first', 'next', 'resolution'] as const;
  const hasOffice = kinds.some((kind) => report[kind].office);
  return (
    <Wide name={w.times.title}>
      <table class="w-full text-start">
        <caption class="sr-only">{w.times.title}</caption>
        <thead>
          <tr class="text-soft">
            <td />
            <th scope="col" class="px-2 pb-2 text-start font-normal">
              {w.times.calendar}
            </th>
            {hasOffice && (
              <th scope="col" class="px-2 pb-2 text-start font-normal">
                {w.times.office}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {kinds.map((kind) => (
            <tr key={kind} class="align-top">
              <th scope="row" class="border-t border-line py-3 pe-3 text-start font-medium">
                {w.times[kind]}
              </th>
              <Cell length={report[kind].calendar} />
              {hasOffice && <Cell length={report[kind].office} />}
            </tr>
          ))}
        </tbody>
      </table>
      {!hasOffice && <p class="border-t border-line pt-3 text-soft">{w.times.noOffice}</p>}
    </Wide>
  );
}

function Cell({ length }: { length: Length | null }) {
  const w = useReportWords();
  const { language } = useLocale();
  const write = (seconds: number) => lengthWords(seconds, language);
  const cell = 'border-t border-line px-2 py-3';
  if (!length || length.median === null || length.p90 === null) {
    return <td class={`${cell} text-soft`}>{length ? w.none : w.times.noOffice}</td>;
  }
  const { count, median, p90, p90Low, p90High } = length;
  return (
    <td class={cell}>
      <p class="text-title font-semibold tabular-nums">
        {write(median)} <span class="text-small font-normal text-soft">{w.times.median}</span>
      </p>
      <p class="text-small text-faint">{certaintyWords(length, write, w, language)}</p>
      <p class="mt-1.5 tabular-nums">
        {write(p90)} <span class="text-small text-soft">{w.times.p90}</span>
      </p>
      <p class="text-small text-faint">{certaintyWords({ count, low: p90Low, high: p90High }, write, w, language)}</p>
    </td>
  );
}
