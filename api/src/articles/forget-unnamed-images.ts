import { WorkspaceId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import type { Context, Surroundings, SystemActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { articleImages } from '../db/schema/article-images.ts';

const PREFIX = 'article-images/';
/** As images were kept before each had a row: under a name made of their bytes. Nothing is put there any more. */
const FORMER_KEY = /^article-images\/([\da-f-]{36})\/[\da-f]{40}-\d{1,5}x\d{1,5}\.[a-z]{3,4}$/;
const MOST_PAGES = 5;
const MOST_WORKSPACES = 50; // each is asked for by itself

/**
 * Removes images from before each had a row that no article shows: what one showed then has a row. It looks through a part
 * of them, from a place taken by chance, so that it need remember nothing and comes to all of them.
 */
export async function forgetUnnamedImages(surroundings: Surroundings, files: R2Bucket): Promise<void> {
  let page = await files.list({ prefix: PREFIX, startAfter: `${PREFIX}${surroundings.newId()}` });
  if (page.objects.length === 0) page = await files.list({ prefix: PREFIX });
  let asked = 0;
  for (let pages = 1; ; pages += 1) {
    const found = Map.groupBy(page.objects, ({ key }) => FORMER_KEY.exec(key)?.[1]);
    for (const [workspaceId, objects] of found) {
      if (!workspaceId) continue;
      if (asked === MOST_WORKSPACES) return;
      asked += 1;
      const ctx = {
        ...surroundings,
        actor: { kind: 'system', workspaceId: WorkspaceId.parse(workspaceId) },
      } satisfies Context<SystemActor>;
      const unnamed = await withoutRow(
        ctx,
        objects.map(({ key }) => key),
      );
      if (unnamed.length > 0) await files.delete(unnamed);
    }
    if (!page.truncated || pages === MOST_PAGES) return;
    page = await files.list({ prefix: PREFIX, cursor: page.cursor });
  }
}

async function withoutRow(ctx: Context<SystemActor>, keys: readonly string[]): Promise<string[]> {
  const [{ rows }] = await inWorkspace(ctx, [
    ctx.db.execute<{ key: string }>(sql`
      select storage_key as key from ${articleImages}
      where workspace_id = ${ctx.actor.workspaceId} and storage_key in (
        select value from jsonb_array_elements_text(${JSON.stringify(keys)}::jsonb))`),
  ]);
  const known = new Set(rows.map(({ key }) => key));
  return keys.filter((key) => !known.has(key));
}
