import type { ImportId } from '@everthread/shared/models/ids';
import type { SiteImport } from '@everthread/shared/models/site-import';
import { sql } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { siteImports } from '../db/schema/imports.ts';
import { AppError } from '../errors.ts';
import { selectImports, toSiteImport } from './import-rows.ts';

/** The latest imports and how far they are, newest first. */
export async function listImports(ctx: Context<AgentActor>): Promise<SiteImport[]> {
  const [{ rows }] = await inWorkspace(atLeast('viewer', ctx), [selectImports(ctx)]);
  return rows.map(toSiteImport);
}

/** Stops an import; what it has read stays. Safe to repeat. */
export async function stopImport(ctx: Context<AgentActor>, id: ImportId): Promise<SiteImport> {
  const [, { rows }] = await inWorkspace(ctx, [
    ctx.db.execute(sql`
      update ${siteImports} set state = 'stopped', ended_at = ${ctx.now().toISOString()}::timestamptz
      where workspace_id = ${ctx.actor.workspaceId} and id = ${id} and state = 'running'`),
    selectImports(ctx, id),
  ]);
  const [row] = rows;
  if (!row) throw new AppError('not_found', 'No such import');
  return toSiteImport(row);
}
