import type { AnswerToAudit, BotFigures, Verdict } from '@everthread/shared/models/bot';
import type { MessageId, ThreadId, TopicId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { botMessages } from '../db/schema/bot.ts';
import { messages } from '../db/schema/messages.ts';
import { AppError } from '../errors.ts';
import { type QuoteRow, quotesOf } from './bot-rows.ts';
import { toBotQuote } from './bot-view.ts';

const SAMPLE = 5;
const DAYS = 30;

type Row = {
  messageId: MessageId;
  threadId: ThreadId;
  topicId: TopicId;
  question: string;
  answer: string;
  quotes: QuoteRow[];
  resolved: 'confirmed' | 'assumed';
  answeredAt: string;
};

/** A random handful of answers that settled something and that nobody has looked at; the same handful for a week. */
export async function answersToAudit(ctx: Context<AgentActor>): Promise<AnswerToAudit[]> {
  const now = sql`${ctx.now().toISOString()}::timestamptz`;
  const [{ rows }] = await inWorkspace(atLeast('viewer', ctx), [
    ctx.db.execute<Row>(sql`
      select message.id as "messageId", message.thread_id as "threadId", message.topic_id as "topicId",
        coalesce(asked.text, '') as question, message.text as answer, ${quotesOf(sql`said.workspace_id`, sql`said.message_id`)} as quotes,
        said.resolved, to_char(message.sent_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "answeredAt"
      from ${botMessages} said
        join ${messages} message on message.workspace_id = said.workspace_id and message.id = said.message_id
        left join ${messages} asked on asked.workspace_id = said.workspace_id and asked.id = said.asked_id
      where said.workspace_id = ${ctx.actor.workspaceId} and said.resolved_at > ${now} - make_interval(days => ${DAYS})
        and said.verdict is null
      order by md5(said.message_id::text || to_char(${now}, 'IYYY-IW')), said.message_id limit ${SAMPLE}`),
  ]);
  return rows.map(({ quotes, ...row }) => ({ ...row, quotes: quotes.map(toBotQuote) }));
}

/** An agent says of an answer whether it was right. Said again, it takes the place of what was said. */
export async function judgeAnswer(ctx: Context<AgentActor>, messageId: MessageId, { verdict }: Verdict): Promise<void> {
  const [{ rows }] = await inWorkspace(ctx, [
    ctx.db.execute(sql`
      update ${botMessages} set verdict = ${verdict}, audited_by = current_agent(),
        audited_at = ${ctx.now().toISOString()}::timestamptz
      where workspace_id = ${ctx.actor.workspaceId} and message_id = ${messageId} and kind = 'answer'
      returning message_id`),
  ]);
  if (rows.length === 0) throw new AppError('not_found', 'No such answer');
}

/** How the bot has done in the last thirty days. */
export async function botFigures(ctx: Context<AgentActor>): Promise<BotFigures> {
  const since = sql`${ctx.now().toISOString()}::timestamptz - make_interval(days => ${DAYS})`;
  const topicsWhere = (condition: string) =>
    sql.raw(`count(distinct message.topic_id) filter (where ${condition})::integer`);
  const [{ rows }] = await inWorkspace(atLeast('viewer', ctx), [
    ctx.db.execute<BotFigures>(sql`
      select ${topicsWhere('true')} as "spokeIn", ${topicsWhere("said.resolved = 'confirmed'")} as confirmed,
        ${topicsWhere("said.resolved = 'assumed'")} as assumed, ${topicsWhere("said.kind = 'handover'")} as "handedOver",
        (count(*) filter (where said.verdict = 'right'))::integer as right, (count(*) filter (where said.verdict = 'wrong'))::integer as wrong
      from ${botMessages} said
        join ${messages} message on message.workspace_id = said.workspace_id and message.id = said.message_id
      where said.workspace_id = ${ctx.actor.workspaceId} and message.sent_at > ${since}`),
  ]);
  return rows[0] ?? { spokeIn: 0, confirmed: 0, assumed: 0, handedOver: 0, right: 0, wrong: 0 };
}
