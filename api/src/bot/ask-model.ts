import type { Config } from '../config.ts';
import type { Fetch } from '../http/safe-fetch.ts';
import { fetchModel } from './fetch-model.ts';

/** A model of choice, as the operator names it: anything that speaks as OpenAI does. */
export type Model = NonNullable<Config['model']>;

/** What is asked of it, by which way, and until when. */
export type ModelQuestion = {
  system: string;
  user: string;
  maxTokens: number;
  fetch: Fetch;
  signal: AbortSignal;
  /** In what it answers: an object, unless it is asked for text. */
  as?: 'object' | 'text';
  /** What it has said so far, each time that it has said more. */
  onText?: ((text: string) => void) | undefined;
};

export type ModelAnswer = { text: string; tokens: number };

const MOST_CHARACTERS = 24_000;
/** About so many characters are a token, where nobody says how many there were. */
const CHARACTERS_A_TOKEN = 3;

/** The model gave no answer that can be used. Carries nothing that it said. */
export class ModelError extends Error {
  override name = 'ModelError';
}

/**
 * Asks the model once and reads its answer as it comes. Throws where it fails, is cut off, says too much or nothing, or
 * has not ended when `signal` does.
 */
export async function askModel(model: Model, question: ModelQuestion): Promise<ModelAnswer> {
  const { system, user, maxTokens, signal, as = 'object', onText } = question;
  // Large, and needed only where there is a model.
  const { default: OpenAI } = await import('openai');
  const client = new OpenAI({
    apiKey: model.apiKey,
    baseURL: model.baseUrl,
    // What it would take from the environment.
    organization: null,
    project: null,
    adminAPIKey: null,
    maxRetries: 0,
    fetch: fetchModel(question.fetch, model.apiKey),
  });
  let text = '';
  let tokens = 0;
  let isWhole = false;
  const late = new Promise<never>((_, refuse) => {
    signal.addEventListener('abort', () => refuse(new ModelError('The model took too long')), { once: true });
  });
  late.catch(() => {});
  const stream = await Promise.race([
    client.chat.completions.create(
      {
        model: model.name,
        stream: true,
        stream_options: { include_usage: true },
        temperature: 0,
        max_completion_tokens: maxTokens,
        ...(as === 'object' && { response_format: { type: 'json_object' } }),
        messages: [
          { role: 'system', content: system },
          { role: 'user', content: user },
        ],
      },
      { signal },
    ),
    late,
  ]);
  const parts = stream[Symbol.asyncIterator]();
  for (;;) {
    const { done, value } = await Promise.race([parts.next(), late]);
    if (done) break;
    const [choice] = value.choices ?? [];
    text += choice?.delta?.content ?? '';
    if (text.length > MOST_CHARACTERS) throw new ModelError('The model says too much');
    if (choice?.delta?.content) onText?.(text);
    if (choice?.finish_reason === 'stop') isWhole = true;
    if (value.usage) tokens = value.usage.total_tokens;
  }
  if (!isWhole || text.trim() === '') throw new ModelError('The model’s answer is not whole');
  return { text, tokens: tokens > 0 ? tokens : tokensOf(system + user + text) };
}

/** What so many characters cost at the most, about. */
export const tokensOf = (text: string): number => Math.ceil(text.length / CHARACTERS_A_TOKEN);
