import type { ComponentChildren } from 'preact';
import { useReportWords } from '../../locales/en-report.ts';

type DataTableProps = { caption: string; head: readonly string[]; rows: readonly (readonly string[])[] };

/** What a chart shows, in figures: folded away for who sees the chart, there for who reads by ear. */
export function DataTable({ caption, head, rows }: DataTableProps) {
  const w = useReportWords();
  return (
    <details class="mt-3">
      <summary class="w-fit cursor-pointer rounded-small text-small text-soft hover:text-ink">{w.table}</summary>
      <div class="mt-2 max-h-80 overflow-auto">
        <table class="w-full text-start text-small tabular-nums">
          <caption class="sr-only">{caption}</caption>
          <thead>
            <tr>
              {head.map((title) => (
                <th key={title} scope="col" class="border-b border-line px-2 py-1.5 text-start font-medium">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(([first, ...others]) => (
              <tr key={first}>
                <th scope="row" class="border-b border-line px-2 py-1.5 text-start font-normal">
                  {first}
                </th>
                {others.map((cell, at) => (
                  <td key={head[at + 1]} class="border-b border-line px-2 py-1.5">
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

/** What may be wider than the screen, and then is scrolled, with the keyboard as well. */
export function Wide({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: who has only a keyboard must be able to scroll it
    <section class="overflow-x-auto rounded-small" aria-label={name} tabIndex={0}>
      {children}
    </section>
  );
}

export function Card({ title, hint, children }: { title: string; hint?: string; children: ComponentChildren }) {
  return (
    <section class="rounded-large border border-line bg-surface p-5">
      <h2 class="text-read font-semibold">{title}</h2>
      {hint && <p class="mt-1 text-pretty text-soft">{hint}</p>}
      <div class="mt-4">{children}</div>
    </section>
  );
}
