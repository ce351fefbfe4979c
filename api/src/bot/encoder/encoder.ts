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
  /** Throws what its parts could not be read for, or what `signal` says, if that comes before they are. */
  encode(texts: readonly string[], signal?: AbortSignal): Promise<Float32Array[]>;
};

/** What the model is made of: what multiply.wasm exports, and weights.bin. */
export type EncoderParts = { kernel: Kernel; weights: ArrayBuffer };

/** Another way of making vectors is another model: then all are made anew. */
const ID = 'everthread-sentences-1';

/** The encoder that ships with the product, read when it is first asked. Where that fails it is tried again the next time. */
export function ownEncoder(load: () => Promise<EncoderParts>): Encoder {
  // Kept once it is whole, and not while it is on its way: what one request waits for may never come for another.
  let made: SentenceEncoder | undefined;
  const encoder = async (signal: AbortSignal | undefined) => {
    if (made) return made;
    const { kernel, weights } = await (signal ? Promise.race([load(), endOf(signal)]) : load());
    made ??= sentenceEncoder(kernel, weights);
    return made;
  };
  return {
    id: ID,
    spoken: 'en',
    dimensions: WIDE,
    async encode(texts, signal) {
      const encode = await encoder(signal);
      const vectors: Float32Array[] = [];
      for (const text of texts) {
        await new Promise((resolve) => setTimeout(resolve, 0));
        vectors.push(encode(text));
      }
      return vectors;
    },
  };
}

const endOf = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
