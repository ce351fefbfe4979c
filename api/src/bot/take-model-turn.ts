import type { MessageId } from '@everthread/shared/models/ids';
import { describeError, log } from '../log.ts';
import type { HandlerContext } from '../outbox/handler.ts';
import { readModels } from '../workspace-model/read-model.ts';
import { embedQuestion } from './embed-question.ts';
import { readSituation } from './read-situation.ts';
import { visitorPurse } from './spend-tokens.ts';
import { audiencesOf, handOver, say } from './take-turns.ts';
import { writeAnswer } from './write-answer.ts';

/** So long a model may take for all that it is asked; then a person is called. */
const PATIENCE_MS = 15_000;

/** The model answers a visitor's message, or a person is called. Safe to repeat: what is answered is not answered again. */
export async function takeModelTurn(
  ctx: HandlerContext,
  messageId: MessageId,
  patienceMs = PATIENCE_MS,
): Promise<void> {
  const asked = await readSituation(ctx, messageId);
  if (!asked || asked.isTaken || asked.isAnswered || !asked.isNewest) return;
  const signal = AbortSignal.timeout(patienceMs);
  try {
    const { answers, embeddings } = await readModels(ctx, ctx.env.PUBLIC_NETWORK);
    if (!answers) return await handOver(ctx, asked, 'failed');
    const purse = visitorPurse(ctx, asked.visitorId);
    const meaningOf = (text: string) => embedQuestion(ctx, text, embeddings, purse);
    const line = { ...answers, signal, purse, meaningOf };
    const { written, found } = await writeAnswer(ctx, asked, audiencesOf(asked), line);
    if (written === 'nothing') await handOver(ctx, asked, 'unknown', found);
    else if (written === 'spent') await handOver(ctx, asked, 'spent');
    else await say(ctx, asked, { kind: 'answer', ...written, isWritten: true });
  } catch (error) {
    log('bot.model_failed', { workspaceId: ctx.actor.workspaceId, ...describeError(error) });
    await handOver(ctx, asked, 'failed');
  }
}
