import { expect, test } from 'vitest';
import { withMeaning } from './likeness-in-meaning.ts';
import { pack, unpack } from './packed-vectors.ts';

test('a vector is stored by its signs, the first highest, and its parts in bytes, however long it was', () => {
  const packed = pack(Float32Array.from([0.2, -0.1, 0, 0.05, -0.2, 0.01, -0.01, 0.2, 0.1]));
  expect(packed).toMatchObject({ dimensions: 9, signs: 'x9580' });
  expect([...unpack(packed.bytes)]).toEqual([127, -63, 0, 32, -127, 6, -6, 127, 64]);
  expect(pack(Float32Array.from([20, -10]))).toEqual(pack(Float32Array.from([2, -1])));
});

test('what is alike in meaning alone becomes alike, and what has no vector is as alike as its words', () => {
  const rows = (...all: number[][]) => all.map((row) => Float32Array.from(row));
  const inWords = rows([1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0.2], [0, 0, 0.2, 1]);
  const one = Float32Array.from([5, 1, 0]);
  const other = Float32Array.from([5, -1, 0]);
  const [, , bare = [], question = []] = withMeaning(inWords, [one, other, undefined, Float32Array.from([5, 0.9, 0])]);
  // All three point much the same way; what tells them apart counts.
  expect(question[0]).toBeGreaterThan(0.3);
  expect(question[1]).toBeLessThan(question[0] as number);
  expect(question[2]).toBeCloseTo(0.2 * Math.SQRT1_2);
  expect(bare[3]).toBeCloseTo(question[2] as number);
  expect(withMeaning(inWords, [undefined, undefined, undefined, one])[3]?.[2]).toBeCloseTo(0.2 * Math.SQRT1_2);
});
