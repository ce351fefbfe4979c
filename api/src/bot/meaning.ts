import type { Embedding, EmbeddingModel } from './ask-embeddings.ts';
import type { Near } from './near-passages.ts';
import { pack } from './packed-vectors.ts';

/** What a question means, as one model has it. */
export type Meaning = { near: Near; vector: Embedding };

export function meaningBy({ id }: Pick<EmbeddingModel, 'id'>, vector: Embedding): Meaning {
  const { dimensions, signs } = pack(vector);
  return { near: { model: id, dimensions, signs }, vector };
}
