import type { Context } from '../context.ts';
import { describeError, log } from '../log.ts';
import type { ReachableEmbeddings } from '../workspace-model/read-model.ts';
import { tokensOf } from './ask-model.ts';
import { maskSecrets } from './mask-secrets.ts';
import { type Meaning, meaningBy, OWN_LOOKS_AMONG } from './meaning.ts';
import type { Purse } from './spend-tokens.ts';
import { mayBeIn } from './tongue.ts';

/** So long a question waits for its vector; then its words alone find what answers it. */
const PATIENCE_MS = 1_500;
/** What is longer says nothing more of what is asked. */
const LONGEST = 2_000;

/** What a question means, where there is a model for that, it answers in time, and the day's tokens allow it. */
export async function embedQuestion(
  { actor: { workspaceId } }: Context,
  text: string,
  embeddings: ReachableEmbeddings | undefined,
  purse: Purse,
  patienceMs = PATIENCE_MS,
): Promise<Meaning | undefined> {
  const question = maskSecrets(text.slice(0, LONGEST)).trim();
  if (!embeddings || question === '') return undefined;
  const { model, own, ask } = embeddings;
  if (own && !mayBeIn(question, own.spoken)) return undefined;
  const embed = async () => {
    try {
      if (!own && !(await purse.take(tokensOf(question)))) return undefined;
      return (await ask([question], AbortSignal.timeout(patienceMs)))[0];
    } catch (error) {
      log('bot.embedding_failed', { workspaceId, ...describeError(error) });
      return undefined;
    }
  };
  // Where nothing is looked for by it, it is made while words are.
  if (own && own.docs > OWN_LOOKS_AMONG)
    return {
      near: { model: model.id, dimensions: own.dimensions },
      spoken: own.spoken,
      vector: async () => {
        const parts = await embed();
        return parts && { parts, isOwn: true };
      },
    };
  const vector = await embed();
  return vector && meaningBy(model, vector, own);
}
