import type { ImportId } from '@everthread/shared/models/ids';
import type { ImportState, PageState, SiteImport } from '@everthread/shared/models/site-import';
import { sql } from 'drizzle-orm';
import type { Actor, Context } from '../context.ts';
import { importedPages, siteImports } from '../db/schema/imports.ts';

const MOST_LISTED = 20;
const MOST_FAILED = 20;

type ImportRow = {
  id: ImportId;
  url: string;
  state: ImportState;
  begun_at: string;
  ended_at: string | null;
  pages: Partial<Record<PageState | 'reading', number>> | null;
  failed: string[] | null;
};

/** The latest imports, or one, with how far they are. */
export const selectImports = (ctx: Context<Actor>, id?: ImportId) =>
  ctx.db.execute<ImportRow>(sql`
    select own.id, own.url, own.state, own.begun_at, own.ended_at,
      (select jsonb_object_agg(state, count) from (select page.state, count(*) from ${importedPages} page
        where page.workspace_id = own.workspace_id and page.import_id = own.id group by page.state) counted) as pages,
      (select jsonb_agg(url) from (select page.url from ${importedPages} page where page.workspace_id = own.workspace_id
        and page.import_id = own.id and page.state = 'failed' order by page.nth limit ${MOST_FAILED}) those) as failed
    from ${siteImports} own where own.workspace_id = ${ctx.actor.workspaceId} ${id ? sql`and own.id = ${id}` : sql``}
    order by own.begun_at desc, own.id limit ${MOST_LISTED}`);

const STATES: readonly PageState[] = ['waiting', 'new', 'updated', 'same', 'edited', 'forbidden', 'failed', 'listed'];

export const toSiteImport = ({ id, url, state, begun_at, ended_at, pages, failed }: ImportRow): SiteImport => ({
  id,
  url,
  state,
  begunAt: new Date(begun_at).toISOString(),
  endedAt: ended_at && new Date(ended_at).toISOString(),
  pages: {
    ...(Object.fromEntries(STATES.map((each) => [each, pages?.[each] ?? 0])) as SiteImport['pages']),
    waiting: (pages?.waiting ?? 0) + (pages?.reading ?? 0),
  },
  failed: failed ?? [],
});
