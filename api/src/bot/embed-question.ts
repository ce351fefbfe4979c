import type { Context } from '../context.ts';
import { wayTo } from '../http/way-to.ts';
import { describeError, log } from '../log.ts';
import { askEmbeddings } from './ask-embeddings.ts';
import { tokensOf } from './ask-model.ts';
import { maskSecrets } from './mask-secrets.ts';
import { type Meaning, meaningBy } from './meaning.ts';
import type { Purse } from './spend-tokens.ts';

/** So long a question waits for its vector; then its words alone find what answers it. */
const PATIENCE_MS = 1_500;
/** What is longer says nothing more of what is asked. */
const LONGEST = 2_000;

/** What a question means, where the deployment has a model for that, it answers in time, and the day's tokens allow it. */
export async function embedQuestion(
  { config: { embeddings }, actor: { workspaceId } }: Context,
  text: string,
  network: Fetcher | undefined,
  purse: Purse,
): Promise<Meaning | undefined> {
  const question = maskSecrets(text.slice(0, LONGEST)).trim();
  if (!embeddings || question === '') return undefined;
  try {
    if (!(await purse.take(tokensOf(question)))) return undefined;
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const [vector] = await askEmbeddings(embeddings, [question], { fetch: wayTo(embeddings.baseUrl, network), signal });
    return vector && meaningBy(embeddings, vector);
  } catch (error) {
    log('bot.embedding_failed', { workspaceId, ...describeError(error) });
    return undefined;
  }
}
