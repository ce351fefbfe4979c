import { useLocale } from '../../locale.ts';
import { percent } from './figures.ts';
import { type NamedShare, ShareFigure } from './share-figure.tsx';

/** Shares of named things, one under the other, each with its interval. */
export function ShareRows({ title, rows }: { title: string; rows: readonly NamedShare[] }) {
  const { language } = useLocale();
  return (
    <ShareFigure title={title} shares={rows}>
      <ul aria-hidden="true" class="flex flex-col gap-2">
        {rows.map(({ name, share: { value, low, high } }) => (
          <li key={name} class="grid grid-cols-[7rem_1fr_2.5rem] items-center gap-3 text-small">
            <bdi class="truncate text-soft">{name}</bdi>
            <span class="relative h-3 overflow-hidden rounded-small bg-raised forced-color-adjust-none">
              <span class="absolute inset-y-0 start-0 bg-accent/80" style={{ inlineSize: write(value ?? 0) }} />
              {low !== null && high !== null && (
                <span
                  class="absolute inset-y-1/2 border-t-2 border-ink"
                  style={{ insetInline: `${write(low)} ${write(1 - high)}` }}
                />
              )}
            </span>
            <span class="text-end tabular-nums">{value === null ? '–' : percent(value, language)}</span>
          </li>
        ))}
      </ul>
    </ShareFigure>
  );
}

const write = (share: number) => `${share * 100}%`;
