import type { VisitorId } from '@everthread/shared/models/ids';
import type { Whereabouts } from '@everthread/shared/models/visitor';
import { MOST_PAGES } from '@everthread/shared/models/visitor-details';
import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { type PageSeen, visitors } from '../db/schema/visitors.ts';

/** The visitor was here just now; what his browser left unsaid stays as it was. */
export const noteWhereabouts = (ctx: Context, visitorId: VisitorId | SQL, where: Whereabouts = {}) =>
  ctx.db
    .update(visitors)
    .set({ ...where, ...(where.pageUrl && { pages: pagesWith(ctx, where.pageUrl, where) }), lastSeenAt: ctx.now() })
    .where(and(eq(visitors.workspaceId, ctx.actor.workspaceId), eq(visitors.id, visitorId)));

/** The pages that a visitor who is new here has seen. */
export const firstPage = (ctx: Context, { pageUrl, pageTitle }: Whereabouts): readonly PageSeen[] =>
  pageUrl ? [{ url: pageUrl, title: pageTitle ?? null, at: ctx.now().toISOString() }] : [];

/** Whoever stays on a page has seen it once. Of all pages the last few are kept. */
function pagesWith(ctx: Context, pageUrl: string, where: Whereabouts): SQL<readonly PageSeen[]> {
  const seen = visitors.pages;
  return sql`case when ${seen} -> -1 ->> 'url' is not distinct from ${pageUrl}::text then ${seen}
    else (case when jsonb_array_length(${seen}) >= ${MOST_PAGES} then ${seen} - 0 else ${seen} end)
      || ${JSON.stringify(firstPage(ctx, { ...where, pageUrl }))}::jsonb end`;
}
