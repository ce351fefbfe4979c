import type { WaitEvent } from './estimate-events.ts';

/** What is known of a topic that waits. */
export type Waiting = {
  id: string;
  sinceMs: number;
  team: string;
  kind: string;
  row: number;
  /** After how many answers it was given up, if it was. */
  givenUpAfter?: number;
};

/** Counts whose weight halves with the time that passes. */
type Fading = { value: number; atMs: number };

type Team = {
  index: number;
  waiting: Map<string, Waiting>;
  kinds: Map<string, number>;
  onShift: Set<string>;
  arrived: Fading;
  replied: Fading;
  /** Of the last replies, in log seconds of working time. */
  lastWait: number;
  recentWait: number;
  daysWait: Fading & { sum: number };
  lastReplyMs: number;
  replies: number;
};

/** Beyond so many, teams are no longer told apart in the rows. */
const MOST_TEAMS = 255;
const KEPT_GIVEN_UP = 1000;
const HALF_HOUR = 30 * 60_000;
const DAY = 86_400_000;

const newTeam = (index: number): Team => ({
  index,
  waiting: new Map(),
  kinds: new Map(),
  onShift: new Set(),
  arrived: { value: 0, atMs: 0 },
  replied: { value: 0, atMs: 0 },
  lastWait: Number.NaN,
  recentWait: Number.NaN,
  daysWait: { value: 0, sum: 0, atMs: 0 },
  lastReplyMs: Number.NaN,
  replies: 0,
});

/** Who waits and who is there, of each team. */
export class Line {
  readonly teams = new Map<string, Team>();
  readonly waiting = new Map<string, Waiting>();
  /** Those that nobody is expected to answer any more, the latest of them: they are in nobody's way. */
  readonly givenUp = new Map<string, Waiting>();
  readonly earlier = new Map<string, { wait: number; times: number }>();
  /** The numbers of the kinds. */
  readonly kinds = new Map<string, number>();
  knowsShifts = false;
  #names: string[] | undefined;

  save() {
    return {
      knowsShifts: this.knowsShifts,
      kinds: [...this.kinds],
      earlierIds: [...this.earlier.keys()],
      earlier: Float64Array.from([...this.earlier.values()].flatMap(({ wait, times }) => [wait, times])),
      teams: [...this.teams].map(([name, team]) => saveTeam(name, team)),
      givenUp: [...this.givenUp.values()],
    };
  }

  restore({ knowsShifts, kinds, earlierIds, earlier, teams, givenUp }: ReturnType<Line['save']>): void {
    this.knowsShifts = knowsShifts;
    for (const [name, index] of kinds) this.kinds.set(name, index);
    for (const [at, id] of earlierIds.entries()) {
      this.earlier.set(id, { wait: earlier[2 * at] ?? 0, times: earlier[2 * at + 1] ?? 0 });
    }
    for (const saved of teams) {
      const team = loadTeam(saved, Math.min(this.teams.size, MOST_TEAMS));
      this.teams.set(saved.name, team);
      for (const topic of team.waiting.values()) this.waiting.set(topic.id, topic);
    }
    for (const topic of givenUp) this.givenUp.set(topic.id, topic);
  }

  teamOf(name: string): Team {
    const known = this.teams.get(name);
    if (known) return known;
    const team = newTeam(Math.min(this.teams.size, MOST_TEAMS));
    this.teams.set(name, team);
    this.#names = undefined;
    return team;
  }

  indexOf = (name: string): number => this.teamOf(name).index;

  kindOf(name: string): number {
    const known = this.kinds.get(name);
    if (known !== undefined) return known;
    const index = Math.min(this.kinds.size, MOST_TEAMS);
    if (index < MOST_TEAMS) this.kinds.set(name, index);
    return index;
  }

