import type { Fetch } from '../http/safe-fetch.ts';
import { askModel, type Model, type ModelQuestion, tokensOf } from './ask-model.ts';
import type { Purse } from './spend-tokens.ts';

/** By which way the model is asked, until when, and out of what it is paid. */
export type PaidLine = { model: Model; fetch: Fetch; signal: AbortSignal; purse: Purse };

/** What the model says, for tokens that are taken before; undefined where too few are left. Throws where it fails. */
export async function askPaid(
  { model, fetch, signal, purse }: PaidLine,
  question: Omit<ModelQuestion, 'fetch' | 'signal'>,
): Promise<string | undefined> {
  const { system, user, maxTokens } = question;
  const taken = tokensOf(system + user) + maxTokens;
  if (!(await purse.take(taken))) return undefined;
  const { text, tokens } = await askModel(model, { ...question, fetch, signal });
  await purse.settle(tokens - taken);
  return text;
}
