import type { Matrix } from './read-weights.ts';

/** What is multiplied is told in so many steps: as many of them as there are inputs, times weights, stay within 32 bits. */
const STEPS = 8_191;
const PAGE = 65_536;

/** What multiply.wasm exports. */
export type Kernel = {
  multiply(x: number, w: number, y: number, tokens: number, inputs: number, outputs: number): void;
  memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
};

/** Rows of numbers times a matrix of the model's, and its biases. */
export type Multiplier = {
  /** `x`: a row of `inputs` numbers for each token. Gives a row of `outputs` for each. */
  times(x: Float32Array, matrix: Matrix): Float32Array;
  /** A matrix' row as it is. */
  row(matrix: Matrix, output: number): Float32Array;
};

/** The weights lie in the kernel's memory from then on. `mostNumbers`: of one token's row. */
export function multiplier(
  { multiply, memory }: Kernel,
  bytes: Int8Array,
  mostTokens: number,
  mostNumbers: number,
): Multiplier {
  const most = mostTokens * mostNumbers;
  const [xAt, yAt] = [bytes.length, bytes.length + most * Int16Array.BYTES_PER_ELEMENT];
  const size = yAt + most * Int32Array.BYTES_PER_ELEMENT;
  memory.grow(Math.max(0, Math.ceil((size - memory.buffer.byteLength) / PAGE)));
  const weights = new Int8Array(memory.buffer, 0, bytes.length);
  weights.set(bytes);
  const [steps, sums] = [new Int16Array(memory.buffer, xAt, most), new Int32Array(memory.buffer, yAt, most)];
  return {
    times(x, { at, outputs, inputs, scales, biases }) {
      const tokens = x.length / inputs;
      const sizes = new Float32Array(tokens);
      for (let token = 0; token < tokens; token += 1) sizes[token] = inSteps(x, token * inputs, inputs, steps);
      multiply(xAt, at, yAt, tokens, inputs, outputs);
      const y = new Float32Array(tokens * outputs);
      for (let token = 0; token < tokens; token += 1) {
        const size = sizes[token] as number;
        const from = token * outputs;
        for (let output = 0; output < outputs; output += 1)
          y[from + output] =
            (sums[from + output] as number) * size * (scales[output] as number) + (biases[output] as number);
      }
      return y;
    },
    row({ at, inputs, scales }, output) {
      const from = at + output * inputs;
      const scale = scales[output] as number;
      const row = new Float32Array(inputs);
      for (let i = 0; i < inputs; i += 1) row[i] = (weights[from + i] as number) * scale;
      return row;
    },
  };
}

/** Writes a row in whole steps, the largest number in all of them. Gives how much one is. */
function inSteps(x: Float32Array, from: number, inputs: number, steps: Int16Array): number {
  let largest = 0;
  for (let at = from; at < from + inputs; at += 1) largest = Math.max(largest, Math.abs(x[at] as number));
  const size = largest / STEPS || 1;
  for (let at = from; at < from + inputs; at += 1) steps[at] = Math.round((x[at] as number) / size);
  return size;
}
