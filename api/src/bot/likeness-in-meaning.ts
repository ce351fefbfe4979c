import type { Embedding } from './ask-embeddings.ts';

/** So much of what is alike between two texts is that of their meaning, where both have a vector; the rest that of their words. */
const MEANING = 0.5;
/** The middle of few vectors says little about where all of the model's lie. */
const FEW = 8;

/**
 * `likeness` in words, mixed with that in meaning; its last row and column are the question's. Vectors of most models all
 * point much the same way, so it is counted from their middle. What has no vector is as alike as its words say.
 */
export function withMeaning(
  likeness: readonly Float32Array[],
  vectors: readonly (Embedding | undefined)[],
): Float32Array[] {
  const directions = aroundTheirMiddle(vectors);
  // As if each text were its words and its meaning side by side: so the whole stays a likeness of something.
  return likeness.map((row, i) =>
    row.map((alike, j) => {
      const [one, other] = [directions[i], directions[j]];
      if (i === j || (!one && !other)) return alike;
      if (!one || !other) return Math.sqrt(1 - MEANING) * alike;
      return (1 - MEANING) * alike + MEANING * product(one, other);
    }),
  );
}

function aroundTheirMiddle(vectors: readonly (Embedding | undefined)[]): (Embedding | undefined)[] {
  const directions = vectors.map((vector) => vector && toLengthOne(vector));
  const known = directions.slice(0, -1).filter((direction) => direction !== undefined);
  const [first] = known;
  if (!first) return directions;
  const middle = new Float32Array(first.length);
  for (const direction of known) {
    for (let at = 0; at < middle.length; at += 1) middle[at] = (middle[at] as number) + (direction[at] as number);
  }
  const share = 1 / (known.length + FEW);
  return directions.map(
    (direction) => direction && toLengthOne(direction.map((part, at) => part - (middle[at] as number) * share)),
  );
}

function toLengthOne(vector: Embedding): Embedding {
  const length = Math.sqrt(product(vector, vector)) || 1;
  return vector.map((part) => part / length);
}

function product(one: Embedding, other: Embedding): number {
  let sum = 0;
  for (let at = 0; at < one.length; at += 1) sum += (one[at] as number) * (other[at] as number);
  return sum;
}
