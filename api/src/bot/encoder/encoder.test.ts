import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encoderParts, fileEncoder } from '../../../../local/file-encoder.ts';
import { ownEncoder } from './encoder.ts';
import { multiplier } from './multiplier.ts';
import { cutBy } from './pieces.ts';
import { readWeights } from './read-weights.ts';

const encoder = fileEncoder();
const { weights } = await encoderParts();

const alike = ([one, other]: readonly Float32Array[]) =>
  Array.from(one ?? []).reduce((sum, part, at) => sum + part * (other?.[at] ?? 0), 0);

test('a text is said as the model that it was made of says it', async () => {
  const [said] = await encoder.encode(['how do i reset my password']);
  const first = Array.from(said ?? []).slice(0, 8);
  SAID_BY_THE_MODEL.forEach((part, at) => {
    expect(first[at]).toBeCloseTo(part, 2);
  });
  expect(said).toHaveLength(512);
  expect(alike([said as Float32Array, said as Float32Array])).toBeCloseTo(1, 5);
});
/** By tfjs, in 32 bits. */
const SAID_BY_THE_MODEL = [-0.049, -0.053, 0.025, -0.048, 0.053, -0.053, 0.053, -0.018];

test('what means the same lies nearer than what shares its words', async () => {
  for (const [asked, answer, other] of [
    ['I want my money back', 'Refunds', 'I want my back rubbed'],
    ['the parcel never came', 'Lost deliveries', 'the train came'],
  ] as const) {
    const far = alike(await encoder.encode([asked, other]));
    expect(alike(await encoder.encode([asked, answer])), asked).toBeGreaterThan(far);
  }
});

test('whatever it is given, it says something finite of the same length, and the same each time', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 400 }), async (text) => {
      const [one, other] = await encoder.encode([text, text]);
      expect(one).toEqual(other);
      expect(one).toHaveLength(512);
      expect(one?.every(Number.isFinite)).toBe(true);
    }),
    { numRuns: 40 },
  );
});

test('a text is cut where its pieces are likeliest, and what stands in none costs one piece a letter', () => {
  const { pieces, commonness } = readWeights(weights);
  const cut = cutBy({ pieces, commonness });
  const pieced = (text: string) => cut(text).map((place) => pieces[place]);
  expect(pieced('I forgot  my\nPASSWORD')).toEqual(['▁i', '▁forgot', '▁my', '▁password']);
  expect(pieced('unrefundable').join('')).toBe('▁unrefundable');
  expect(cut('怎么退款')).toHaveLength(5);
  expect(pieced('')).toEqual(['▁']);
});

test('the kernel multiplies as arithmetic does, whatever the number of tokens', async () => {
  const { kernel } = await encoderParts();
  const [inputs, outputs] = [32, 5];
  const bytes = Int8Array.from({ length: inputs * outputs }, (_, at) => ((at * 37) % 255) - 127);
  const by = multiplier(kernel, bytes, 9, inputs);
  const scales = Float32Array.from({ length: outputs }, (_, output) => 0.01 * (output + 1));
  const matrix = { at: 0, inputs, outputs, scales, biases: new Float32Array(outputs).fill(3) };
  for (const tokens of [1, 3, 4, 9]) {
    const x = Float32Array.from({ length: tokens * inputs }, (_, at) => Math.sin(at));
    const y = by.times(x, matrix);
    for (let at = 0; at < tokens * outputs; at += 1) {
      const [token, output] = [Math.floor(at / outputs), at % outputs];
      let sum = 3;
      for (let i = 0; i < inputs; i += 1)
        sum += (x[token * inputs + i] as number) * (bytes[output * inputs + i] as number) * (scales[output] as number);
      expect(y[at]).toBeCloseTo(sum, 2);
    }
  }
});

test('a file of weights that is a byte shorter or longer is refused', () => {
  const longer = new Uint8Array(weights.byteLength + 1);
  longer.set(new Uint8Array(weights));
  expect(() => readWeights(weights.slice(0, -1))).toThrow('not whole');
  expect(() => readWeights(longer.buffer)).toThrow('not whole');
});

test('a text is read up to its 128th piece', async () => {
  const whole = 'tea '.repeat(128);
  const longest = 'tea '.repeat(500);
  const [one, other] = await encoder.encode([whole, longest]);
  expect(other).toEqual(one);
});

test('before each text others have their turn', async () => {
  let turns = 0;
  const others = setInterval(() => {
    turns += 1;
  }, 0);
  await encoder.encode(['tea', 'pot', 'cup', 'can']);
  clearInterval(others);
  expect(turns).toBeGreaterThanOrEqual(3);
});

test('parts that never come hold nobody up, and are read anew for the next', async () => {
  let reads = 0;
  const stuck = ownEncoder(() => {
    reads += 1;
    return reads === 1 ? new Promise(() => {}) : encoderParts();
  });
  await expect(stuck.encode(['tea'], AbortSignal.timeout(20))).rejects.toThrow('timeout');
  expect(await stuck.encode(['tea'], AbortSignal.timeout(20_000))).toHaveLength(1);
});

test('parts that could not be read are read the next time, and then kept', async () => {
  let reads = 0;
  const flaky = ownEncoder(async () => {
    reads += 1;
    if (reads === 1) throw new Error('Away');
    return encoderParts();
  });
  await expect(flaky.encode(['tea'])).rejects.toThrow('Away');
  expect(await flaky.encode(['tea', 'pot'])).toHaveLength(2);
  await flaky.encode(['tea']);
  expect(reads).toBe(2);
});
