const MOST_STEPS = 24;
const CLOSE_ENOUGH = 1e-6;

/**
 * How much each example speaks for a question: kernel ridge regression over `likeness`, whose last row and column are the
 * question's. What examples say alike they share, so that ten ways of saying one thing do not outweigh one good answer to
 * another. `give`: how much an example may be wrong.
 */
export function votesOf(likeness: readonly Float32Array[], give: number): Float64Array {
  const size = likeness.length - 1;
  const question = likeness[size] as Float32Array;
  const votes = new Float64Array(size);
  const rest = Float64Array.from(question.subarray(0, size));
  const step = rest.slice();
  let left = product(rest, rest);
  // Conjugate gradients: the matrix is symmetric, and a few steps come close enough.
  for (let taken = 0; taken < MOST_STEPS && left > CLOSE_ENOUGH; taken += 1) {
    const moved = new Float64Array(size);
    for (let i = 0; i < size; i += 1) {
      const row = likeness[i] as Float32Array;
      let sum = give * (step[i] as number);
      for (let j = 0; j < size; j += 1) sum += (row[j] as number) * (step[j] as number);
      moved[i] = sum;
    }
    const length = left / product(step, moved);
    for (let i = 0; i < size; i += 1) {
      votes[i] = (votes[i] as number) + length * (step[i] as number);
      rest[i] = (rest[i] as number) - length * (moved[i] as number);
    }
    const next = product(rest, rest);
    for (let i = 0; i < size; i += 1) step[i] = (rest[i] as number) + (next / left) * (step[i] as number);
    left = next;
  }
  return votes;
}

function product(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < one.length; i += 1) sum += (one[i] as number) * (other[i] as number);
  return sum;
}