  nameOf(index: number): string {
    this.#names ??= [...this.teams.keys()];
    return (index < MOST_TEAMS ? this.#names[index] : undefined) ?? '';
  }

  begin(topic: Waiting): void {
    const team = this.teamOf(topic.team);
    this.waiting.set(topic.id, topic);
    team.waiting.set(topic.id, topic);
    team.kinds.set(topic.kind, (team.kinds.get(topic.kind) ?? 0) + 1);
    add(team.arrived, topic.sinceMs, HALF_HOUR);
  }

  find = (id: string): Waiting | undefined => this.waiting.get(id) ?? this.givenUp.get(id);

  /** The topic, if it did wait. */
  end(id: string): Waiting | undefined {
    const topic = this.find(id);
    if (topic && !this.givenUp.delete(id)) this.#leaveLine(topic);
    return topic;
  }

  /** Takes those out of the line of whom nobody expects an answer any more. */
  giveUp(isHopeless: (topic: Waiting) => boolean, after: () => number): Waiting[] {
    // Loaded they stand team by team, and late events come after newer ones: all are looked at.
    const over = [...this.waiting.values()].filter(isHopeless);
    for (const topic of over) {
      this.#leaveLine(topic);
      topic.givenUpAfter = after();
      this.givenUp.set(topic.id, topic);
      if (this.givenUp.size > KEPT_GIVEN_UP) this.givenUp.delete(this.givenUp.keys().next().value ?? '');
    }
    return over;
  }

  #leaveLine({ id, team: name, kind }: Waiting): void {
    const team = this.teamOf(name);
    this.waiting.delete(id);
    team.waiting.delete(id);
    team.kinds.set(kind, (team.kinds.get(kind) ?? 1) - 1);
  }

  noteReply(topic: Waiting, atMs: number, logWait: number): void {
    const team = this.teamOf(topic.team);
    add(team.replied, atMs, HALF_HOUR);
    team.lastWait = logWait;
    team.recentWait = Number.isNaN(team.recentWait) ? logWait : team.recentWait + 0.15 * (logWait - team.recentWait);
    const keep = 0.5 ** ((atMs - team.daysWait.atMs) / DAY);
    team.daysWait = { value: team.daysWait.value * keep + 1, sum: team.daysWait.sum * keep + logWait, atMs };
    team.lastReplyMs = atMs;
    team.replies += 1;
    const before = this.earlier.get(topic.id);
    this.earlier.delete(topic.id);
    this.earlier.set(topic.id, {
      wait: before ? (before.wait + logWait) / 2 : logWait,
      times: (before?.times ?? 0) + 1,
    });
    if (this.earlier.size > 1000) this.earlier.delete(this.earlier.keys().next().value ?? '');
  }

  noteShift({ type, id, team }: WaitEvent): void {
    this.knowsShifts = true;
    const { onShift } = this.teamOf(team ?? '');
    if (type === 'on-shift') onShift.add(id);
    else onShift.delete(id);
  }
}

type SavedTeam = { name: string; waiting: Waiting[]; onShift: string[]; numbers: Float64Array };

function saveTeam(name: string, team: Team): SavedTeam {
  const { arrived, replied, daysWait } = team;
  const numbers = Float64Array.of(
    ...[arrived.value, arrived.atMs, replied.value, replied.atMs, daysWait.value, daysWait.sum, daysWait.atMs],
    ...[team.lastWait, team.recentWait, team.lastReplyMs, team.replies],
  );
  return { name, waiting: [...team.waiting.values()], onShift: [...team.onShift], numbers };
}

function loadTeam({ waiting, onShift, numbers }: SavedTeam, index: number): Team {
  const at = (place: number) => numbers[place] ?? 0;
  const kinds = Map.groupBy(waiting, ({ kind }) => kind);
  return {
    index,
    waiting: new Map(waiting.map((topic) => [topic.id, topic])),
    kinds: new Map([...kinds].map(([kind, topics]) => [kind, topics.length])),
    onShift: new Set(onShift),
    arrived: { value: at(0), atMs: at(1) },
    replied: { value: at(2), atMs: at(3) },
    daysWait: { value: at(4), sum: at(5), atMs: at(6) },
    lastWait: at(7),
    recentWait: at(8),
    lastReplyMs: at(9),
    replies: at(10),
  };
}

function add(count: Fading, atMs: number, halfLifeMs: number): void {
  count.value = fadedTo(count, atMs, halfLifeMs) + 1;
  count.atMs = atMs;
}

export const fadedTo = ({ value, atMs }: Fading, nowMs: number, halfLifeMs = HALF_HOUR): number =>
  value * 0.5 ** ((nowMs - atMs) / halfLifeMs);
