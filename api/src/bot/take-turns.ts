import type { Audience } from '@everthread/shared/models/article';
import type { HandoverReason } from '@everthread/shared/models/bot';
import type { MessageId } from '@everthread/shared/models/ids';
import { inWorkspace } from '../db/in-workspace.ts';
import { readSought } from '../flows/read-sought.ts';
import type { OutboxEvent } from '../outbox/events.ts';
import type { Handler, HandlerContext } from '../outbox/handler.ts';
import { workAside } from '../outbox/work-aside.ts';
import { peopleOnShift, readGrounds, selectGrounds } from '../promises/grounds.ts';
import { readModels } from '../workspace-model/read-model.ts';
import { asSaid } from './as-said.ts';
import { type ArticleAnswer, askArticles } from './ask-articles.ts';
import { botWords } from './bot-words.ts';
import { embedQuestion } from './embed-question.ts';
import { type Saying, sayInThread } from './post-saying.ts';
import type { Asked } from './read-situation.ts';
import { visitorPurse } from './spend-tokens.ts';
import { summaryOf } from './summary.ts';
import { type Turn, turnFor } from './turn.ts';

type EventOf<Type extends OutboxEvent['type']> = Extract<OutboxEvent, { type: Type }>;

/** The bot answers, asks what is meant, or calls a person. */
export const takeTurns: Handler<EventOf<'bot.turn'>> = async (ctx, events) => {
  for (const { messageId } of events) {
    const found = await look(ctx, messageId);
    if (found?.turn.do === 'hand-over') await handOver(ctx, found.asked, found.turn.why);
    if (found?.turn.do === 'answer') await answer(ctx, found.asked);
  }
};

/** Whatever has become of the answer: a person is called, unless there is one, or nothing was to be said. */
export const handOverLate: Handler<EventOf<'bot.late'>> = async (ctx, events) => {
  for (const { messageId } of events) {
    const found = await look(ctx, messageId);
    if (found && found.turn.do !== 'nothing') {
      await handOver(ctx, found.asked, found.turn.do === 'hand-over' ? found.turn.why : 'failed');
    }
  }
};

/** By what was proven of the visitor when he wrote. */
export const audiencesOf = ({ identity }: Pick<Asked, 'identity'>): Audience[] =>
  identity === 'verified' ? ['everyone', 'verified'] : ['everyone'];

async function look(ctx: HandlerContext, messageId: MessageId): Promise<{ asked: Asked; turn: Turn } | undefined> {
  const asked = await readSought(ctx, messageId);
  if (!asked) return undefined;
  const atWork = asked.mode === 'people-first' ? await countAtWork(ctx, asked) : 0;
  return { asked, turn: turnFor({ ...asked, peopleOnShift: atWork }) };
}

async function countAtWork(ctx: HandlerContext, { teamId }: Asked): Promise<number> {
  const grounds = readGrounds(ctx, ...(await inWorkspace(ctx, selectGrounds(ctx))));
  return grounds ? peopleOnShift(grounds, teamId, ctx.now().getTime()) : 0;
}

/** Says what the articles do, asks which is meant, or brings a person. */
export async function answer(ctx: HandlerContext, asked: Asked): Promise<void> {
  const audiences = audiencesOf(asked);
  const chosen = asked.choices.find(({ title }) => title.trim() === asked.text.trim());
  if (chosen) {
    const { title: _title, ...quote } = chosen;
    await say(ctx, asked, { kind: 'answer', text: asSaid(quote.text), quotes: [quote], isWritten: false });
    return;
  }
  const { answers, embeddings } = await readModels(ctx, ctx.env.PUBLIC_NETWORK);
  // A model takes longer than anybody else should wait for.
  if (answers) return askForModel(ctx, asked);
  const meaning = await embedQuestion(ctx, asked.text, embeddings, visitorPurse(ctx, asked.visitorId));
  const found = await askArticles(ctx, asked.text, audiences, meaning);
  const [quote] = found.quotes;
  if (found.outcome === 'answer' && quote) {
    await say(ctx, asked, { kind: 'answer', text: asSaid(quote.text), quotes: [quote], isWritten: false });
  } else if (found.outcome === 'suggest' && found.choices.length > 0) {
    const text = botWords(asked.language).didYouMean;
    await say(ctx, asked, { kind: 'suggestion', text, quotes: found.choices }, found);
  } else await handOver(ctx, asked, 'unknown', found);
}

/** In a Clock of its own. Where that cannot be asked, a person is called when it is late. */
const askForModel = (ctx: HandlerContext, { messageId }: Asked): Promise<void> => workAside(ctx, 'model', messageId);

/** Brings a person. `found`: what comes nearest to what was asked. */
export const handOver = (
  ctx: HandlerContext,
  asked: Asked,
  reason: HandoverReason,
  found?: ArticleAnswer,
): Promise<void> => say(ctx, asked, handoverSaying(asked, reason), found);

/** How the bot brings a person: at once, and with what the team should know. */
export const handoverSaying = (asked: Asked, reason: HandoverReason): Extract<Saying, { kind: 'handover' }> => ({
  kind: 'handover',
  text: botWords(asked.language).handOver[reason],
  reason,
  summary: summaryOf(reason, asked),
});

/** Says it, unless it was overtaken, and keeps what could not be answered. */
export async function say(ctx: HandlerContext, asked: Asked, saying: Saying, found?: ArticleAnswer): Promise<void> {
  const { messageId, threadId, text } = asked;
  const isUnknown = saying.kind === 'suggestion' || (saying.kind === 'handover' && saying.reason === 'unknown');
  const { statements } = sayInThread(
    ctx,
    {
      messageId,
      threadId,
      isAnswerTo: true,
      audiences: audiencesOf(asked),
      question: isUnknown
        ? { text, outcome: saying.kind === 'suggestion' ? 'suggestion' : 'handover', ...(found && { found }) }
        : undefined,
    },
    saying,
  );
  await inWorkspace(ctx, statements);
}
