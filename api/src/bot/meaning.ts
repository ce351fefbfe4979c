import type { Embedding, EmbeddingModel } from './ask-embeddings.ts';
import type { Near } from './near-passages.ts';
import { pack } from './packed-vectors.ts';

/** Of so many docs and no more those that lie near are looked for by the model that runs here. */
export const OWN_LOOKS_AMONG = 300;

/** `isOwn`: by the encoder that ships with the product, whose vectors say less the longer a text is. */
export type QuestionVector = { parts: Embedding; isOwn: boolean };

/** What a question means, as one model has it. `spoken`: the one language that the model knows. */
export type Meaning = { near: Near; spoken?: string; vector: () => Promise<QuestionVector | undefined> };

export function meaningBy({ id }: Pick<EmbeddingModel, 'id'>, vector: Embedding, spoken?: string): Meaning {
  const { dimensions, signs } = pack(vector);
  const mostDocs = spoken ? OWN_LOOKS_AMONG : undefined;
  const asked = { parts: vector, isOwn: spoken !== undefined };
  return { near: { model: id, dimensions, signs, mostDocs }, ...(spoken && { spoken }), vector: async () => asked };
}
