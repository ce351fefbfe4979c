import { answer, handOver } from '../bot/take-turns.ts';
import type { OutboxEvent } from '../outbox/events.ts';
import type { Handler } from '../outbox/handler.ts';
import { readSought } from './read-sought.ts';

/** A flow has ended with what a visitor wants to know: the bot answers it from the articles, or brings a person. */
export const searchArticles: Handler<Extract<OutboxEvent, { type: 'flow.search' }>> = async (ctx, events) => {
  for (const { messageId } of events) {
    const asked = await readSought(ctx, messageId);
    if (!asked || asked.isTaken || asked.isAnswered || !asked.isNewest) continue;
    if (asked.said.some(({ kind }) => kind === 'handover')) continue;
    await (asked.mode === 'off' || asked.text === '' ? handOver(ctx, asked, 'unknown') : answer(ctx, asked));
  }
};
