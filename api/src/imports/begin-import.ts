import type { NewSiteImport, SiteImport } from '@everthread/shared/models/site-import';
import { sql } from 'drizzle-orm';
import { recordAudit } from '../audit/record-audit.ts';
import type { AgentActor, Context } from '../context.ts';
import { DatabaseError, inWorkspace } from '../db/in-workspace.ts';
import { importedPages, siteImports } from '../db/schema/imports.ts';
import { AppError } from '../errors.ts';
import { publicUrl } from '../http/public-url.ts';
import { recordEach } from '../outbox/record-event.ts';
import { selectImports, toSiteImport } from './import-rows.ts';
import { listingAt } from './listings.ts';

/**
 * Begins to read the pages that an address names or that stand below it, as drafts; one import at a time. It goes on by
 * itself, a few pages at once. Safe to repeat with one id.
 */
export async function beginImport(ctx: Context<AgentActor>, { id, url: given }: NewSiteImport): Promise<SiteImport> {
  const url = publicUrl(given.trim());
  if (!url)
    throw new AppError('invalid', '`url` must be the address of a public site, such as https://www.example.com/help/');
  url.hash = '';
  const now = sql`${ctx.now().toISOString()}::timestamptz`;
  try {
    const [, { rows }] = await inWorkspace(ctx, [
      ctx.db.execute(sql`
        with begun as (
          insert into ${siteImports} (workspace_id, id, url, state, begun_by, begun_at)
          select ${ctx.actor.workspaceId}::uuid, ${id}::uuid, ${url.href}, 'running', current_agent(), ${now}
          on conflict (workspace_id, id) do nothing
          returning workspace_id, id
        ),
        first as (
          insert into ${importedPages} as page (workspace_id, url, import_id, nth, is_listing, state)
          select workspace_id, ${url.href}, id, 0, ${listingAt(url) !== undefined}::boolean, 'waiting' from begun
          on conflict (workspace_id, url) do update
            set import_id = excluded.import_id, nth = 0, state = 'waiting', is_listing = excluded.is_listing
        ),
        audited as (${recordAudit(ctx, 'site_import.begun', { subject: url.href }, sql`begun`)})
        ${recordEach('site-import.due', { importId: sql`id`, thread: sql`null` }, sql`begun`, ctx.now())}`),
      selectImports(ctx, id),
    ]);
    const [row] = rows;
    if (row?.url === url.href) return toSiteImport(row);
    throw new AppError('conflict', 'This id already stands for another import. Choose a new id');
  } catch (error) {
    if (error instanceof DatabaseError && error.constraint === 'site_imports_running') {
      throw new AppError('conflict', 'Another import is running. Wait for its end, or stop it');
    }
    throw error;
  }
}
