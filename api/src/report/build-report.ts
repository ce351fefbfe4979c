import type { PromiseOutcome } from '@everthread/shared/models/promise';
import type { Length, Report, Share } from '@everthread/shared/models/report';
import { type Hours, openSecondsBetween } from '../promises/hours.ts';
import { offsetAt } from '../promises/hours-zone.ts';
import { quantileInterval, quantileOf, shareInterval } from './intervals.ts';
import { type DoneRow, MOST_ROWS, type PromiseRow, type RatedRow, type WaitRow } from './report-rows.ts';

export type ReportRows = {
  waits: readonly WaitRow[];
  promises: readonly PromiseRow[];
  done: readonly DoneRow[];
  rated: readonly RatedRow[];
  waitingNow: number;
};
type Around = { days: number; timeZone: string; hoursOf: (team: WaitRow['team']) => Hours | null };
type Stretch = { team: WaitRow['team']; from: number; to: number };

const DAY = 86_400_000;
const HOUR = 3_600_000;
const BANDS = ['0.5', '0.8', '0.9'];
/** Of these it is known whether they were kept: nobody needed the others any more, or they go on. */
const SETTLED: readonly PromiseOutcome[] = ['kept', 'broken', 'renewed'];

/** What the cases of a time come to. Days and hours are those of `timeZone`. */
export function buildReport({ waits, promises, done, rated, waitingNow }: ReportRows, around: Around): Report {
  const replied = (kind: WaitRow['kind']): Stretch[] =>
    waits.flatMap(({ team, since, ended, how, kind: own }) =>
      own === kind && how === 'replied' && ended !== null ? [{ team, from: since, to: ended }] : [],
    );
  const local = (at: number) => at + offsetAt(around.timeZone, at);
  const settled = promises.filter(({ outcome }) => SETTLED.includes(outcome));
  return {
    days: around.days,
    isCut: [waits, promises, done].some(({ length }) => length === MOST_ROWS),
    first: lengthsOf(replied('first'), around),
    next: lengthsOf(replied('next'), around),
    resolution: lengthsOf(
      done.map(({ team, started, done: to }) => ({ team, from: started, to })),
      around,
    ),
    waitingNow,
    kept: {
      all: keptOf(settled),
      byDay: grouped(settled, ({ due }) => new Date(local(due)).toISOString().slice(0, 10))
        .map(([day, own]) => ({ day, share: keptOf(own) }))
        .toSorted((a, b) => (a.day < b.day ? -1 : 1)),
      byHour: grouped(settled, ({ due }) => new Date(local(due)).getUTCHours())
        .map(([hour, own]) => ({ hour, share: keptOf(own) }))
        .toSorted((a, b) => a.hour - b.hour),
      byTeam: grouped(settled, ({ team }) => team).map(([teamId, own]) => ({ teamId, share: keptOf(own) })),
      byKind: grouped(settled, ({ kind }) => kind).map(([kind, own]) => ({ kind, share: keptOf(own) })),
    },
    bands: BANDS.map((band) => ({ band: Number(band), share: coveredBy(promises, band) })),
    busiest: busiestOf(waits.map(({ since }) => local(since))),
    ratings: ratingsOf(rated),
  };
}

function lengthsOf(stretches: readonly Stretch[], { hoursOf }: Around): Report['first'] {
  const office = stretches.flatMap(({ team, from, to }) => {
    const hours = hoursOf(team);
    return hours ? [openSecondsBetween(hours, from, to)] : [];
  });
  return {
    calendar: lengthOf(stretches.map(({ from, to }) => Math.max(0, to - from) / 1000)),
    office: stretches.length > 0 && office.length === 0 ? null : lengthOf(office),
  };
}

function lengthOf(seconds: readonly number[]): Length {
  const sorted = seconds.toSorted((a, b) => a - b);
  const [middle, upper] = [quantileInterval(sorted, 0.5), quantileInterval(sorted, 0.9)];
  const at = (share: number) => (sorted.length > 0 ? quantileOf(sorted, share) : null);
  return {
    median: at(0.5),
    p90: at(0.9),
    count: sorted.length,
    low: middle?.low ?? null,
    high: middle?.high ?? null,
    p90Low: upper?.low ?? null,
    p90High: upper?.high ?? null,
  };
}

function shareOf(hits: number, count: number): Share {
  if (count === 0) return { value: null, count, low: null, high: null };
  return { value: hits / count, count, ...shareInterval(hits, count) };
}

/** One that was put off in time is not kept either: the visitor was told another time at first. */
const keptOf = (promises: readonly PromiseRow[]): Share =>
  shareOf(promises.filter(({ outcome }) => outcome === 'kept').length, promises.length);

/**
 * Of first estimates, in how many the answer came within that band. Who has waited for longer than the band without an
 * answer is a miss, whatever comes; who left, or has waited, for less than that tells nothing of it.
 */
function coveredBy(promises: readonly PromiseRow[], band: string): Share {
  const known = promises.flatMap(({ quantiles, isRenewal, made, answered, waitedUntil }) => {
    const seconds = quantiles?.[band];
    if (seconds === undefined || isRenewal) return [];
    const end = made + seconds * 1000;
    if (answered !== null) return [answered <= end];
    return waitedUntil !== null && waitedUntil > end ? [false] : [];
  });
  return shareOf(known.filter(Boolean).length, known.length);
}

function busiestOf(local: readonly number[]): number[][] {
  const week = Array.from({ length: 7 }, () => new Array<number>(24).fill(0));
  for (const at of local) {
    const day = week[(((Math.floor(at / DAY) + 3) % 7) + 7) % 7]; // the first of January 1970 was a Thursday
    const hour = Math.floor((at % DAY) / HOUR);
    if (day) day[hour] = (day[hour] ?? 0) + 1;
  }
  return week;
}

function ratingsOf(rated: readonly RatedRow[]): Report['ratings'] {
  const counts = [1, 2, 3, 4, 5].map((score) => rated.find((each) => each.score === score)?.count ?? 0);
  const all = counts.reduce((sum, count) => sum + count, 0);
  return { counts, good: shareOf((counts[3] ?? 0) + (counts[4] ?? 0), all) };
}

const grouped = <Row, Key>(rows: readonly Row[], keyOf: (row: Row) => Key): [Key, Row[]][] => [
  ...Map.groupBy(rows, keyOf),
];
