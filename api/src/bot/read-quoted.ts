import type { QuotedPlace } from '@everthread/shared/models/bot';
import type { MessageId, ThreadId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import type { Context, VisitorActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { articles, articleVariants, articleVersions } from '../db/schema/articles.ts';
import { botQuotes } from '../db/schema/bot.ts';
import { messages } from '../db/schema/messages.ts';
import { threads } from '../db/schema/threads.ts';
import { AppError } from '../errors.ts';
import { actorsThread } from '../threads/actors-thread.ts';
import { asSaid } from './as-said.ts';
import { passagesOf } from './passages.ts';
import { audiencesOf } from './take-turns.ts';

/** So many passages are shown before the quoted one, and after it. */
const AROUND = 8;

type Row = { title: string; body: string; heading: string; text: string; fromChar: number; isReadable: boolean };

/**
 * What stands around a quote under its heading, in the version that it was taken from. Where the article is for others by
 * now, or for nobody, the quote alone: that was said.
 */
export async function readQuoted(
  ctx: Context<VisitorActor>,
  threadId: ThreadId,
  messageId: MessageId,
  place: number,
): Promise<QuotedPlace> {
  const { workspaceId } = ctx.actor;
  const [{ rows }] = await inWorkspace(ctx, [
    ctx.db.execute<Row>(sql`
      select version.title, version.body, quote.heading, quote.text, quote.from_char as "fromChar",
        article.removed_at is null and variant.published_version is not null
          and article.audience in (select jsonb_array_elements_text(${JSON.stringify(audiencesOf(ctx.actor))}::jsonb)) as "isReadable"
      from ${botQuotes} quote
        join ${messages} message on message.workspace_id = quote.workspace_id and message.id = quote.message_id
        join ${threads} on ${threads.workspaceId} = message.workspace_id and ${threads.id} = message.thread_id
        join ${articleVersions} version on version.workspace_id = quote.workspace_id and version.article_id = quote.article_id
          and version.language = quote.language and version.version = quote.version
        join ${articleVariants} variant on variant.workspace_id = quote.workspace_id and variant.article_id = quote.article_id
          and variant.language = quote.language
        join ${articles} article on article.workspace_id = quote.workspace_id and article.id = quote.article_id
      where quote.workspace_id = ${workspaceId} and quote.message_id = ${messageId} and quote.place = ${place}::integer
        and message.deleted_at is null and ${actorsThread(ctx.actor, threadId)}`),
  ]);
  const [row] = rows;
  if (!row) throw new AppError('not_found', 'No such quote');
  const { title, heading } = row;
  return { title, heading, passages: row.isReadable ? around(row) : [{ text: asSaid(row.text), isQuoted: true }] };
}

function around({ body, heading, text, fromChar }: Row): QuotedPlace['passages'] {
  const passages = passagesOf(body).filter((passage) => passage.heading === heading);
  const end = fromChar + text.length;
  const at = passages.findIndex(({ from, to }) => from < end && fromChar < to);
  if (at < 0) return [{ text: asSaid(text), isQuoted: true }];
  return passages.slice(Math.max(0, at - AROUND), at + AROUND + 1).map(({ from, to }) => ({
    text: asSaid(body.slice(from, to)),
    isQuoted: from < end && fromChar < to,
  }));
}
