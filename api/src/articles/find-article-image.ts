import type { Audience } from '@everthread/shared/models/article';
import type { WorkspaceId } from '@everthread/shared/models/ids';
import { type SQL, sql } from 'drizzle-orm';
import type { Surroundings } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { texts } from '../db/lists.ts';
import { agents } from '../db/schema/agents.ts';
import { articleImages, articleImageUses } from '../db/schema/article-images.ts';
import { articles, articleVariants } from '../db/schema/articles.ts';
import { workspaces } from '../db/schema/workspaces.ts';
import { type Looker, readImagePass } from './image-passes.ts';

/** An image as it is asked for. Without a pass: by anybody. */
export type AskedImage = { workspaceId: WorkspaceId; pass: string | undefined; name: string };

/**
 * Where the bytes of an image lie, for who may see it: the team, whatever it was uploaded for; everybody else, what an
 * article shows that is published now for such as he. Undefined for others. One trip.
 */
export async function findArticleImage(
  surroundings: Surroundings,
  { workspaceId, pass, name }: AskedImage,
): Promise<string | undefined> {
  const { config, db, now } = surroundings;
  const looker = pass === undefined ? undefined : await readImagePass(config, now(), pass);
  if (looker === null || (looker && looker.workspaceId !== workspaceId)) return undefined;
  const [{ rows }] = await inWorkspace({ ...surroundings, actor: { kind: 'system', workspaceId } }, [
    db.execute<{ storage_key: string }>(sql`
      select image.storage_key from ${articleImages} image
      where image.workspace_id = ${workspaceId} and image.name = ${name} and image.removed_at is null
        and ${mayBeSeenBy(looker)}`),
  ]);
  return rows[0]?.storage_key;
}

function mayBeSeenBy(looker: Looker | undefined): SQL {
  if (looker && 'agentId' in looker)
    return sql`exists (select from ${agents} agent where agent.workspace_id = image.workspace_id
      and agent.id = ${looker.agentId} and agent.left_at is null)`;
  const audiences: readonly Audience[] = looker ? ['everyone', looker.audience] : ['everyone'];
  return sql`exists (select from ${workspaces} where id = image.workspace_id and shows_help)
    and exists (
      select from ${articleImageUses} used
        join ${articleVariants} variant on variant.workspace_id = used.workspace_id and variant.article_id = used.article_id
          and variant.language = used.language and variant.published_version = used.version
        join ${articles} article on article.workspace_id = used.workspace_id and article.id = used.article_id
      where used.workspace_id = image.workspace_id and used.name = image.name
        and article.removed_at is null and article.audience = any (${texts(audiences)}))`;
}
