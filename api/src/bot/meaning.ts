import type { Embedding, EmbeddingModel } from './ask-embeddings.ts';
import type { Near } from './near-passages.ts';
import { pack } from './packed-vectors.ts';

/**
 * Of so many docs in its language and no more those that lie near are looked for by the model that runs here: looking through
 * more takes as long as all the rest.
 */
export const OWN_LOOKS_AMONG = 300;

/** `isOwn`: by the encoder that ships with the product, whose vectors say less the longer a text is. */
export type QuestionVector = { parts: Embedding; isOwn: boolean };

/** What a question means, as one model has it. `spoken`: the one language that the model knows. */
export type Meaning = { near: Near; spoken?: string; vector: () => Promise<QuestionVector | undefined> };

/** `own`: of the model that runs here. */
export function meaningBy(
  { id }: Pick<EmbeddingModel, 'id'>,
  vector: Embedding,
  own?: { spoken: string; docs: number },
): Meaning {
  const { dimensions, signs } = pack(vector);
  const looks = !own || own.docs <= OWN_LOOKS_AMONG;
  const asked = { parts: vector, isOwn: own !== undefined };
  return {
    near: { model: id, dimensions, ...(looks && { signs }) },
    ...(own && { spoken: own.spoken }),
    vector: async () => asked,
  };
}
