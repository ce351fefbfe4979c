import type { Report } from '@everthread/shared/models/report';
import { useLocale } from '../../locale.ts';
import { useReportWords } from '../../locales/en-report.ts';
import { DataTable } from './data-table.tsx';
import { certaintyWords, percent } from './figures.ts';

const [WIDTH, HEIGHT] = [260, 170];

/** What was estimated against what came true: on the line it is exact. */
export function Calibration({ bands }: { bands: Report['bands'] }) {
  const w = useReportWords();
  const { language } = useLocale();
  const write = (value: number) => percent(value, language);
  const x = (value: number) => WIDTH * value;
  const y = (value: number) => HEIGHT * (1 - value);
  return (
    <figure>
      <svg viewBox={`-30 -6 ${WIDTH + 40} ${HEIGHT + 30}`} class="w-full max-w-96" aria-hidden="true">
        <path d={`M0 0V${HEIGHT}H${WIDTH}`} fill="none" class="stroke-strong-line" />
        <path d={`M0 ${HEIGHT}L${WIDTH} 0`} class="stroke-line" stroke-dasharray="4 4" />
        {[0.5, 0.8, 0.9].map((at) => (
          <g key={at}>
            <text x="-4" y={y(at) + 3} text-anchor="end" class="fill-faint text-[10px]">
              {write(at)}
            </text>
            <text x={x(at)} y={HEIGHT + 14} text-anchor="middle" class="fill-faint text-[10px]">
              {write(at)}
            </text>
          </g>
        ))}
        {bands.map(({ band, share: { value, low, high } }) => (
          <g key={band}>
            {low !== null && high !== null && value !== null && (
              <path d={`M${x(band)} ${y(high)}V${y(low)}`} class="stroke-accent" stroke-width="2" />
            )}
            {value !== null && <circle cx={x(band)} cy={y(value)} r="4" class="fill-accent" />}
          </g>
        ))}
      </svg>
      <DataTable
        caption={w.bands.title}
        head={[w.bands.band, w.bands.came, w.kept.interval]}
        rows={bands.map(({ band, share }) => [
          write(band),
          share.value === null ? '–' : write(share.value),
          certaintyWords(share, write, w, language),
        ])}
      />
    </figure>
  );
}
