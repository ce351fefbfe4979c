/// <reference path="./wasm.d.ts" />
import type { EncoderParts } from './encoder.ts';
import type { Kernel } from './multiplier.ts';

/** Where the build puts the weights, among the files that the Worker reads. */
const WEIGHTS = 'https://assets.local/sentence-encoder.bin';

/** The encoder's parts as the Worker has them. Throws where they were not built. */
export async function loadEncoder(assets: Fetcher): Promise<EncoderParts> {
  const [{ default: code }, response] = await Promise.all([import('./multiply.wasm'), assets.fetch(WEIGHTS)]);
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error(`The sentence encoder’s weights could not be read: ${response.status}`);
  }
  const { exports } = new WebAssembly.Instance(code);
  return { kernel: exports as unknown as Kernel, weights: await response.arrayBuffer() };
}
