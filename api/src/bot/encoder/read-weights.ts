import { FILE_BYTES, MATRICES, type MatrixName, NORMS, type NormName, PIECES } from './weights-layout.ts';

/** A matrix whose weights lie at `at` in the bytes; each is `scale` of its output times what stands there. */
export type Matrix = { at: number; outputs: number; inputs: number; scales: Float32Array; biases: Float32Array };
export type Norm = { scales: Float32Array; biases: Float32Array };

export type Weights = {
  /** Of all matrices, one behind the other. */
  bytes: Int8Array;
  matrices: Readonly<Record<MatrixName, Matrix>>;
  norms: Readonly<Record<NormName, Norm>>;
  /** The pieces of words, by their place, and how common each is. */
  pieces: readonly string[];
  commonness: Float32Array;
};

/** Takes the file of weights apart. What it gives keeps no hold of the file, but for `bytes`. Throws where it is not whole, or more. */
export function readWeights(file: ArrayBuffer): Weights {
  if (file.byteLength !== FILE_BYTES) throw new Error('The file of the sentence encoder’s weights is not whole');
  let at = 0;
  const starts = MATRICES.map(([, outputs, inputs]) => {
    const start = at;
    at += outputs * inputs;
    return start;
  });
  const bytes = new Int8Array(file, 0, at);
  const numbers = (count: number) => {
    const from = at;
    at += count * Float32Array.BYTES_PER_ELEMENT;
    return new Float32Array(file.slice(from, at));
  };
  const matrices = MATRICES.map(([name, outputs, inputs], i): [MatrixName, Matrix] => [
    name,
    { at: starts[i] as number, outputs, inputs, scales: numbers(outputs), biases: numbers(outputs) },
  ]);
  const norms = NORMS.map(([name, width]): [NormName, Norm] => [
    name,
    { scales: numbers(width), biases: numbers(width) },
  ]);
  const commonness = numbers(PIECES);
  const pieces = new TextDecoder().decode(new Uint8Array(file, at)).split('\n');
  return {
    bytes,
    matrices: Object.fromEntries(matrices) as Record<MatrixName, Matrix>,
    norms: Object.fromEntries(norms) as Record<NormName, Norm>,
    pieces,
    commonness,
  };
}
