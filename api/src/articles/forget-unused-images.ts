import type { WorkspaceId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import type { Context, Surroundings, SystemActor } from '../context.ts';
import { inWorkspace, runBatch } from '../db/in-workspace.ts';
import { articleImages, articleImageUses } from '../db/schema/article-images.ts';
import { articleVariants } from '../db/schema/articles.ts';
import { inTurn } from '../in-turn.ts';

const DAY_IN_MS = 86_400_000;
/** So long what was taken out of a draft can be put back. */
const UNUSED_DAYS = 7;
const MOST_WORKSPACES = 50;
const MOST_IMAGES = 500;

/**
 * Removes images that no version shows and no draft, and that none has for a week. The bytes first: a row that is left
 * leads to them the next day.
 */
export async function forgetUnusedImages(surroundings: Surroundings, files: R2Bucket): Promise<void> {
  const [result] = await runBatch(surroundings.db, [
    surroundings.db.execute(
      sql`select workspaces_with_images_to_look_at(${aDayAgo(surroundings)}, ${MOST_WORKSPACES}) as id`,
    ),
  ]);
  const { rows } = result as { rows: { id: WorkspaceId }[] };
  await inTurn(
    rows.map(
      ({ id }) =>
        () =>
          forgetUnusedOf({ ...surroundings, actor: { kind: 'system', workspaceId: id } }, files),
    ),
  );
}

const aDayAgo = ({ now }: Surroundings) => sql`${new Date(now().getTime() - DAY_IN_MS).toISOString()}::timestamptz`;

type Removed = { id: string; storage_key: string };

/** Likewise, in one workspace. */
async function forgetUnusedOf(ctx: Context<SystemActor>, files: R2Bucket): Promise<void> {
  const { db, actor } = ctx;
  const now = sql`${ctx.now().toISOString()}::timestamptz`;
  const [{ rows }] = await inWorkspace(ctx, [
    db.execute<Removed>(sql`
      with shown as materialized (
        select name from ${articleImageUses} where workspace_id = ${actor.workspaceId}
        union
        select article_images_in(body) from ${articleVariants} where workspace_id = ${actor.workspaceId} and body like '%image:%'
      ),
      looked as (
        update ${articleImages} image set looked_at = ${now},
          unused_since = case when is_shown then null else coalesce(unused_since, ${now}) end,
          removed_at = case when not is_shown and unused_since < ${now} - make_interval(days => ${UNUSED_DAYS}::integer)
            then coalesce(removed_at, ${now}) else removed_at end
        from (
          select id as looked_id, name in (select name from shown) as is_shown from ${articleImages}
          where workspace_id = ${actor.workspaceId} and looked_at < ${aDayAgo(ctx)}
          order by looked_at limit ${MOST_IMAGES}
        ) each
        where image.workspace_id = ${actor.workspaceId} and image.id = each.looked_id
        returning image.id, image.storage_key, image.removed_at
      )
      select id, storage_key from looked where removed_at is not null`),
  ]);
  if (rows.length === 0) return;
  await files.delete(rows.map(({ storage_key }) => storage_key));
  const ids = JSON.stringify(rows.map(({ id }) => id));
  await inWorkspace(ctx, [
    db.execute(sql`
      delete from ${articleImages} where workspace_id = ${actor.workspaceId} and removed_at is not null
        and id in (select value::uuid from jsonb_array_elements_text(${ids}::jsonb))`),
  ]);
}
