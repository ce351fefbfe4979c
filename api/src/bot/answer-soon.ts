import { sql } from 'drizzle-orm';
import { inWorkspace } from '../db/in-workspace.ts';
import { uuids } from '../db/lists.ts';
import { messages } from '../db/schema/messages.ts';
import { topics } from '../db/schema/topics.ts';
import { isFlows } from '../flows/flow-rows.ts';
import type { OutboxEvent } from '../outbox/events.ts';
import type { Handler } from '../outbox/handler.ts';
import { recordEach } from '../outbox/record-event.ts';
import { callsTheBot } from './bot-rows.ts';
import { isHandedOver, isTaken } from './read-situation.ts';

/** By then somebody has answered: the bot, or else a person has been called. */
export const LATEST_MS = 20_000;

/**
 * A visitor has written: it is the bot's turn, where it has one. That a person is called if nothing comes of it is stored
 * with that, before anything is begun that could fail.
 */
export const answerSoon: Handler<Extract<OutboxEvent, { type: 'message.sent' }>> = async (ctx, events) => {
  if (ctx.ahead && !ctx.ahead.some((sent) => sent.callsTheBot)) return;
  const ids = uuids(events.map(({ messageId }) => messageId));
  const called = sql`(
    select ${messages.workspaceId}, ${messages.id} from ${messages}
      join ${topics} topic on topic.workspace_id = ${messages.workspaceId} and topic.id = ${messages.topicId}
    where ${messages.workspaceId} = ${ctx.actor.workspaceId} and ${callsTheBot} and not ${isTaken} and not ${isHandedOver}
      and not ${isFlows} and ${messages.id} = any(${ids})) as called`;
  const fields = { messageId: sql`id`, thread: sql`null` };
  const lateAt = new Date(ctx.now().getTime() + LATEST_MS);
  await inWorkspace(ctx, [
    ctx.db.execute(recordEach('bot.turn', fields, called, ctx.now())),
    ctx.db.execute(recordEach('bot.late', fields, called, ctx.now(), lateAt)),
  ]);
};
