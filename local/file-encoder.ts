import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Encoder, type EncoderParts, ownEncoder } from '../api/src/bot/encoder/encoder.ts';
import type { Kernel } from '../api/src/bot/encoder/multiplier.ts';

// Node has it as browsers do; its types do not say so.
declare const WebAssembly: { instantiate(code: Uint8Array): Promise<{ instance: { exports: unknown } }> };

const read = (name: string) => readFile(resolve(import.meta.dirname, '../api/src/bot/encoder', name));

/** The encoder that ships with the product, outside the Worker: read from its files. */
export const fileEncoder = (): Encoder => ownEncoder(encoderParts);

export async function encoderParts(): Promise<EncoderParts> {
  const [code, weights] = await Promise.all([read('multiply.wasm'), read('weights.bin')]);
  const { instance } = await WebAssembly.instantiate(code);
  return { kernel: instance.exports as Kernel, weights: new Uint8Array(weights).buffer };
}
