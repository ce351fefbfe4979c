import * as z from 'zod/mini';
import type { Config } from '../config.ts';
import { readText, TooLongError } from '../http/read-text.ts';
import type { Fetch } from '../http/safe-fetch.ts';

/** A model that says of a text where it stands among all that can be meant. `id`: vectors of one are compared with its own only. */
export type EmbeddingModel = NonNullable<Config['embeddings']>;

export type Embedding = Float32Array;

/** The model gave no vectors that can be used. Carries nothing that it said. */
export class EmbeddingError extends Error {
  override name = 'EmbeddingError';
  /** Whether it may be for what one of the texts says, or for how long it is. */
  readonly isOfTexts: boolean;
  readonly status: number | undefined;

  constructor(message: string, status?: number) {
    super(message);
    this.status = status;
    this.isOfTexts = status !== undefined && OF_TEXTS.includes(status);
  }
}
const TOO_MUCH = 413;
const OF_TEXTS: readonly number[] = [400, TOO_MUCH, 422];

const Answer = z.object({
  data: z.array(z.object({ index: z.int(), embedding: z.array(z.number()) })),
});

/** Of the largest models in use, and more. */
const MOST_DIMENSIONS = 4_096;
const LETTERS_A_NUMBER = 32;
/** So much of an answer is read, as of any model's. */
const MOST_BYTES = 2 * 1024 * 1024;

/** For so many texts at once there is room in an answer. `dimensions`: of the model's vectors, if that is known. */
export const textsAtOnce = (dimensions = MOST_DIMENSIONS): number =>
  Math.max(1, Math.floor(MOST_BYTES / LETTERS_A_NUMBER / dimensions));

/**
 * Asks once for the vectors of some texts, as OpenAI's protocol has it. By plain `fetch`: one request and one answer are all
 * there is to it. Throws where not every text gets one of its own, all of one length, or `signal` comes first.
 */
export async function askEmbeddings(
  { baseUrl, apiKey, name }: Omit<EmbeddingModel, 'id'>,
  texts: readonly string[],
  { fetch, signal }: { fetch: Fetch; signal: AbortSignal },
): Promise<Embedding[]> {
  const response = await fetch(`${baseUrl.replace(/\/+$/, '')}/embeddings`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` },
    body: JSON.stringify({ model: name, input: texts, encoding_format: 'float' }),
    signal,
  });
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new EmbeddingError(`The model answered ${response.status}`, response.status);
  }
  const said = await readText(response, MOST_BYTES, signal).catch((error) => {
    // As if it had said so itself: fewer texts may do.
    throw error instanceof TooLongError ? new EmbeddingError('The model said too much', TOO_MUCH) : error;
  });
  return vectorsIn(said, texts.length);
}

function vectorsIn(said: string, wanted: number): Embedding[] {
  const answer = z.safeParse(Answer, fromJson(said));
  if (!answer.success) throw new EmbeddingError('The model’s answer is not as the protocol has it');
  const given = answer.data.data.toSorted((a, b) => a.index - b.index);
  const vectors = given.map(({ embedding }) => Float32Array.from(embedding));
  const isFit = (vector: Embedding) =>
    vector.length > 0 &&
    vector.length <= MOST_DIMENSIONS &&
    vector.length === vectors[0]?.length &&
    vector.every(Number.isFinite) && // what is a number on the wire may be too large for a part
    vector.some(Boolean);
  if (vectors.length !== wanted || given.some(({ index }, at) => index !== at) || !vectors.every(isFit))
    throw new EmbeddingError('The model did not give each text a vector');
  return vectors;
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
