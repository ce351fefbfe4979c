import { quantilesAtFirst } from './estimate-at-first.ts';
import { Calibration } from './estimate-calibration.ts';
import { type Clock, elapsed } from './estimate-clock.ts';
import { type Effects, learnEffects } from './estimate-effects.ts';
import type { WaitEvent } from './estimate-events.ts';
import { featuresOf, groupsOf, renewGroups, WIDTH } from './estimate-features.ts';
import { type Endurance, Hopes } from './estimate-hopes.ts';
import { Line, type Waiting } from './estimate-line.ts';
import { EXPERTS, Neighbours, type Situation, VIEWS } from './estimate-neighbours.ts';
import { pausesOf } from './estimate-pauses.ts';
import { BANDS, Pending } from './estimate-pending.ts';
import { GIVEN_UP, KEPT_ROWS, LEFT, REPLIED, Rows } from './estimate-rows.ts';
import { LEVELS, quantileAt } from './estimate-survival.ts';
import { binAt, weekTime } from './estimate-week.ts';
import { Weeks } from './estimate-weeks.ts';
import type { Hours } from './hours.ts';

const HOUR = 3_600_000;
const SETTLED = 15;
/** How strongly the experts that did best are preferred. */
const PREFERENCE = 16;

export type Estimate = {
  /** Until the reply, of the clock on the wall, for each of the levels asked for. */
  seconds: number[];
  /** What it rests on: the settings alone, few waits of the workspace, or many in situations like this. */
  basis: 'settings' | 'broad' | 'narrow';
};

type Topic = { id: string; team?: string; kind?: string };

export class Estimator {
  readonly timeZone: string;
  readonly line = new Line();
  readonly weeks: Weeks;
  readonly calibration = new Calibration();
  readonly pending = new Pending(EXPERTS.length);
  readonly hopes = new Hopes();
  readonly rows: Rows;
  readonly neighbours = new Neighbours();
  effects: Effects = new Map();
  replies = 0;
  grownAt = 0;
  clocksAtMs = Number.NEGATIVE_INFINITY;

  /** `learns`: or it only answers, as it has learned so far. */
  constructor(timeZone = 'UTC', learns = true) {
    this.timeZone = timeZone;
    this.rows = new Rows(WIDTH, learns);
    this.weeks = new Weeks(timeZone);
  }

  /** Takes in what happened. Where it learns, it says of a topic that begins to wait when a person will answer. */
  apply(event: WaitEvent, levels: readonly number[] = BANDS): Estimate | undefined {
    if (event.timeZone) this.weeks.noteZone(event.team ?? '', event.timeZone);
    this.#sweep(event.atMs);
    if (event.type === 'waiting') return this.#begin(event, levels);
    if (event.type === 'replied' || event.type === 'left') this.#end(event, event.type);
    else this.line.noteShift(event);
    return undefined;
  }

  /**
   * What a topic that began to wait now would be told; or, of one that waits, how much longer it will.
   * Where the team's hours are given, days off to come are left out: it is not there as it would be in other weeks.
   */
  estimate(topic: Topic, nowMs: number, levels: readonly number[] = BANDS, hours?: Hours): Estimate {
    this.#setClocks(nowMs);
    const seen = this.#seen(topic, nowMs);
    const [usual] = this.weeks.of(this.line.nameOf(seen.team)).clocks;
    const pauses = hours && usual ? pausesOf(hours, usual, nowMs) : [];
    return this.#estimate({ ...seen, pauses }, levels).estimate;
  }

  #sweep(nowMs: number): void {
    if (!this.pending.isSweepDue(nowMs)) return;
    const overtaken = this.rows.overtaken();
    const most = this.hopes.most();
    const isHopeless = (topic: Waiting) => {
      const endured = this.#enduredBy(topic, nowMs, overtaken);
      return endured.seconds > most.seconds && endured.overtaken > most.overtaken;
    };
    for (const { id, row } of this.line.giveUp(isHopeless, () => this.hopes.giveUp())) {
      this.rows.finish(row, nowMs, GIVEN_UP);
      this.pending.giveUp(id, this.calibration);
    }
    this.hopes.weigh(Array.from(this.line.waiting.values(), (topic) => this.#enduredBy(topic, nowMs, overtaken)));
    this.pending.sweep(nowMs, this.calibration, (id) => {
      const topic = this.line.waiting.get(id);
      if (!topic) return this.line.givenUp.has(id) ? 0 : undefined;
      return this.hopes.of(this.#enduredBy(topic, nowMs, overtaken));
    });
  }

  /** Whom so many others followed that its row is gone, everybody has overtaken. */
  #enduredBy({ sinceMs, row }: Waiting, nowMs: number, overtaken: Uint16Array): Endurance {
    return {
      seconds: (nowMs - sinceMs) / 1000,
      overtaken: this.rows.has(row) ? (overtaken[row % KEPT_ROWS] ?? 0) : Number.POSITIVE_INFINITY,
    };
  }

  #begin({ atMs, ...topic }: WaitEvent, levels: readonly number[]): Estimate | undefined {
    this.#setClocks(atMs);
    // Who was given up and asks again begins anew.
    this.line.givenUp.delete(topic.id);
    const seen = this.#seen(topic, atMs);
    // What is said is compared with what comes of it only where it is learned from.
    const said = this.rows.features.length > 0 ? this.#estimate(seen, levels) : undefined;
    if (said) this.pending.add(topic.id, said.made);
    if (!this.line.find(topic.id)) {
      const { id, team = '', kind = '' } = topic;
      const row = this.rows.add(atMs, seen, groupsOf(team, kind));
      this.neighbours.add(this.rows, row, seen.features);
      this.line.begin({ id, sinceMs: atMs, team, kind, row });
    }
    return said?.estimate;
  }

