import type { ArticleId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import { inWorkspace } from '../db/in-workspace.ts';
import { outbox } from '../db/schema/outbox.ts';
import type { HandlerContext } from '../outbox/handler.ts';
import { recordEach } from '../outbox/record-event.ts';
import { calibrate } from './calibrate.ts';
import { indexArticles } from './index-articles.ts';
import { wantVectors } from './want-vectors.ts';

/** Many articles that change at once are calibrated for once. */
const CALIBRATES_AFTER_MS = 3_000;

/** Articles can be found as they now are after this, and in a moment the bot knows what it can answer. */
export async function indexChanged(ctx: HandlerContext, events: readonly { articleId: ArticleId }[]): Promise<void> {
  const spoken = await indexArticles(ctx, [...new Set(events.map(({ articleId }) => articleId))]);
  if (spoken.length === 0) return;
  const { workspaceId } = ctx.actor;
  const dueAt = new Date(ctx.now().getTime() + CALIBRATES_AFTER_MS);
  const changed = sql`(
    select ${workspaceId}::uuid as workspace_id, language from jsonb_array_elements_text(${JSON.stringify(spoken)}::jsonb) language
    where not exists (select from ${outbox} other where other.workspace_id = ${workspaceId}
      and other.type = 'articles.indexed' and other.payload ->> 'spoken' = language and other.attempts = 0)) changed`;
  await inWorkspace(ctx, [
    ctx.db.execute(
      recordEach('articles.indexed', { spoken: sql`language`, thread: sql`null` }, changed, ctx.now(), dueAt),
    ),
    ...(ctx.config.embeddings ? [wantVectors(ctx)] : []),
  ]);
}

/** Measures anew what the knowledge base knows, in each language in which it has changed. */
export async function calibrateIndexed(ctx: HandlerContext, events: readonly { spoken: string }[]): Promise<void> {
  for (const spoken of new Set(events.map((event) => event.spoken))) await calibrate(ctx, spoken);
}
