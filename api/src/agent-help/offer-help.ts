import type { HelpOffer } from '@everthread/shared/models/agent-help';
import type { ThreadId, TopicId } from '@everthread/shared/models/ids';
import { askArticles } from '../bot/ask-articles.ts';
import { embedQuestion } from '../bot/embed-question.ts';
import { asksSomething } from '../bot/read-words.ts';
import type { AgentActor, Context } from '../context.ts';
import { modelsOf } from '../workspace-model/read-model.ts';
import { agentPurse } from './agent-purse.ts';
import { nameQuotes } from './name-quotes.ts';
import { readPlace } from './read-place.ts';

const MOST_ASKED = 3;
const MOST_OFFERED = 4;

/**
 * What there is to help with a topic: the articles that speak of what the visitor asked last, by the bot's own search,
 * the team's among them, and whether a model can be asked. Says and changes nothing.
 */
export async function offerHelp(
  ctx: Context<AgentActor>,
  threadId: ThreadId,
  topicId: TopicId,
  network: Fetcher | undefined,
): Promise<HelpOffer> {
  const { questions, audiences, speaks, models, counted } = await readPlace(ctx, threadId, topicId);
  const { answers, embeddings } = await modelsOf(ctx, models, counted, network);
  const asked = questions.filter(asksSomething).slice(-MOST_ASKED).toReversed();
  const purse = agentPurse(ctx);
  const ask = async (text: string) =>
    askArticles(ctx, text, [...audiences, 'internal'], await embedQuestion(ctx, text, embeddings, purse));
  const found = await Promise.all(asked.map(ask));
  const choices = found.flatMap((answer) => answer.choices);
  const first = choices.filter(
    ({ articleId }, at) => choices.findIndex((other) => other.articleId === articleId) === at,
  );
  return {
    hasModel: answers !== undefined,
    speaks,
    articles: await nameQuotes(ctx, first.slice(0, MOST_OFFERED), audiences),
  };
}
