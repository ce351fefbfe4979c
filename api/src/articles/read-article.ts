import type { Article } from '@everthread/shared/models/article';
import type { ArticleId } from '@everthread/shared/models/ids';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { selectArticle } from './article-rows.ts';
import { toArticle } from './article-view.ts';

/** An article in all its languages, as it is being written. Also one that was removed, so that it can be brought back. */
export async function readArticle(ctx: Context<AgentActor>, id: ArticleId): Promise<Article> {
  const [[row], variants] = await inWorkspace(atLeast('viewer', ctx), [...selectArticle(ctx, id)]);
  return toArticle(row, variants);
}
