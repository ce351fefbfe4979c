/** Chance that repeats itself, so that the same history always grows the same forest. */
function mulberry(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Split nodes: feature, threshold, children. A leaf has feature −1 and its number as `left`. */
export type Tree = { feature: Int8Array; threshold: Float32Array; left: Int16Array; right: Int16Array; leaves: number };

export type GrowOptions = {
  trees: number;
  leafSize: number;
  depth: number;
  tries: number;
  sample: number;
  seed: number;
};

const CUTS = 24;

/**
 * Grows trees which part the rows so that the goal varies least within a leaf: the neighbourhoods of a quantile
 * regression forest (Meinshausen 2006).
 */
export function growForest(
  rows: readonly Float32Array[],
  goals: Float64Array,
  weights: Float64Array,
  options: GrowOptions,
): Tree[] {
  const width = rows[0]?.length ?? 0;
  const cuts = Array.from({ length: width }, (_, feature) => cutsOf(rows, feature));
  const binned = new Uint8Array(rows.length * width);
  for (const [at, row] of rows.entries()) {
    for (let feature = 0; feature < width; feature += 1)
      binned[at * width + feature] = binOf(cuts[feature] ?? [], row[feature] ?? Number.NaN);
  }
  const next = mulberry(options.seed);
  return Array.from({ length: options.trees }, () =>
    growTree({ binned, width, cuts, goals, weights, count: rows.length }, options, next),
  );
}

/** What is not known goes to the left of every cut. */
function binOf(cuts: ArrayLike<number>, value: number): number {
  let bin = 0;
  if (Number.isNaN(value)) return 0;
  for (bin = 0; bin < cuts.length && value > (cuts[bin] ?? 0); bin += 1);
  return bin + 1;
}

function cutsOf(rows: readonly Float32Array[], feature: number): Float32Array {
  const step = Math.max(1, Math.floor(rows.length / 1000));
  const values = rows.flatMap((row, at) => (at % step === 0 && !Number.isNaN(row[feature]) ? [row[feature] ?? 0] : []));
  const sorted = Float32Array.from(values).sort();
  const cuts = new Set<number>();
  for (let cut = 1; cut < CUTS; cut += 1) {
    const value = sorted[Math.floor((cut * sorted.length) / CUTS)];
    if (value !== undefined && value < (sorted[sorted.length - 1] ?? 0)) cuts.add(value);
  }
  return Float32Array.from(cuts);
}

type Ground = {
  binned: Uint8Array;
  width: number;
  cuts: Float32Array[];
  goals: Float64Array;
  weights: Float64Array;
  count: number;
};

function growTree(ground: Ground, { leafSize, depth, tries, sample }: GrowOptions, next: () => number): Tree {
  const { binned, width, cuts, goals, weights } = ground;
  const members = new Int32Array(Array.from({ length: ground.count }, (_, at) => at).filter(() => next() < sample));
  const nodes: { feature: number; threshold: number; left: number; right: number }[] = [];
  let leaves = 0;
  const weight = new Float64Array(CUTS + 2);
  const total = new Float64Array(CUTS + 2);
  const count = new Int32Array(CUTS + 2);

  const grow = (from: number, to: number, level: number): number => {
    const at = nodes.push({ feature: -1, threshold: 0, left: 0, right: 0 }) - 1;
    const node = nodes[at];
    if (!node) return at;
    let best = { gain: 1e-9, feature: -1, bin: 0 };
    if (level < depth && to - from >= 2 * leafSize) {
      for (let attempt = 0; attempt < tries; attempt += 1) {
        const feature = Math.floor(next() * width);
        const bins = (cuts[feature]?.length ?? 0) + 2;
        if (bins < 3) continue;
        weight.fill(0, 0, bins);
        total.fill(0, 0, bins);
        count.fill(0, 0, bins);
        let [allWeight, allTotal] = [0, 0];
        for (let i = from; i < to; i += 1) {
          const row = members[i] ?? 0;
          const bin = binned[row * width + feature] ?? 0;
          const w = weights[row] ?? 0;
          const value = w * (goals[row] ?? 0);
          weight[bin] = (weight[bin] ?? 0) + w;
          total[bin] = (total[bin] ?? 0) + value;
          count[bin] = (count[bin] ?? 0) + 1;
          allWeight += w;
          allTotal += value;
        }
        let [leftWeight, leftTotal, leftCount] = [0, 0, 0];
        for (let bin = 0; bin < bins - 1; bin += 1) {
          leftWeight += weight[bin] ?? 0;
          leftTotal += total[bin] ?? 0;
          leftCount += count[bin] ?? 0;
          if (leftCount < leafSize) continue;
          if (to - from - leftCount < leafSize) break;
          const rightWeight = allWeight - leftWeight;
          const rightTotal = allTotal - leftTotal;
          const gain = leftTotal ** 2 / leftWeight + rightTotal ** 2 / rightWeight - allTotal ** 2 / allWeight;
          if (gain > best.gain) best = { gain, feature, bin };
        }
      }
    }
    if (best.feature < 0) {
      node.left = leaves;
      leaves += 1;
      return at;
    }
    let middle = from;
    for (let i = from; i < to; i += 1) {
      const row = members[i] ?? 0;
      if ((binned[row * width + best.feature] ?? 0) > best.bin) continue;
      members[i] = members[middle] ?? 0;
      members[middle] = row;
      middle += 1;
    }
    node.feature = best.feature;
    node.threshold = best.bin === 0 ? Number.NEGATIVE_INFINITY : (cuts[best.feature]?.[best.bin - 1] ?? 0);
    node.left = grow(from, middle, level + 1);
    node.right = grow(middle, to, level + 1);
    return at;
  };
  grow(0, members.length, 0);
  return {
    feature: Int8Array.from(nodes, (node) => node.feature),
    threshold: Float32Array.from(nodes, (node) => node.threshold),
    left: Int16Array.from(nodes, (node) => node.left),
    right: Int16Array.from(nodes, (node) => node.right),
    leaves,
  };
}

/** The leaf of this tree into which the row falls. */
export function leafOf({ feature, threshold, left, right }: Tree, row: Float32Array): number {
  let at = 0;
  for (;;) {
    const split = feature[at] ?? -1;
    if (split < 0) return left[at] ?? 0;
    at = ((row[split] ?? 0) > (threshold[at] ?? 0) ? right[at] : left[at]) ?? 0; // what is not known goes to the left
  }
}
