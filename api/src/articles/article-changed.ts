import { type SQL, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { recordEach } from '../outbox/record-event.ts';

/** The last part of a statement that changed articles: an event for each row of `changed` (`workspace_id`, `article_id`). */
export const articleChanged = (ctx: Context, changed: SQL): SQL =>
  recordEach('article.changed', { articleId: sql`article_id`, thread: sql`null` }, changed, ctx.now());
