import { useLocale } from '../../locale.ts';
import { percent } from './figures.ts';
import { type NamedShare, ShareFigure } from './share-figure.tsx';

const [HEIGHT, BAR, GAP, WIDEST] = [96, 12, 4, 2];

/** Shares in the order of time, side by side, each with its interval. */
export function ShareBars({ title, bars }: { title: string; bars: readonly NamedShare[] }) {
  const { language } = useLocale();
  const write = (value: number) => percent(value, language);
  const width = bars.length * (BAR + GAP);
  const y = (value: number) => HEIGHT * (1 - value);
  return (
    <ShareFigure title={title} shares={bars}>
      <div aria-hidden="true" class="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2 gap-y-1 text-small text-faint">
        <p class="-my-2 flex flex-col justify-between text-end tabular-nums">
          {[1, 0.5, 0].map((share) => (
            <span key={share}>{write(share)}</span>
          ))}
        </p>
        <div style={{ maxInlineSize: `${width * WIDEST}px` }}>
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
                    <rect
                      x={x}
                      y={y(value)}
                      width={BAR}
                      height={HEIGHT * value}
                      rx="1"
                      class="fill-accent opacity-80"
                    />
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
        </div>
        <p class="col-start-2 flex justify-between gap-4" style={{ maxInlineSize: `${width * WIDEST}px` }}>
          <span>{bars[0]?.name}</span>
          {bars.length > 1 && <span>{bars.at(-1)?.name}</span>}
        </p>
      </div>
    </ShareFigure>
  );
}
