import type { NewView, View } from '@everthread/shared/models/view';
import { and, eq, sql } from 'drizzle-orm';
import { recordAudit } from '../audit/record-audit.ts';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { agents } from '../db/schema/agents.ts';
import { views } from '../db/schema/views.ts';
import { AppError } from '../errors.ts';
import { toView } from './view-view.ts';
import { viewsChanged } from './views-changed.ts';

/** How many views one agent may keep. */
export const MOST_OWN_VIEWS = 100;

/** Keeps a view. Safe to repeat with one id, and a deleted one comes back by it. */
export async function createView(ctx: Context<AgentActor>, view: NewView): Promise<View> {
  const { workspaceId } = ctx.actor;
  const own = sql`${views.workspaceId} = ${workspaceId} and ${views.ownerId} = current_agent()`;
  // Alone an agent may keep what he likes; what all see is not a viewer's to make.
  const [, , [kept], [counted]] = await inWorkspace(atLeast(view.isShared ? 'agent' : 'viewer', ctx), [
    ctx.db.execute(sql`select 1 from ${agents}
      where ${agents.workspaceId} = ${workspaceId} and ${agents.id} = current_agent() for update`),
    ctx.db.execute(sql`
      with kept as (
        insert into ${views} (workspace_id, id, owner_id, name, filters, sort, is_shared, created_at)
        select ${workspaceId}::uuid, ${view.id}::uuid, current_agent(), ${view.name}, ${JSON.stringify(view.filters)}::jsonb,
          ${view.sort}, ${view.isShared}, ${ctx.now().toISOString()}::timestamptz
        where (select count(*) from ${views} where ${own}) < ${MOST_OWN_VIEWS}
        on conflict do nothing
        returning workspace_id, owner_id, name, is_shared as is_told
      ),
      audited as (${recordAudit(ctx, 'view.shared', { subject: sql`name` }, sql`kept where is_told`)})
      ${viewsChanged(ctx, sql`kept`)}`),
    ctx.db
      .select()
      .from(views)
      .where(and(own, eq(views.id, view.id))),
    ctx.db.select({ count: sql<number>`count(*)::integer` }).from(views).where(own),
  ]);
  if (kept) return toView(kept);
  const isFull = (counted?.count ?? 0) >= MOST_OWN_VIEWS;
  throw new AppError('conflict', isFull ? `You can keep ${MOST_OWN_VIEWS} views` : 'This id is taken. Choose another');
}
