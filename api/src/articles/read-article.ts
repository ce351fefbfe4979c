import type { Article } from '@everthread/shared/models/article';
import type { AgentId, ArticleId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { selectArticle } from './article-rows.ts';
import { toArticle } from './article-view.ts';
import { imagesAtFor } from './image-passes.ts';

/**
 * An article in all its languages, as it is being written. Also one that was removed, so that it can be brought back.
 * `imagesAt`: where its images are shown from to who asks; the name of one goes behind it.
 */
export async function readArticle(
  ctx: Context<AgentActor>,
  id: ArticleId,
): Promise<{ article: Article; imagesAt: string }> {
  const [[row], variants, { rows }] = await inWorkspace(atLeast('viewer', ctx), [
    ...selectArticle(ctx, id),
    ctx.db.execute<{ id: AgentId }>(sql`select current_agent() as id`),
  ]);
  const article = toArticle(row, variants);
  const looker = { workspaceId: ctx.actor.workspaceId, agentId: rows[0]?.id as AgentId };
  return { article, imagesAt: await imagesAtFor(ctx.config, ctx.now(), looker) };
}