  #seen({ id, team = '', kind = '' }: Topic, nowMs: number): Situation {
    const topic = this.line.find(id);
    const features = topic && this.rows.featuresOf(topic.row);
    return {
      team: this.line.indexOf(topic?.team ?? team),
      kind: this.line.kindOf(topic?.kind ?? kind),
      features: features ?? featuresOf(this, id, topic?.team ?? team, topic?.kind ?? kind, nowMs),
      nowMs,
      waitedMs: topic ? nowMs - topic.sinceMs : 0,
      pauses: [],
    };
  }

  #end({ atMs, id, team = '' }: WaitEvent, how: 'replied' | 'left'): void {
    const topic = this.line.end(id);
    if (how === 'replied') this.weeks.countReply(topic?.team ?? team, atMs);
    if (!topic) return;
    if (how === 'left') {
      if (topic.givenUpAfter === undefined) this.#finish(topic, atMs, LEFT);
      this.pending.forget(id, this.calibration);
      return;
    }
    this.hopes.answer(this.#enduredBy(topic, atMs, this.rows.overtaken()), topic.givenUpAfter);
    this.#finish(topic, atMs, REPLIED);
    const logWait = Math.log1p(elapsed(this.weeks.of(topic.team).clocks[0] as Clock, topic.sinceMs, atMs));
    this.line.noteReply(topic, atMs, logWait);
    this.pending.replied(id, atMs, this.calibration);
    this.replies += 1;
    // A model that was loaded without its features only reads; whoever keeps it lets it grow.
    const due = Math.max(SETTLED, Math.min(400, 0.15 * this.replies));
    if (this.rows.features.length > 0 && this.replies - this.grownAt >= due) this.#grow(atMs);
  }

  #finish({ row }: Waiting, atMs: number, how: typeof REPLIED | typeof LEFT): void {
    this.rows.finish(row, atMs, how);
    if (this.rows.has(row)) this.neighbours.finish(this.rows, row);
  }

  #estimate(seen: Situation, levels: readonly number[]) {
    const { nowMs, waitedMs, team, kind } = seen;
    const { timeZone } = this.weeks.of(this.line.nameOf(team));
    const group = { hour: Math.floor((binAt(weekTime(timeZone, nowMs)) % 96) / 4), team, kind };
    const each = this.neighbours.forest
      ? this.neighbours.quantiles(this.rows, seen, this.hopes)
      : [quantilesAtFirst(this.rows, nowMs, waitedMs)];
    const quantiles = together(each, this.pending.losses);
    const asked = this.calibration.levelsFor([...BANDS, ...levels], group).map((level) => quantileAt(quantiles, level));
    const made = {
      atMs: nowMs,
      group,
      quantiles,
      seconds: rising(asked.slice(0, BANDS.length)),
      ofExperts: Float32Array.from(
        EXPERTS.flatMap((_, at) => BANDS.map((band) => quantileAt(each[at] ?? quantiles, band))),
      ),
      isMissed: BANDS.map(() => false),
      moves: BANDS.map(() => [0, 0] as const),
    };
    const basis = this.replies < SETTLED ? 'settings' : this.replies < 150 ? 'broad' : 'narrow';
    return { estimate: { seconds: rising(asked.slice(BANDS.length)), basis } satisfies Estimate, made };
  }

  #setClocks(nowMs: number): void {
    if (nowMs - this.clocksAtMs < 6 * HOUR) return;
    this.clocksAtMs = nowMs;
    this.weeks.renew(nowMs);
    this.neighbours.setClocks(this.rows, (team) => this.weeks.of(this.line.nameOf(team)).clocks);
  }

  #grow(nowMs: number): void {
    this.grownAt = this.replies;
    this.clocksAtMs = Number.NEGATIVE_INFINITY;
    this.#setClocks(nowMs);
    const best = this.pending.losses.indexOf(Math.min(...this.pending.losses));
    const goal = Math.floor(best / VIEWS.length);
    this.effects = learnEffects(this.rows, (slot) => this.neighbours.waitOf(this.rows, slot, goal));
    for (let slot = 0; slot < this.rows.size; slot += 1) {
      renewGroups(this.rows.featuresAt(slot), this.effects, this.rows.groups[slot] ?? []);
    }
    this.rows.weigh(nowMs);
    this.neighbours.grow(this.rows, goal, this.replies);
  }
}

/** The experts' quantiles, averaged in log time by how well each did lately. */
function together(each: readonly Float64Array[], losses: Float64Array): Float32Array {
  const best = Math.min(...losses);
  const weights = each.map((_, at) => (best > 0 ? (best / (losses[at] ?? 1)) ** PREFERENCE : 1));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return Float32Array.from(LEVELS, (_, level) =>
    Math.expm1(each.reduce((sum, own, at) => sum + ((weights[at] ?? 0) / all) * Math.log1p(own[level] ?? 0), 0)),
  );
}

function rising(seconds: number[]): number[] {
  let least = 0;
  return seconds.map((each) => {
    least = Math.max(least, each);
    return least;
  });
}
