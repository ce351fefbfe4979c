import type { HelpVote } from '@everthread/shared/models/help';
import { sql } from 'drizzle-orm';
import type { Context, SystemActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { articleVotes } from '../db/schema/help.ts';
import { AppError } from '../errors.ts';
import { countTry } from '../throttles/throttle.ts';
import { articleAt, EVERYONE, openArticles } from './open-articles.ts';

const once = { of: 'vote on an article', max: 1, minutes: 24 * 60 };
const byNetwork = { of: 'votes by network', max: 60, minutes: 60 };

/**
 * Counts what a reader said of what is published now under an address. Once a day from one network for each article; what
 * comes again is as good as said. Nothing of the reader is stored.
 */
export async function vote(
  ctx: Context<SystemActor>,
  at: { language: string; slug: string },
  { helped }: HelpVote,
  network: string,
): Promise<void> {
  const article = `${ctx.actor.workspaceId} ${at.language} ${at.slug}`;
  try {
    await countTry(ctx, {
      narrow: [{ rule: once, subject: `${network} ${article}` }],
      wide: [{ rule: byNetwork, subject: network }],
    });
  } catch (error) {
    if (error instanceof AppError && error.code === 'too_many') return;
    throw error;
  }
  const [yes, no] = helped === 'yes' ? [1, 0] : [0, 1];
  await inWorkspace(ctx, [
    ctx.db.execute(sql`
      insert into ${articleVotes} as known (workspace_id, article_id, language, version, helped, not_helped)
      select ${ctx.actor.workspaceId}::uuid, open.id, open.language, open.version, ${yes}::integer, ${no}::integer
      from (${openArticles(ctx, EVERYONE)}) open join (${articleAt(ctx, at.language, at.slug, EVERYONE)}) asked on asked.id = open.id
      where open.language = ${at.language}
      on conflict (workspace_id, article_id, language, version) do update
        set helped = known.helped + excluded.helped, not_helped = known.not_helped + excluded.not_helped`),
  ]);
}
