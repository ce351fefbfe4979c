import { Estimator } from './estimate.ts';
import { pack, unpack } from './estimate-pack.ts';
import { BANDS, type Made } from './estimate-pending.ts';
import { LEVELS } from './estimate-survival.ts';

/** Raised when what is kept changes: a model of another version is learned anew from the events. */
export const MODEL_VERSION = 8;

/** What estimates read, and what only learning needs besides: without `features` a model answers, but does not grow. */
export type SavedModel = { model: Uint8Array<ArrayBuffer>; features?: Uint8Array<ArrayBuffer> };

/** Everything that an estimator has learned, as bytes. */
export function saveModel(estimator: Estimator): Required<SavedModel> {
  return { model: pack(contentOf(estimator)), features: pack(learningOf(estimator)) };
}

/**
 * The estimator again, which says what the saved one would have said. Throws on bytes of another version. The bytes stay
 * as they are, but what never changes is read where it lies.
 */
export function loadModel({ model, features }: SavedModel): Estimator {
  const saved = unpack(model) as Content;
  if (saved.version !== MODEL_VERSION) throw new Error(`A model of version ${saved.version}, not ${MODEL_VERSION}`);
  const estimator = new Estimator(saved.timeZone, features !== undefined);
  const { weeks, calibration, pending, hopes, rows, neighbours, line } = estimator;
  Object.assign(estimator, { replies: saved.replies, grownAt: saved.grownAt });
  estimator.clocksAtMs = saved.clocksAtMs ?? Number.NEGATIVE_INFINITY;
  weeks.restore(saved.weeks);
  line.restore(saved.line);
  estimator.effects = new Map(saved.effects);
  calibration.count = saved.calibration.count;
  calibration.levels.set(saved.calibration.levels);
  calibration.hours.set(saved.calibration.hours);
  calibration.teams.set(saved.calibration.teams);
  calibration.kinds.set(saved.calibration.kinds);
  for (const [band, moves] of saved.calibration.moves) calibration.moves.set(band, moves.slice());
  pending.restore(saved.pending);
  hopes.restore(saved.hopes);
  rows.count = saved.rows.count;
  rows.since.set(saved.rows.since);
  rows.end.set(saved.rows.end);
  rows.how.set(saved.rows.how);
  rows.team.set(saved.rows.team);
  rows.kind.set(saved.rows.kind);
  rows.weight.set(saved.rows.weight);
  rows.baseRow = saved.rows.baseRow;
  rows.baseMs = saved.rows.baseMs ?? Number.NaN;
  const learning = features && (unpack(features) as Learning);
  if (learning) rows.features.set(learning.features);
  rows.groups = learning?.groups ?? [];
  for (const [at, id] of (learning?.ids ?? []).entries()) {
    pending.add(id, unpackMade(learning?.made[at] ?? new Float64Array()));
  }
  if (saved.areClocksSet) neighbours.clocksOf = (team) => weeks.of(line.nameOf(team)).clocks;
  for (const [at, { since, bins }] of saved.readings.entries()) {
    neighbours.readings[at]?.since.set(since);
    neighbours.readings[at]?.bins.set(bins);
  }
  const { forest } = saved;
  neighbours.forest = forest && { ...forest, leaves: forest.leaves.map((leaves) => leaves.slice()) };
  return estimator;
}

type Content = ReturnType<typeof contentOf>;

function contentOf(estimator: Estimator) {
  const { calibration, pending, rows, neighbours } = estimator;
  return {
    version: MODEL_VERSION,
    timeZone: estimator.timeZone,
    replies: estimator.replies,
    grownAt: estimator.grownAt,
    clocksAtMs: orNull(estimator.clocksAtMs),
    weeks: estimator.weeks.save(),
    line: estimator.line.save(),
    effects: [...estimator.effects],
    calibration: {
      count: calibration.count,
      levels: calibration.levels.subarray(0, calibration.count),
      hours: calibration.hours.subarray(0, calibration.count),
      teams: calibration.teams.subarray(0, calibration.count),
      kinds: calibration.kinds.subarray(0, calibration.count),
      moves: [...calibration.moves],
    },
    pending: pending.save(),
    hopes: estimator.hopes.save(),
    rows: {
      count: rows.count,
      since: rows.since.subarray(0, rows.size),
      end: rows.end.subarray(0, rows.size),
      how: rows.how.subarray(0, rows.size),
      team: rows.team.subarray(0, rows.size),
      kind: rows.kind.subarray(0, rows.size),
      weight: rows.weight.subarray(0, rows.size),
      baseRow: rows.baseRow,
      baseMs: orNull(rows.baseMs),
    },
    areClocksSet: neighbours.clocksOf !== undefined,
    readings: neighbours.readings.map(({ since, bins }) => ({
      since: since.subarray(0, rows.size),
      bins: bins.subarray(0, rows.size),
    })),
    forest: neighbours.forest && {
      trees: neighbours.forest.trees,
      leaves: neighbours.forest.leaves,
      replies: neighbours.forest.replies,
    },
  };
}

type Learning = ReturnType<typeof learningOf>;

function learningOf({ rows, pending }: Estimator) {
  const made = [...pending.made];
  return {
    features: rows.features,
    groups: rows.groups,
    ids: made.flatMap(([id, list]) => list.map(() => id)),
    made: made.flatMap(([, list]) => list.map(packMade)),
  };
}

/** JSON knows neither infinity nor what is not a number. */
const orNull = (value: number): number | null => (Number.isFinite(value) ? value : null);

const packMade = ({ atMs, group, quantiles, seconds, ofExperts, isMissed, moves }: Made): Float64Array =>
  Float64Array.of(
    ...[atMs, group.hour, group.team, group.kind, ...seconds, ...isMissed.map(Number), ...moves.flat()],
    ...quantiles,
    ...ofExperts,
  );

function unpackMade(packed: Float64Array): Made {
  const [atMs = 0, hour = 0, team = 0, kind = 0] = packed;
  const [toMissed, toMoves, from] = [4 + BANDS.length, 4 + 2 * BANDS.length, 4 + 4 * BANDS.length];
  return {
    atMs,
    group: { hour, team, kind },
    seconds: [...packed.subarray(4, toMissed)],
    isMissed: Array.from(packed.subarray(toMissed, toMoves), Boolean),
    moves: BANDS.map((_, at) => [packed[toMoves + 2 * at] ?? 0, packed[toMoves + 2 * at + 1] ?? 0]),
    quantiles: Float32Array.from(packed.subarray(from, from + LEVELS.length)),
    ofExperts: Float32Array.from(packed.subarray(from + LEVELS.length)),
  };
}
