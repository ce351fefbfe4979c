import type { ImportId } from '@everthread/shared/models/ids';
import type { PageState } from '@everthread/shared/models/site-import';
import { type SQL, sql } from 'drizzle-orm';
import { inWorkspace } from '../db/in-workspace.ts';
import { importedPages } from '../db/schema/imports.ts';
import type { HandlerContext } from '../outbox/handler.ts';

/** Of a row: it waits, or whoever read it has not come to its end. */
export const isLeft: SQL = sql`state in ('waiting', 'reading')`;

/**
 * Counts a page as tried before anything is made of it. The first who dies at it leaves it to another; at the second time
 * it has failed, unless something comes of it, so that what kills its reader holds up none that follow.
 */
export async function beginReading(ctx: HandlerContext, importId: ImportId, url: string): Promise<void> {
  await inWorkspace(ctx, [
    ctx.db.execute(sql`
      update ${importedPages} set state = case state when 'reading' then 'failed' else 'reading' end
      where workspace_id = ${ctx.actor.workspaceId} and url = ${url} and import_id = ${importId}`),
  ]);
}

/** A statement: what became of a page. */
export const settled = ({ db, actor }: HandlerContext, importId: ImportId, url: string, state: PageState) =>
  db.execute(sql`
    update ${importedPages} set state = ${state}
    where workspace_id = ${actor.workspaceId} and url = ${url} and import_id = ${importId}`);

/** Says what became of a page. */
export async function settle(ctx: HandlerContext, importId: ImportId, url: string, state: PageState): Promise<void> {
  await inWorkspace(ctx, [settled(ctx, importId, url, state)]);
}
