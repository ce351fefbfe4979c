import type { Language } from '@everthread/shared/models/article';
import type { BotQuestion, QuestionCluster, QuestionsSettled } from '@everthread/shared/models/bot';
import type { ArticleId, BotQuestionId, MessageId, ThreadId, TopicId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { uuids } from '../db/lists.ts';
import { articles, articleVariants } from '../db/schema/articles.ts';
import { botQuestions } from '../db/schema/bot.ts';
import { messages } from '../db/schema/messages.ts';
import { AppError } from '../errors.ts';
import { clusterQuestions } from './cluster-questions.ts';

/** So many of the latest are looked at together. */
const MOST_QUESTIONS = 300;

type Best = { articleId: ArticleId; language: Language; title: string };
type Row = {
  id: BotQuestionId;
  threadId: ThreadId;
  topicId: TopicId;
  messageId: MessageId;
  text: string;
  spoken: string | null;
  outcome: BotQuestion['outcome'];
  askedAt: string;
  best: Best[];
};

/** What the bot could not answer and nobody has settled: what asks for the same together, the most asked first. */
export async function listQuestions(ctx: Context<AgentActor>): Promise<QuestionCluster[]> {
  const { workspaceId } = ctx.actor;
  const [{ rows }] = await inWorkspace(atLeast('viewer', ctx), [
    ctx.db.execute<Row>(sql`
      select question.id, message.thread_id as "threadId", message.topic_id as "topicId", question.message_id as "messageId",
        question.text, question.spoken, question.outcome,
        to_char(question.asked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "askedAt",
        coalesce((select jsonb_agg(jsonb_build_object('articleId', best."articleId", 'language', best.language, 'title', variant.title)
            order by best.score desc)
          from jsonb_to_recordset(question.best) as best("articleId" uuid, language text, score float8)
            join ${articleVariants} variant on variant.workspace_id = question.workspace_id
              and variant.article_id = best."articleId" and variant.language = best.language
            join ${articles} article on article.workspace_id = variant.workspace_id and article.id = variant.article_id
              and article.removed_at is null), '[]') as best
      from ${botQuestions} question
        join ${messages} message on message.workspace_id = question.workspace_id and message.id = question.message_id
      where question.workspace_id = ${workspaceId} and question.settled_at is null and message.deleted_at is null
      order by question.asked_at desc, question.id limit ${MOST_QUESTIONS}`),
  ]);
  return clusterQuestions(rows)
    .toSorted((a, b) => b.length - a.length)
    .map((group) => ({
      language: group.find(({ spoken }) => spoken)?.spoken ?? null,
      questions: group.map(({ spoken: _spoken, best: _best, ...question }) => question),
      best: group[0]?.best ?? [],
    }));
}

/** These are settled: an article answers them now, or nobody need. Safe to repeat. */
export async function settleQuestions(ctx: Context<AgentActor>, { ids, articleId }: QuestionsSettled): Promise<void> {
  const { workspaceId } = ctx.actor;
  const [, { rows }] = await inWorkspace(ctx, [
    ctx.db.execute(sql`
      update ${botQuestions} set settled_at = ${ctx.now().toISOString()}::timestamptz, settled_by = current_agent(),
        article_id = (select id from ${articles} where workspace_id = ${workspaceId} and id = ${articleId ?? null}::uuid)
      where workspace_id = ${workspaceId} and settled_at is null
        and id = any(${uuids(ids)})`),
    ctx.db.execute<{ known: number }>(sql`
      select count(*)::integer as known from ${botQuestions} where workspace_id = ${workspaceId}
        and id = any(${uuids(ids)})`),
  ]);
  if (rows[0]?.known === 0) throw new AppError('not_found', 'No such questions');
}
