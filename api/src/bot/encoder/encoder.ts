import type { Kernel } from './multiplier.ts';
import { type SentenceEncoder, sentenceEncoder } from './sentence-encoder.ts';
import { WIDE } from './weights-layout.ts';

/**
 * A model that runs here and costs nothing, for texts in one language. `id`: vectors of one are compared with its own only.
 * A text takes some milliseconds, the longest fifty; before each others have their turn.
 */
export type Encoder = {
  id: string;
  spoken: string;
  dimensions: number;
  encode(texts: readonly string[]): Promise<Float32Array[]>;
};

/** What the model is made of: what multiply.wasm exports, and weights.bin. */
export type EncoderParts = { kernel: Kernel; weights: ArrayBuffer };

/** Another way of making vectors is another model: then all are made anew. */
const ID = 'everthread-sentences-1';

/** The encoder that ships with the product, read when it is first asked. Where that fails it is tried again the next time. */
export function ownEncoder(load: () => Promise<EncoderParts>): Encoder {
  let made: Promise<SentenceEncoder> | undefined;
  const encoder = () => {
    made ??= load().then(
      ({ kernel, weights }) => sentenceEncoder(kernel, weights),
      (error) => {
        made = undefined;
        throw error;
      },
    );
    return made;
  };
  return {
    id: ID,
    spoken: 'en',
    dimensions: WIDE,
    async encode(texts) {
      const encode = await encoder();
      const vectors: Float32Array[] = [];
      for (const text of texts) {
        await new Promise((resolve) => setTimeout(resolve, 0));
        vectors.push(encode(text));
      }
      return vectors;
    },
  };
}
