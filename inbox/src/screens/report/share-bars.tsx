import type { Share } from '@everthread/shared/models/report';
import { useLocale } from '../../locale.ts';
import { useReportWords } from '../../locales/en-report.ts';
import { DataTable } from './data-table.tsx';
import { certaintyWords, percent } from './figures.ts';

export type ShareBar = { name: string; share: Share };

const [HEIGHT, BAR, GAP] = [96, 12, 4];

/** Shares side by side, each with its interval; the table behind says them in figures. */
export function ShareBars({ title, bars }: { title: string; bars: readonly ShareBar[] }) {
  const w = useReportWords();
  const { language } = useLocale();
  if (bars.length === 0) return null;
  const write = (value: number) => percent(value, language);
  const width = bars.length * (BAR + GAP);
  const y = (value: number) => HEIGHT * (1 - value);
  return (
    <figure class="min-w-0">
      <figcaption class="mb-2 font-medium">{title}</figcaption>
      <div style={{ maxInlineSize: `${width}px` }}>
        <svg
          aria-hidden="true"
          viewBox={`0 0 ${width} ${HEIGHT}`}
          height={HEIGHT}
          preserveAspectRatio="none"
          class="w-full"
        >
          <path
            d={`M0 .5H${width}M0 ${HEIGHT / 2}H${width}M0 ${HEIGHT - 0.5}H${width}`}
            vector-effect="non-scaling-stroke"
            class="stroke-line"
          />
          {bars.map(({ name, share: { value, low, high } }, at) => {
            const x = at * (BAR + GAP) + GAP / 2;
            return (
              <g key={name}>
                <title>{`${name}: ${value === null ? '–' : write(value)}`}</title>
                {value !== null && (
                  <rect x={x} y={y(value)} width={BAR} height={HEIGHT * value} rx="2" class="fill-accent opacity-80" />
                )}
                {low !== null && high !== null && (
                  <path
                    d={`M${x + BAR / 2} ${y(high)}V${y(low)}`}
                    vector-effect="non-scaling-stroke"
                    class="stroke-ink"
                    stroke-width="1.5"
                  />
                )}
              </g>
            );
          })}
        </svg>
        <p aria-hidden="true" class="mt-1 flex justify-between gap-4 text-small text-faint">
          <span>{bars[0]?.name}</span>
          {bars.length > 1 && <span>{bars.at(-1)?.name}</span>}
        </p>
      </div>
      <DataTable
        caption={title}
        head={[title, w.kept.share, w.kept.interval]}
        rows={bars.map(({ name, share }) => [
          name,
          share.value === null ? '–' : write(share.value),
          certaintyWords(share, write, w, language),
        ])}
      />
    </figure>
  );
}
