import type { Share } from '@everthread/shared/models/report';
import type { ReportWords } from '../../locales/en-report.ts';

/** A share in percent: 92 %. */
export const percent = (share: number, language: string): string =>
  new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 }).format(share);

/** A length of time in its two greatest units: 2 h 10 min, 3 d 4 h. */
export function lengthWords(seconds: number, language: string): string {
  const parts: [amount: number, unit: string][] =
    seconds < 60
      ? [[Math.round(seconds), 'second']]
      : seconds < 86_400
        ? [
            [Math.floor(seconds / 3600), 'hour'],
            [Math.floor((seconds % 3600) / 60), 'minute'],
          ]
        : [
            [Math.floor(seconds / 86_400), 'day'],
            [Math.floor((seconds % 86_400) / 3600), 'hour'],
          ];
  const shown = parts.filter(
    ([amount], at) => amount > 0 || (at === parts.length - 1 && parts.every(([each]) => each === 0)),
  );
  return shown
    .map(([amount, unit]) =>
      new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'narrow' }).format(amount),
    )
    .join(' ');
}

/** How sure a figure is: of how many cases, and between what it lies. */
export function certaintyWords(
  { count, low, high }: Pick<Share, 'count' | 'low' | 'high'>,
  write: (value: number) => string,
  w: ReportWords,
  language: string,
): string {
  const cases = w.cases(count.toLocaleString(language));
  if (count === 0) return cases;
  return `${cases}, ${low === null || high === null ? w.tooFew : w.between(write(low), write(high))}`;
}
