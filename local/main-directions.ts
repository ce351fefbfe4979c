const SWEEPS = 12;

/** In which directions, each of length one, rows of numbers spread the most: as many as are asked for, the widest first. */
export function mainDirections(rows: readonly (readonly number[])[], count: number): number[][] {
  const size = rows[0]?.length ?? 0;
  const spread = Array.from({ length: size }, () => new Float64Array(size));
  for (const row of rows) {
    for (let i = 0; i < size; i += 1) {
      const into = spread[i] as Float64Array;
      for (let j = 0; j < size; j += 1) into[j] = (into[j] as number) + (row[i] as number) * (row[j] as number);
    }
  }
  const turned = Array.from({ length: size }, (_, i) =>
    Float64Array.from({ length: size }, (_, j) => (i === j ? 1 : 0)),
  );
  // Jacobi: turns each two axes until nothing is left that they have in common.
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    for (let i = 0; i < size; i += 1) for (let j = i + 1; j < size; j += 1) turn(spread, turned, i, j);
  }
  return turned
    .map((direction, at) => ({ direction: [...direction], width: (spread[at] as Float64Array)[at] as number }))
    .toSorted((a, b) => b.width - a.width)
    .slice(0, count)
    .map(({ direction }) => direction);
}

function turn(spread: Float64Array[], turned: Float64Array[], i: number, j: number): void {
  const [ofI, ofJ] = [spread[i] as Float64Array, spread[j] as Float64Array];
  const common = ofI[j] as number;
  if (common === 0) return;
  const angle = Math.atan2(2 * common, (ofI[i] as number) - (ofJ[j] as number)) / 2;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  for (const row of spread) mix(row, i, row, j, cos, sin);
  for (let at = 0; at < ofI.length; at += 1) mixRows(ofI, ofJ, at, cos, sin);
  const [one, other] = [turned[i] as Float64Array, turned[j] as Float64Array];
  for (let at = 0; at < one.length; at += 1) mixRows(one, other, at, cos, sin);
}

function mix(one: Float64Array, i: number, other: Float64Array, j: number, cos: number, sin: number): void {
  const [a, b] = [one[i] as number, other[j] as number];
  one[i] = cos * a + sin * b;
  other[j] = cos * b - sin * a;
}

const mixRows = (one: Float64Array, other: Float64Array, at: number, cos: number, sin: number) =>
  mix(one, at, other, at, cos, sin);
