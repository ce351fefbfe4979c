import type { Embedding } from './ask-embeddings.ts';

/** So much of what a text is like a model's vector says; the rest is its words'. */
const MEANING = 0.5;
/** The middle of few vectors says little about where all of the model's lie. */
const FEW = 8;

/**
 * `likeness` in words, mixed with that in meaning; its last row and column are the question's. Vectors of most models all
 * point much the same way, so it is counted from their middle. What has no vector is as alike as its words say. `shares`:
 * how much of what each text is like its vector says.
 */
export function withMeaning(
  likeness: readonly Float32Array[],
  vectors: readonly (Embedding | undefined)[],
  shares: readonly number[] = vectors.map((vector) => (vector ? MEANING : 0)),
): Float32Array[] {
  const directions = aroundTheirMiddle(vectors);
  const ofWords = shares.map((share) => Math.sqrt(1 - share));
  const ofMeaning = shares.map(Math.sqrt);
  // As if each text were its words and its meaning side by side: so the whole stays a likeness of something.
  const mixed = likeness.map((row) => row.slice());
  for (let i = 0; i < mixed.length; i += 1) {
    for (let j = i + 1; j < mixed.length; j += 1) {
      const [one, other] = [directions[i], directions[j]];
      const inWords = (ofWords[i] as number) * (ofWords[j] as number) * (likeness[i]?.[j] as number);
      const alike =
        one && other ? inWords + (ofMeaning[i] as number) * (ofMeaning[j] as number) * product(one, other) : inWords;
      (mixed[i] as Float32Array)[j] = alike;
      (mixed[j] as Float32Array)[i] = alike;
    }
  }
  return mixed;
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
  for (const direction of directions) {
    for (let at = 0; direction && at < middle.length; at += 1)
      direction[at] = (direction[at] as number) - (middle[at] as number) * share;
  }
  return directions.map((direction) => direction && toLengthOne(direction));
}

export function toLengthOne(vector: Embedding): Embedding {
  const length = Math.sqrt(product(vector, vector)) || 1;
  const direction = new Float32Array(vector.length);
  for (let at = 0; at < vector.length; at += 1) direction[at] = (vector[at] as number) / length;
  return direction;
}

export function product(one: Embedding, other: Embedding): number {
  let sum = 0;
  for (let at = 0; at < one.length; at += 1) sum += (one[at] as number) * (other[at] as number);
  return sum;
}
