import type { ModelTrial, WorkspaceModelChange } from '@everthread/shared/models/workspace-model';
import { agentPurse } from '../agent-help/agent-purse.ts';
import { askModel } from '../bot/ask-model.ts';
import { troubleOf } from '../bot/model-trouble.ts';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { AppError } from '../errors.ts';
import { fetchPublic } from '../http/safe-fetch.ts';
import { addressOf, checkKeyStays } from './change-model.ts';
import { modelOf, NO_KEY, selectModel } from './read-model.ts';

const PATIENCE_MS = 15_000;
const MOST_TOKENS = 600;
const QUESTION = 'Answer with JSON {"works": true} and nothing else.';

/**
 * Asks a model once, as it would be asked were it set so; nothing is kept. Says of what went wrong no more than could be
 * asked of any public address. For owners and admins.
 */
export async function tryModel(
  ctx: Context<AgentActor>,
  { baseUrl: typed, name, key }: WorkspaceModelChange,
  network: Fetcher | undefined,
  patienceMs = PATIENCE_MS,
): Promise<ModelTrial['outcome']> {
  const manager = atLeast('admin', ctx);
  const baseUrl = addressOf(typed);
  const [[kept]] = await inWorkspace(manager, [selectModel(ctx, 'answers')]);
  if (key === undefined) checkKeyStays(kept, baseUrl);
  const apiKey = key ?? (kept ? (await modelOf(ctx, kept, network))?.model.apiKey : NO_KEY);
  if (apiKey === undefined) return 'key';
  const purse = agentPurse(manager);
  if (!(await purse.take(MOST_TOKENS))) throw new AppError('too_many', 'Today’s tokens are spent');
  const signal = AbortSignal.timeout(patienceMs);
  const question = { system: QUESTION, user: '{}', maxTokens: MOST_TOKENS, fetch: fetchPublic(network), signal };
  try {
    const { tokens } = await askModel({ baseUrl, name, apiKey }, question);
    await purse.settle(tokens - MOST_TOKENS);
    return 'works';
  } catch (error) {
    return troubleOf(error, signal);
  }
}
