import type { Language } from '@everthread/shared/models/article';
import type { BotSayingKind } from '@everthread/shared/models/bot';
import type { FlowAsked } from '@everthread/shared/models/flow';
import type { ArticleId } from '@everthread/shared/models/ids';
import { type SQL, sql } from 'drizzle-orm';
import { articleDocs } from '../db/schema/article-index.ts';
import { articles, articleVariants, articleVersions } from '../db/schema/articles.ts';
import { botMessages, botQuotes } from '../db/schema/bot.ts';
import { messages } from '../db/schema/messages.ts';
import { workspaces } from '../db/schema/workspaces.ts';

/** Words of an article as a view takes them. */
export type QuoteRow = {
  articleId: ArticleId;
  language: Language;
  version: number;
  title: string;
  heading: string;
  text: string;
  help: { at: string; slug: string } | null; // where everybody may read it
};

/** What a message of the bot's shows. `kind`: none where it is a note for the team. */
export type BotRow = {
  name: string;
  kind: BotSayingKind | null;
  isWritten: boolean | null;
  helped: boolean | null;
  asks: FlowAsked | null;
  quotes: QuoteRow[];
};

/** What was quoted in the message of this id, in its order, as JSON. */
export const quotesOf = (workspaceId: SQL, messageId: SQL): SQL<QuoteRow[]> => sql`(
  select coalesce(jsonb_agg(jsonb_build_object('articleId', quote.article_id, 'language', quote.language,
    'version', quote.version, 'title', version.title, 'heading', quote.heading, 'text', quote.text,
    'help', (select jsonb_build_object('at', coalesce(place.help_url || '/', '/help/' || place.id || '/'), 'slug', variant.slug)
      from ${workspaces} place
        join ${articles} article on article.workspace_id = place.id and article.id = quote.article_id
        join ${articleVariants} variant on variant.workspace_id = place.id and variant.article_id = quote.article_id
          and variant.language = quote.language
      where place.id = quote.workspace_id and place.shows_help and article.removed_at is null and article.audience = 'everyone'
        and variant.published_version is not null)) order by quote.place), '[]')
  from ${botQuotes} quote
    join ${articleVersions} version on version.workspace_id = quote.workspace_id and version.article_id = quote.article_id
      and version.language = quote.language and version.version = quote.version
  where quote.workspace_id = ${workspaceId} and quote.message_id = ${messageId})`;

/** A column of `messages`: what the bot says in it. */
export const botOfMessage: SQL<BotRow | null> = sql`case when "messages"."author_kind" = 'bot' then (
  select jsonb_build_object('name', coalesce(workspace.bot_name, workspace.name), 'kind', said.kind,
    'isWritten', said.is_written, 'helped', said.helped, 'asks', said.asks, 'quotes', ${quotesOf(sql`workspace.id`, sql`"messages"."id"`)})
  from ${workspaces} workspace
    left join ${botMessages} said on said.workspace_id = workspace.id and said.message_id = "messages"."id"
  where workspace.id = "messages"."workspace_id") end`;

/**
 * A column of `messages`: a visitor has written words, in a workspace whose bot has something to answer from. What came by
 * mail a person answers: a program that answered mails could answer another for ever.
 */
export const callsTheBot: SQL<boolean> = sql`(${messages.authorKind} = 'visitor' and ${messages.kind} = 'message'
  and ${messages.via} is null
  and ${messages.text} <> ''
  and exists (select from ${workspaces} asked where asked.id = ${messages.workspaceId} and asked.bot_mode <> 'off')
  and exists (select from ${articleDocs} known
    where known.workspace_id = ${messages.workspaceId} and known.audience <> 'internal'))`;

/** Whether the bot of `workspaces` is asked before people are. It is silent until it knows something. */
export const asksBotFirst: SQL<boolean> = sql`(${workspaces.botMode} = 'bot-first' and exists (select from ${articleDocs} known
  where known.workspace_id = ${workspaces.id} and known.audience <> 'internal'))`;
