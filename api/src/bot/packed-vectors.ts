import type { Embedding } from './ask-embeddings.ts';

/** A vector as it is stored: the signs of its parts, by which many are looked through, and each part in a byte. */
export type PackedVector = { dimensions: number; signs: string; bytes: string };

const MOST = 127;

/** `signs` as Postgres reads bits written in hex, `bytes` in base64. Only its direction is kept: how long it was says nothing. */
export function pack(vector: Embedding): PackedVector {
  const largest = vector.reduce((most, part) => Math.max(most, Math.abs(part)), 0) || 1;
  const bytes = Int8Array.from(vector, (part) => Math.round((part / largest) * MOST));
  const signs = new Uint8Array(Math.ceil(vector.length / 8));
  vector.forEach((part, at) => {
    if (part > 0) signs[at >> 3] = (signs[at >> 3] as number) | (0x80 >> (at & 7));
  });
  return {
    dimensions: vector.length,
    signs: `x${Buffer.from(signs).toString('hex')}`,
    bytes: Buffer.from(bytes.buffer).toString('base64'),
  };
}

/** The direction that was packed, as near as bytes come to it. */
export const unpack = (bytes: string): Embedding => Float32Array.from(new Int8Array(Buffer.from(bytes, 'base64')));
