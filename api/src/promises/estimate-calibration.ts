const KEPT_LEVELS = 3000;
const CELLS = 200;
/** By which factor of its odds a level may be moved for what was missed lately, in logs. */
const LIMIT = 1.5;
/** And by which in all: where a few long waits lie far beyond the others, the highest levels are anything. */
const FARTHEST = 1.2;
const ALL_HOURS = 24;

/** How fast the levels of the past fade, in waits; those of about the same hour, and of the same kind, count more and for longer. */
const MEMORY = 1500;
const OWN_MEMORY = 2400;
/** And of what was ever learned only so large a part is remembered, but for the first: a young model erred otherwise. */
const REMEMBERED = 0.3;
const LEAST_MEMORY = 100;
const BASE = 0.3;
const NEARNESS = [1, 0.7, 0.25, 0.05];
const SAME_KIND = 1;
/** How much those of another team or kind count of what they otherwise would. */
const OTHER_KINDS = 0.2;
/** As if so many waits had gone as the estimate said. */
const PRIOR = 150;
/** How far a miss or a hit moves its band, for all hours and for its own. */
const RATE = 0.003;
const HOUR_RATE = 0.02;

/** What waits have in common that are calibrated together: the hour of the day, and the numbers of team and kind. */
export type Group = { hour: number; team: number; kind: number };

/**
 * Makes the estimate's levels come true. Of each wait that ended it is kept how likely the estimate held it to have ended
 * by then, with its hour of the day, team and kind; were the estimate right these levels would be spread evenly. The
 * quantile of them is the level to ask the estimate for: conformal prediction on the scale of the conditional
 * distribution (Chernozhukov, Wüthrich, Zhu 2021), weighted by recency and by how alike the waits are (localized
 * conformal prediction, Guan 2023). On top of it each band is moved after every miss and every hit, for all hours and for
 * its own: adaptive conformal inference (Gibbs and Candès 2021) in log odds, which makes up for whatever drifts.
 */
export class Calibration {
  readonly levels = new Float32Array(KEPT_LEVELS);
  readonly hours = new Uint8Array(KEPT_LEVELS);
  readonly teams = new Uint8Array(KEPT_LEVELS);
  readonly kinds = new Uint8Array(KEPT_LEVELS);
  count = 0;
  /** For each band the moves of 24 hours and of all hours together. */
  readonly moves = new Map<number, Float64Array>();

  /** For each of the wanted levels the one to ask of the estimate for a wait of this group. */
  levelsFor(wanted: readonly number[], group: Group): number[] {
    const cells = this.#spread(group);
    let total = 0;
    for (const weight of cells) total += weight;
    const found = wanted.map(() => 1);
    const isFound = wanted.map(() => false);
    let sum = 0;
    for (const [cell, weight] of cells.entries()) {
      for (const [at, level] of wanted.entries()) {
        if (isFound[at] || sum + weight < level * total) continue;
        found[at] = (cell + (level * total - sum) / weight) / CELLS;
        isFound[at] = true;
      }
      sum += weight;
    }
    return found.map((level, at) => {
      const band = wanted[at] ?? 0;
      return near(moved(level, this.#moveOf(band, group.hour)), band);
    });
  }

  /** A wait of this group ended, at this level. */
  learnLevel(level: number, { hour, team, kind }: Group): void {
    const at = this.count % KEPT_LEVELS;
    this.levels[at] = level;
    this.hours[at] = hour;
    this.teams[at] = team;
    this.kinds[at] = kind;
    this.count += 1;
  }

  /** A band held, or was missed. Says by how much that moved it, for its hour and for all. */
  learnBand(band: number, hour: number, isHeld: boolean): readonly [number, number] {
    const miss = (band - (isHeld ? 1 : 0)) / Math.sqrt(band * (1 - band));
    return [this.#move(band, hour, HOUR_RATE * miss), this.#move(band, ALL_HOURS, RATE * miss)];
  }

  /** Undoes what was learned of a band: by as much as it was moved, for moves have a limit. */
  forgetBand(band: number, hour: number, [own, common]: readonly [number, number]): void {
    this.#move(band, hour, -own);
    this.#move(band, ALL_HOURS, -common);
  }

  #move(band: number, slot: number, by: number): number {
    const moves = this.moves.get(band) ?? new Float64Array(ALL_HOURS + 1);
    this.moves.set(band, moves);
    const before = moves[slot] ?? 0;
    moves[slot] = Math.max(-LIMIT, Math.min(LIMIT, before + by));
    return moves[slot] - before;
  }

  #spread({ hour, team, kind }: Group): Float64Array {
    const cells = new Float64Array(CELLS).fill(PRIOR / CELLS);
    let [common, own] = [BASE, 1];
    const memory = Math.max(LEAST_MEMORY, REMEMBERED * this.count);
    const fading = (most: number) => Math.exp(-1 / Math.min(most, memory));
    const [commonFades, ownFades] = [fading(MEMORY), fading(OWN_MEMORY)];
    const filled = Math.min(this.count, KEPT_LEVELS);
    for (let back = 1; back <= filled; back += 1) {
      const at = (this.count - back) % KEPT_LEVELS;
      const cell = cellOf(this.levels[at] ?? 0);
      const away = Math.abs((this.hours[at] ?? 0) - hour);
      const weight = common + own * (NEARNESS[Math.min(away, 24 - away)] ?? 0);
      const isSame = this.teams[at] === team && this.kinds[at] === kind;
      cells[cell] = (cells[cell] ?? 0) + (isSame ? weight + SAME_KIND * own : OTHER_KINDS * weight);
      common *= commonFades;
      own *= ownFades;
    }
    return cells;
  }

  /** Between the bands what is between their moves. */
  #moveOf(wanted: number, hour: number): number {
    const bands = [...this.moves]
      .sort(([a], [b]) => a - b)
      .map(([band, moves]) => [band, (moves[hour] ?? 0) + (moves[ALL_HOURS] ?? 0)] as const);
    const above = bands.find(([band]) => band >= wanted) ?? bands.at(-1);
    const below = bands.findLast(([band]) => band <= wanted) ?? bands[0];
    if (!above || !below) return 0;
    if (above[0] === below[0]) return above[1];
    return below[1] + ((wanted - below[0]) / (above[0] - below[0])) * (above[1] - below[1]);
  }
}

const cellOf = (level: number): number => Math.max(0, Math.min(CELLS - 1, Math.floor(level * CELLS)));

const near = (level: number, band: number): number =>
  Math.max(moved(band, -FARTHEST), Math.min(moved(band, FARTHEST), level));

function moved(level: number, by: number): number {
  const inside = Math.max(1e-4, Math.min(1 - 1e-4, level));
  return 1 / (1 + ((1 - inside) / inside) * Math.exp(-by));
}
