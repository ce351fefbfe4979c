import type { Language } from '@everthread/shared/models/article';
import type { BotMode, BotSayingKind } from '@everthread/shared/models/bot';
import type { ArticleId, MessageId, TeamId, ThreadId, TopicId, VisitorId } from '@everthread/shared/models/ids';
import { type SQL, sql } from 'drizzle-orm';
import type { Context, SystemActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { articleVersions } from '../db/schema/articles.ts';
import { botMessages, botQuotes } from '../db/schema/bot.ts';
import { flowRuns } from '../db/schema/flows.ts';
import { messages } from '../db/schema/messages.ts';
import { threads } from '../db/schema/threads.ts';
import { topics } from '../db/schema/topics.ts';
import { visitors } from '../db/schema/visitors.ts';
import { workspaces } from '../db/schema/workspaces.ts';

/** What the bot offered the visitor to choose among: an article, and its words. */
export type Choice = {
  articleId: ArticleId;
  language: Language;
  version: number;
  title: string;
  heading: string;
  text: string;
  fromChar: number;
};

/** A visitor's message, and everything by which it is judged whether and how the bot answers it. */
export type Asked = {
  messageId: MessageId;
  threadId: ThreadId;
  topicId: TopicId;
  teamId: TeamId | null;
  visitorId: VisitorId;
  text: string;
  identity: 'claimed' | 'verified';
  language: string | null;
  mode: BotMode;
  isNewest: boolean;
  isTaken: boolean;
  isAnswered: boolean;
  isSought: boolean; // a flow has left it to the bot
  said: { kind: BotSayingKind; helped: boolean | null; titles: string[] }[];
  questions: string[]; // what he has written in the topic, the latest last
  choices: Choice[]; // of what the bot said last, if those were choices
};

/** Of the rows `message` and `topic`: a person has a part in the topic. */
export const isTaken: SQL = sql`(topic.status <> 'open' or topic.assignee_id is not null or exists (
  select from ${messages} reply
  where reply.workspace_id = topic.workspace_id and reply.thread_id = topic.thread_id and reply.topic_id = topic.id
    and reply.seq >= topic.first_seq and reply.author_kind = 'agent' and reply.kind = 'message'))`;

/** Of the row `message`: its visitor has written nothing after it. */
export const isNewest: SQL = sql`not exists (
  select from ${messages} later
  where later.workspace_id = message.workspace_id and later.thread_id = message.thread_id and later.seq > message.seq
    and later.author_kind = 'visitor' and later.deleted_at is null)`;

/** Of the row `topic`: the bot has brought a person. */
export const isHandedOver: SQL = sql`exists (
  select from ${messages} saying
    join ${botMessages} said on said.workspace_id = saying.workspace_id and said.message_id = saying.id
  where saying.workspace_id = topic.workspace_id and saying.thread_id = topic.thread_id and saying.topic_id = topic.id
    and saying.seq >= topic.first_seq and saying.author_kind = 'bot' and said.kind = 'handover')`;

/** So much of what he has written the team is told again. */
const QUESTIONS = 5;

/** Reads where a visitor's message stands; undefined where it is gone. */
export async function readSituation(ctx: Context<SystemActor>, messageId: MessageId): Promise<Asked | undefined> {
  const [{ rows }] = await inWorkspace(ctx, [selectSituation(ctx, sql`message.id = ${messageId}`)]);
  return rows[0];
}

/** A statement: where the message stands that `which` finds among a visitor's. */
export const selectSituation = ({ db, actor: { workspaceId } }: Context, which: SQL) =>
  db.execute<Asked>(sql`
      select message.id as "messageId", message.thread_id as "threadId", message.topic_id as "topicId",
        topic.team_id as "teamId", visitor.id as "visitorId", message.text, coalesce(message.author_identity, 'claimed') as identity,
        visitor.language, workspace.bot_mode as mode, ${isNewest} as "isNewest", ${isTaken} as "isTaken",
        exists (select from ${botMessages} answer
          where answer.workspace_id = message.workspace_id and answer.asked_id = message.id) as "isAnswered",
        exists (select from ${flowRuns} run where run.workspace_id = message.workspace_id and run.topic_id = message.topic_id
          and run.heard_id = message.id and run.state ->> 'how' = 'search') as "isSought",
        coalesce((select jsonb_agg(jsonb_build_object('kind', said.kind, 'helped', said.helped, 'titles', ${titles})
            order by saying.seq) ${said}), '[]') as said,
        array(select earlier.text from (
          select own.seq, own.text from ${messages} own
          where own.workspace_id = message.workspace_id and own.thread_id = message.thread_id and own.topic_id = message.topic_id
            and own.author_kind = 'visitor' and own.deleted_at is null and own.text <> '' and own.seq <= message.seq
          order by own.seq desc limit ${QUESTIONS}) earlier order by earlier.seq) as questions,
        coalesce((select jsonb_agg(jsonb_build_object('articleId', quote.article_id, 'language', quote.language,
            'version', quote.version, 'title', version.title, 'heading', quote.heading, 'text', quote.text,
            'fromChar', quote.from_char) order by quote.place)
          from (select said.* ${said} order by saying.seq desc limit 1) last
            join ${botQuotes} quote on quote.workspace_id = last.workspace_id and quote.message_id = last.message_id
            join ${articleVersions} version on version.workspace_id = quote.workspace_id
              and version.article_id = quote.article_id and version.language = quote.language and version.version = quote.version
          where last.kind = 'suggestion'), '[]') as choices
      from ${messages} message
        join ${topics} topic on topic.workspace_id = message.workspace_id and topic.id = message.topic_id
        join ${threads} thread on thread.workspace_id = message.workspace_id and thread.id = message.thread_id
        join ${visitors} visitor on visitor.workspace_id = thread.workspace_id and visitor.id = thread.visitor_id
        join ${workspaces} workspace on workspace.id = message.workspace_id
      where message.workspace_id = ${workspaceId} and message.kind = 'message' and message.author_kind = 'visitor'
        and message.deleted_at is null and ${which}`);

/** Of the row \`said\`: the articles that it quotes or offers. */
const titles: SQL = sql`(
  select coalesce(jsonb_agg(distinct version.title), '[]') from ${botQuotes} quote
    join ${articleVersions} version on version.workspace_id = quote.workspace_id
      and version.article_id = quote.article_id and version.language = quote.language and version.version = quote.version
  where quote.workspace_id = said.workspace_id and quote.message_id = said.message_id)`;

const said: SQL = sql`from ${messages} saying
  join ${botMessages} said on said.workspace_id = saying.workspace_id and said.message_id = saying.id
  where saying.workspace_id = topic.workspace_id and saying.thread_id = topic.thread_id and saying.topic_id = topic.id
    and saying.seq >= topic.first_seq and saying.author_kind = 'bot' and said.kind <> 'step'`;
