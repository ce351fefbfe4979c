import type { Embedding, EmbeddingModel } from './ask-embeddings.ts';
import type { Near } from './near-passages.ts';
import { pack } from './packed-vectors.ts';

/** A help centre of this size or less is looked through by what the model that runs here says. */
const OWN_LOOKS_AMONG = 300;

/** What a question means, as one model has it. `spoken`: the one language that the model knows. */
export type Meaning = { near: Near; vector: Embedding; spoken?: string };

export function meaningBy({ id }: Pick<EmbeddingModel, 'id'>, vector: Embedding, spoken?: string): Meaning {
  const { dimensions, signs } = pack(vector);
  const mostDocs = spoken ? OWN_LOOKS_AMONG : undefined;
  return { near: { model: id, dimensions, signs, mostDocs }, vector, ...(spoken && { spoken }) };
}
