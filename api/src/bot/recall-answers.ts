import type { RecalledAnswer } from '@everthread/shared/models/bot';
import type { ArticleId, MessageId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { uuids } from '../db/lists.ts';
import { articles, articleVariants, articleVersions } from '../db/schema/articles.ts';
import { botMessages, botQuotes } from '../db/schema/bot.ts';
import { messages } from '../db/schema/messages.ts';
import { threads } from '../db/schema/threads.ts';
import { topics } from '../db/schema/topics.ts';
import { visitors } from '../db/schema/visitors.ts';
import { AppError } from '../errors.ts';
import type { HandlerContext } from '../outbox/handler.ts';
import type { QuoteRow } from './bot-rows.ts';
import { toBotQuote } from './bot-view.ts';
import { botWords } from './bot-words.ts';
import { passagesOf } from './passages.ts';
import { likenessOf, vectorsOf } from './vectors.ts';

const MOST_RECALLED = 100;

/** Articles have changed: the answers that quote what none of them says any more are noted, and those that it says again no longer. */
export async function recallAnswers(ctx: HandlerContext, events: readonly { articleId: ArticleId }[]): Promise<void> {
  const now = sql`${ctx.now().toISOString()}::timestamptz`;
  const ids = uuids(events.map(({ articleId }) => articleId));
  const stands = sql`exists (
    select from ${articleVariants} variant
      join ${articles} article on article.workspace_id = variant.workspace_id and article.id = variant.article_id
      join ${articleVersions} version on version.workspace_id = variant.workspace_id and version.article_id = variant.article_id
        and version.language = variant.language and version.version = variant.published_version
    where variant.workspace_id = quote.workspace_id and variant.article_id = quote.article_id
      and variant.language = quote.language and article.removed_at is null and article.audience <> 'internal'
      and strpos(version.body, quote.text) > 0)`;
  // Who saw to it before saw to what was gone then.
  const isNewlyGone = sql`exists (
    select from looked where looked.message_id = said.message_id and looked.gone_at is not null)`;
  await inWorkspace(ctx, [
    ctx.db.execute(sql`
      with looked as (
        update ${botQuotes} quote set gone_at = case when ${stands} then null else ${now} end
        where quote.workspace_id = ${ctx.actor.workspaceId} and quote.article_id = any(${ids})
          and (quote.gone_at is null) <> ${stands}
        returning quote.workspace_id, quote.message_id, quote.place, quote.gone_at
      )
      update ${botMessages} said set
        recall_settled_at = case when said.recalled_at is null or ${isNewlyGone} then null else said.recall_settled_at end,
        recalled_at = case
          when ${isNewlyGone} then case when said.recall_settled_at is null then coalesce(said.recalled_at, ${now}) else ${now} end
          when not exists (select from ${botQuotes} other where other.workspace_id = said.workspace_id
            and other.message_id = said.message_id and other.gone_at is not null
            and not exists (select from looked where looked.message_id = other.message_id and looked.place = other.place)) then null
          else said.recalled_at end
      where said.workspace_id = ${ctx.actor.workspaceId} and said.kind = 'answer'
        and said.message_id in (select message_id from looked)`),
  ]);
}

type Row = Omit<RecalledAnswer, 'gone' | 'draft'> & {
  gone: QuoteRow[];
  body: string | null; // of what the article says now
  language: string | null;
};

/** The answers whose articles say otherwise by now, those that somebody may still go by first, with a drafted correction. */
export async function listRecalled(ctx: Context<AgentActor>): Promise<RecalledAnswer[]> {
  const time = (column: string) => sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);
  const [{ rows }] = await inWorkspace(atLeast('viewer', ctx), [
    ctx.db.execute<Row>(sql`
      select message.id as "messageId", message.thread_id as "threadId", message.topic_id as "topicId",
        visitor.shown_name as "visitorName", visitor.language, coalesce(asked.text, '') as question, message.text as answer,
        ${time('message.sent_at')} as "answeredAt", ${time('said.recalled_at')} as "recalledAt", topic.assignee_id as "assigneeId",
        thread.last_seq as "seenSeq",
        said.helped is distinct from false and not exists (select from ${messages} reply
          where reply.workspace_id = message.workspace_id and reply.thread_id = message.thread_id
            and reply.topic_id = message.topic_id and reply.seq > message.seq
            and reply.author_kind = 'agent' and reply.kind = 'message') as "isConcerned",
        gone.quotes as gone, gone.body
      from ${botMessages} said
        join ${messages} message on message.workspace_id = said.workspace_id and message.id = said.message_id
        join ${topics} topic on topic.workspace_id = message.workspace_id and topic.id = message.topic_id
        join ${threads} thread on thread.workspace_id = message.workspace_id and thread.id = message.thread_id
        join ${visitors} visitor on visitor.workspace_id = thread.workspace_id and visitor.id = thread.visitor_id
        left join ${messages} asked on asked.workspace_id = said.workspace_id and asked.id = said.asked_id
        cross join lateral (
          select jsonb_agg(jsonb_build_object('articleId', quote.article_id, 'language', quote.language, 'version', quote.version,
              'title', version.title, 'heading', quote.heading, 'text', quote.text, 'help', null) order by quote.place) as quotes,
            (array_agg(current.body order by quote.place))[1] as body
          from ${botQuotes} quote
            join ${articleVersions} version on version.workspace_id = quote.workspace_id and version.article_id = quote.article_id
              and version.language = quote.language and version.version = quote.version
            left join (select variant.workspace_id, variant.article_id, variant.language, now.body from ${articleVariants} variant
                join ${articles} article on article.workspace_id = variant.workspace_id and article.id = variant.article_id
                  and article.removed_at is null and article.audience <> 'internal'
                join ${articleVersions} now on now.workspace_id = variant.workspace_id and now.article_id = variant.article_id
                  and now.language = variant.language and now.version = variant.published_version) current
              on current.workspace_id = quote.workspace_id and current.article_id = quote.article_id and current.language = quote.language
          where quote.workspace_id = said.workspace_id and quote.message_id = said.message_id and quote.gone_at is not null) gone
      where said.workspace_id = ${ctx.actor.workspaceId} and said.recalled_at is not null and said.recall_settled_at is null
        and gone.quotes is not null
      order by "isConcerned" desc, said.recalled_at desc, said.message_id limit ${MOST_RECALLED}`),
  ]);
  return rows.map(({ gone, body, language, ...row }) => ({
    ...row,
    gone: gone.map(toBotQuote),
    draft: draftOf(language, gone[0], body),
  }));
}

