import type { Embedding, EmbeddingModel } from './ask-embeddings.ts';
import type { Near } from './near-passages.ts';
import { pack } from './packed-vectors.ts';

/** Of so many docs and no more those that lie near are looked for by the model that runs here. */
export const OWN_LOOKS_AMONG = 300;

/** What a question means, as one model has it. `spoken`: the one language that the model knows. */
export type Meaning = { near: Near; spoken?: string; vector: () => Promise<Embedding | undefined> };

export function meaningBy({ id }: Pick<EmbeddingModel, 'id'>, vector: Embedding, spoken?: string): Meaning {
  const { dimensions, signs } = pack(vector);
  const mostDocs = spoken ? OWN_LOOKS_AMONG : undefined;
  return { near: { model: id, dimensions, signs, mostDocs }, ...(spoken && { spoken }), vector: async () => vector };
}
