import { type Audience, Language } from '@everthread/shared/models/article';
import type { MessageId, ThreadId, TopicId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import { audiencesOf } from '../bot/take-turns.ts';
import { spokenIn, tonguesOf } from '../bot/tongue.ts';
import type { AgentActor, Context } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { messages } from '../db/schema/messages.ts';
import { threads } from '../db/schema/threads.ts';
import { visitors } from '../db/schema/visitors.ts';
import { AppError } from '../errors.ts';
import { type Counted, countDocs, type ModelRow, selectModels } from '../workspace-model/read-model.ts';
import type { Turn } from './help-prompts.ts';

/** How much of a thread is looked at. */
const QUESTIONS = 5;
const MOST_TURNS = 80;

/** Where an agent is to be helped. */
export type HelpPlace = {
  /** What the visitor has written in the topic, the latest last. */
  questions: string[];
  /** The articles that he may be told of, by what was proven of him when he last wrote. */
  audiences: Audience[];
  speaks: Language;
  models: ModelRow[];
  counted: Counted[];
};

type Row = { language: string | null; identity: 'claimed' | 'verified' | null; questions: string[] };

/** Reads it in one trip. Without a topic: the whole thread. Throws `not_found` where there is no such thread. */
export async function readPlace(ctx: Context<AgentActor>, threadId: ThreadId, topicId?: TopicId): Promise<HelpPlace> {
  const { workspaceId } = ctx.actor;
  const his = sql`from ${messages} own where own.workspace_id = thread.workspace_id and own.thread_id = thread.id
    and own.author_kind = 'visitor' and own.deleted_at is null and own.text <> ''
    ${topicId ? sql`and own.topic_id = ${topicId}` : sql``}`;
  const [{ rows }, models, counted] = await inWorkspace(ctx, [
    ctx.db.execute<Row>(sql`
      select visitor.language, (select own.author_identity ${his} order by own.seq desc limit 1) as identity,
        array(select text from (select own.seq, own.text ${his} order by own.seq desc limit ${QUESTIONS}) latest order by seq) as questions
      from ${threads} thread
        join ${visitors} visitor on visitor.workspace_id = thread.workspace_id and visitor.id = thread.visitor_id
      where thread.workspace_id = ${workspaceId} and thread.id = ${threadId}`),
    selectModels(ctx),
    countDocs(ctx),
  ]);
  const [row] = rows;
  if (!row) throw new AppError('not_found', 'No such thread');
  const { questions, identity, language } = row;
  return {
    questions,
    audiences: audiencesOf({ identity: identity ?? 'claimed' }),
    speaks: languageOf(questions, language),
    models,
    counted: counted.rows,
  };
}

/** The newest of a thread as they follow each other, notes among them. */
export async function readTurns(ctx: Context<AgentActor>, threadId: ThreadId): Promise<Turn[]> {
  const [{ rows }] = await inWorkspace(ctx, [
    ctx.db.execute<Turn>(sql`
      select case kind when 'note' then 'note' else author_kind end as from, text from (
        select seq, kind, author_kind, text from ${messages}
        where workspace_id = ${ctx.actor.workspaceId} and thread_id = ${threadId} and deleted_at is null and text <> ''
        order by seq desc limit ${MOST_TURNS}) latest order by seq`),
  ]);
  return rows;
}

/** What a message says. Throws `not_found` where it is not in this thread, or says nothing. */
export async function readWords(ctx: Context<AgentActor>, threadId: ThreadId, messageId: MessageId): Promise<string> {
  const [{ rows }] = await inWorkspace(ctx, [
    ctx.db.execute<{ text: string }>(sql`
      select text from ${messages} where workspace_id = ${ctx.actor.workspaceId} and thread_id = ${threadId}
        and id = ${messageId} and deleted_at is null and text <> ''`),
  ]);
  if (!rows[0]) throw new AppError('not_found', 'No such message');
  return rows[0].text;
}

/** The language that he writes, as far as his words tell it, or else his browser's. */
export function languageOf(questions: readonly string[], browser: string | null): Language {
  const browsers = Language.safeParse(browser).data;
  const tongues = tonguesOf(questions.join('\n'));
  if (!('only' in tongues) || (browsers && tongues.only.includes(spokenIn(browsers)))) return browsers ?? 'en';
  return tongues.only[0] ?? browsers ?? 'en';
}