/** What may be said to who was told otherwise: that it has changed, and the words that took the place of those. */
function draftOf(language: string | null, was: QuoteRow | undefined, body: string | null): string {
  const { correction, nothingNow } = botWords(language);
  if (!was) return '';
  const passages = body === null ? [] : passagesOf(body).map(({ from, to }) => body.slice(from, to));
  const [likeness] = likenessOf(vectorsOf([was.text, ...passages])).slice(0, 1);
  const nearest = passages
    .map((text, at) => ({ text, alike: likeness?.[at + 1] ?? 0 }))
    .toSorted((a, b) => b.alike - a.alike)[0];
  return nearest ? `${correction(was.title)}\n\n${nearest.text}` : nothingNow(was.title);
}

/** Somebody has seen to it: the correction was sent, or need not be. Safe to repeat. */
export async function settleRecall(ctx: Context<AgentActor>, messageId: MessageId): Promise<void> {
  const [{ rows }] = await inWorkspace(ctx, [
    ctx.db.execute(sql`
      update ${botMessages} set recall_settled_at = coalesce(recall_settled_at, ${ctx.now().toISOString()}::timestamptz)
      where workspace_id = ${ctx.actor.workspaceId} and message_id = ${messageId} and recalled_at is not null
      returning message_id`),
  ]);
  if (rows.length === 0) throw new AppError('not_found', 'No such answer');
}
