import type { Share } from '@everthread/shared/models/report';
import type { ComponentChildren } from 'preact';
import { useLocale } from '../../locale.ts';
import { useReportWords } from '../../locales/en-report.ts';
import { DataTable } from './data-table.tsx';
import { certaintyWords, percent } from './figures.ts';

export type NamedShare = { name: string; share: Share };
type ShareFigureProps = { title: string; shares: readonly NamedShare[]; children: ComponentChildren };

/** A chart of shares under its title, and behind it the table that says them in figures. Nothing where there are none. */
export function ShareFigure({ title, shares, children }: ShareFigureProps) {
  const w = useReportWords();
  const { language } = useLocale();
  if (shares.length === 0) return null;
  const write = (value: number) => percent(value, language);
  return (
    <figure class="min-w-0">
      <figcaption class="mb-3 font-medium">{title}</figcaption>
      {children}
      <DataTable
        caption={title}
        head={[title, w.kept.share, w.kept.interval]}
        rows={shares.map(({ name, share }) => [
          name,
          share.value === null ? '–' : write(share.value),
          certaintyWords(share, write, w, language),
        ])}
      />
    </figure>
  );
}
