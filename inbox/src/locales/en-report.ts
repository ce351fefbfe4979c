import { useLocale } from '../locale.ts';

/** What the report says. Apart from the other words, so that the inbox itself comes sooner. */
export const enReport = {
  title: 'Report',
  back: 'Back to the inbox',
  span: 'Of the last',
  days: (count: number) => `${count} days`,
  failed: 'The report could not be loaded',
  none: 'No cases yet.',
  cut: 'There were more cases than one report reads. These are the latest.',
  cases: (count: string) => (count === '1' ? '1 case' : `${count} cases`),
  between: (low: string, high: string) => `95% between ${low} and ${high}`,
  tooFew: 'too few for an interval',
  table: 'As a table',
  waitingNow: (count: string) => (count === '1' ? '1 visitor waits now' : `${count} visitors wait now`),
  times: {
    title: 'How long it took',
    hint: 'Half were answered within the median, nine in ten within the 90th percentile.',
    first: 'First reply',
    next: 'Next replies',
    resolution: 'Until done',
    calendar: 'Calendar time',
    office: 'Office time',
    median: 'Median',
    p90: '90th percentile',
    noOffice: 'No office hours are set.',
  },
  kept: {
    title: 'Promises kept',
    hint: 'Of what visitors were told, how much held at the time that was said first.',
    all: 'Kept',
    byDay: 'By day',
    byHour: 'By hour of the day',
    byTeam: 'By team',
    byKind: 'By kind',
    noTeam: 'No team',
    kinds: { first: 'First reply', next: 'Next reply', 'own-words': 'An agent’s own words' },
    share: 'Kept',
    count: 'Promises',
    interval: '95% interval',
  },
  bands: {
    title: 'How good the estimates are',
    hint: 'Of the waits that were estimated, how many were answered within each band; who waited longer in vain counts as missed, who left before is left out. On the line they are exact; above it, more careful than said.',
    band: 'Estimated',
    came: 'Came true',
  },
  busiest: {
    title: 'Busiest hours',
    hint: 'When visitors wrote and began to wait, by the clock of the office.',
    cell: (day: string, hour: string, count: string) => `${day}, ${hour}: ${count}`,
    day: 'Day',
  },
  ratings: { title: 'Ratings', good: 'Good or very good', score: 'Rating', count: 'Visitors' },
  save: {
    title: 'Every single promise',
    hint: 'A row for each promise with what was estimated and how it ended, as CSV.',
    csv: 'Download CSV',
  },
};

export type ReportWords = typeof enReport;

/** The words of the agent's language; English until there are others. */
export const useReportWords = (): ReportWords => {
  useLocale();
  return enReport;
};
