import type { MessageId } from '@everthread/shared/models/ids';
import { type SQL, sql } from 'drizzle-orm';
import { type Asked, isNewest, readSituation, selectSituation } from '../bot/read-situation.ts';
import type { Context, SystemActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { flowRuns } from '../db/schema/flows.ts';
import { outbox } from '../db/schema/outbox.ts';

/** Of the row `message`: no flow has taken it in, and it is no turn of the bot's that is still to come. */
const isNobodys: SQL = sql`message.via is null and not exists (select from ${flowRuns} run
    where run.workspace_id = message.workspace_id and run.topic_id = message.topic_id
      and (run.ended_at is null or run.heard_id = message.id))
  and not exists (select from ${outbox} late where late.workspace_id = message.workspace_id and late.type = 'bot.late'
    and late.payload ->> 'messageId' = message.id::text)`;

/**
 * Where a visitor's message stands. In place of one that a flow has left to the bot, and that he has written on after, what
 * he wrote last: nobody else would answer him.
 */
export async function readSought(ctx: Context<SystemActor>, messageId: MessageId): Promise<Asked | undefined> {
  const asked = await readSituation(ctx, messageId);
  if (!asked?.isSought || asked.isNewest || asked.isAnswered) return asked;
  const { threadId, topicId } = asked;
  const last = sql`message.thread_id = ${threadId} and message.topic_id = ${topicId} and ${isNewest} and ${isNobodys}`;
  const [{ rows }] = await inWorkspace(ctx, [selectSituation(ctx, last)]);
  return rows[0] ? { ...rows[0], isSought: true } : asked;
}
