import type { ModelPurpose, ModelTrial, WorkspaceModelChange } from '@everthread/shared/models/workspace-model';
import { agentPurse } from '../agent-help/agent-purse.ts';
import { askEmbeddings } from '../bot/ask-embeddings.ts';
import { askModel, type Model, tokensOf } from '../bot/ask-model.ts';
import { troubleOf } from '../bot/model-trouble.ts';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { AppError } from '../errors.ts';
import { type Fetch, fetchPublic } from '../http/safe-fetch.ts';
import { addressOf, checkKeyStays } from './change-model.ts';
import { keyOf, NO_KEY, selectModel } from './read-model.ts';

type Way = { fetch: Fetch; signal: AbortSignal };
type Trial = { patienceMs: number; ask: (model: Model, way: Way) => Promise<number> };

const MOST_TOKENS = 600;
const QUESTION = 'Answer with JSON {"works": true} and nothing else.';
const TEXTS = ['How do I send something back?', 'Returns'];

/** What is asked for each purpose, and how long it may take. Tells how many tokens that took. */
const TRIALS: Readonly<Record<ModelPurpose, Trial>> = {
  answers: {
    patienceMs: 15_000,
    async ask(model, way) {
      const { tokens } = await askModel(model, { system: QUESTION, user: '{}', maxTokens: MOST_TOKENS, ...way });
      return tokens;
    },
  },
  embeddings: {
    patienceMs: 6_000,
    async ask(model, way) {
      await askEmbeddings(model, TEXTS, way);
      return TEXTS.reduce((sum, text) => sum + tokensOf(text), 0);
    },
  },
};

/**
 * Asks a model once, as it would be asked were it set so; nothing is kept. Says of what went wrong no more than could be
 * asked of any public address. For owners and admins.
 */
export async function tryModel(
  ctx: Context<AgentActor>,
  purpose: ModelPurpose,
  { baseUrl: typed, name, key }: WorkspaceModelChange,
  network: Fetcher | undefined,
  patienceMs = TRIALS[purpose].patienceMs,
): Promise<ModelTrial['outcome']> {
  const manager = atLeast('admin', ctx);
  const baseUrl = addressOf(typed);
  const [[kept]] = await inWorkspace(manager, [selectModel(ctx, purpose)]);
  if (key === undefined) checkKeyStays(kept, baseUrl);
  const apiKey = key ?? (kept ? await keyOf(ctx, kept) : NO_KEY);
  if (apiKey === null) return 'key';
  const purse = agentPurse(manager);
  if (!(await purse.take(MOST_TOKENS))) throw new AppError('too_many', 'Today’s tokens are spent');
  const signal = AbortSignal.timeout(patienceMs);
  try {
    const tokens = await TRIALS[purpose].ask({ baseUrl, name, apiKey }, { fetch: fetchPublic(network), signal });
    await purse.settle(tokens - MOST_TOKENS);
    return 'works';
  } catch (error) {
    return troubleOf(error, signal);
  }
}
