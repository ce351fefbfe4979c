import type { MessageId } from '@everthread/shared/models/ids';
import { publicUrl } from '../http/public-url.ts';
import { type Fetch, fetchPublic } from '../http/safe-fetch.ts';
import { describeError, log } from '../log.ts';
import type { HandlerContext } from '../outbox/handler.ts';
import { readSituation } from './read-situation.ts';
import { audiencesOf, handOver, say } from './take-turns.ts';
import { writeAnswer } from './write-answer.ts';

/** So long a model may take for all that it is asked; then a person is called. */
export const PATIENCE_MS = 15_000;

/** The model answers a visitor's message, or a person is called. Safe to repeat: what is answered is not answered again. */
export async function takeModelTurn(
  ctx: HandlerContext,
  messageId: MessageId,
  patienceMs = PATIENCE_MS,
): Promise<void> {
  const { model } = ctx.config;
  const asked = await readSituation(ctx, messageId);
  if (!model || !asked || asked.isTaken || asked.isAnswered || !asked.isNewest) return;
  const signal = AbortSignal.timeout(patienceMs);
  try {
    const audiences = audiencesOf(asked);
    const { written, found } = await writeAnswer(ctx, asked, audiences, {
      model,
      fetch: wayTo(ctx, model.baseUrl),
      signal,
    });
    if (written === 'nothing') await handOver(ctx, asked, 'unknown', found);
    else if (written === 'spent') await handOver(ctx, asked, 'spent');
    else await say(ctx, asked, { kind: 'answer', ...written, isWritten: true });
  } catch (error) {
    log('bot.model_failed', { workspaceId: ctx.actor.workspaceId, ...describeError(error) });
    await handOver(ctx, asked, 'failed');
  }
}

/** What is on the internet is asked through the gate that reaches nothing else; what the operator runs beside us, directly. */
const wayTo = ({ env }: HandlerContext, baseUrl: string): Fetch =>
  publicUrl(baseUrl) ? fetchPublic(env.PUBLIC_NETWORK) : (url, init) => fetch(url, init);
