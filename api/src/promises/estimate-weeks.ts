import { CLOCKS, type Clock, clockOf } from './estimate-clock.ts';
import {
  countReply,
  newWeekCounts,
  ratesOf,
  type WeekCounts,
  type WeekRates,
  watch,
  weekTime,
} from './estimate-week.ts';

/** So many teams have a week of their own, each once it has so many replies; the others share that of all. */
const MOST_TEAMS = 10;
const ENOUGH_REPLIES = 60;
const ALL = '';

/** A team's week: its rates, and the clocks made of them in the order of `CLOCKS`. */
export type Week = { rates: WeekRates; clocks: Clock[]; timeZone: string; isOwn: boolean };

/** The weeks of the teams, learned from their replies. */
export class Weeks {
  readonly zones = new Map<string, string>();
  readonly counts = new Map<string, WeekCounts>([[ALL, newWeekCounts()]]);
  #weeks: Map<string, Week> | undefined;
  readonly #timeZone: string;

  constructor(timeZone: string) {
    this.#timeZone = timeZone;
  }

  of(team: string): Week {
    const weeks = this.#weeks ?? this.renew();
    const week = weeks.get(team) ?? weeks.get(ALL);
    if (!week) throw new Error('There is always a week of all');
    return week;
  }

  /** Where a team is; the first word on it holds. */
  noteZone(team: string, timeZone: string): void {
    if (this.zones.has(team)) return;
    const isFirst = !this.zones.has(ALL);
    this.zones.set(team, timeZone);
    if (isFirst) this.zones.set(ALL, timeZone);
    if (isFirst || this.counts.has(team)) this.renew();
  }

  countReply(team: string, atMs: number): void {
    for (const name of team === ALL ? [ALL] : [ALL, team]) {
      const counts = this.counts.get(name) ?? (this.counts.size <= MOST_TEAMS ? newWeekCounts() : undefined);
      if (!counts) continue;
      this.counts.set(name, counts);
      countReply(counts, weekTime(this.zoneOf(name), atMs));
    }
  }

  /** Makes the weeks anew of what was counted. */
  renew(nowMs?: number): Map<string, Week> {
    const weeks = new Map<string, Week>();
    for (const [name, counts] of this.counts) {
      const timeZone = this.zoneOf(name);
      if (nowMs !== undefined) watch(counts, weekTime(timeZone, nowMs));
      const rates = ratesOf(counts);
      const isOwn = name !== ALL;
      if (isOwn && (rates.replies < ENOUGH_REPLIES || this.counts.size <= 2)) continue;
      weeks.set(name, { rates, clocks: CLOCKS.map((clock) => clockOf(clock, rates, timeZone)), timeZone, isOwn });
    }
    this.#weeks = weeks;
    return weeks;
  }

  zoneOf(team: string): string {
    return this.zones.get(team) ?? this.zones.get(ALL) ?? this.#timeZone;
  }

  save() {
    return {
      zones: [...this.zones],
      counts: Array.from(this.counts, ([name, { replies, watched, originMs, untilMs }]) => ({
        name,
        numbers: Float64Array.of(...replies, ...watched),
        times: Float64Array.of(originMs, untilMs),
      })),
      rates: Array.from(this.#weeks ?? this.renew(), ([name, { rates }]) => ({ name, ...rates })),
    };
  }

  restore({ zones, counts, rates }: ReturnType<Weeks['save']>): void {
    for (const [team, zone] of zones) this.zones.set(team, zone);
    for (const { name, numbers, times } of counts) {
      const [originMs = Number.NaN, untilMs = Number.NaN] = times;
      const half = numbers.length / 2;
      const replies = numbers.slice(0, half);
      this.counts.set(name, { replies, watched: numbers.slice(half), originMs, untilMs });
    }
    this.#weeks = new Map(
      rates.map(({ name, ...own }) => {
        const timeZone = this.zoneOf(name);
        const clocks = CLOCKS.map((clock) => clockOf(clock, own, timeZone));
        return [name, { rates: own, clocks, timeZone, isOwn: name !== ALL }];
      }),
    );
  }
}
