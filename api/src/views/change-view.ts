import type { ViewId } from '@everthread/shared/models/ids';
import type { View, ViewChange } from '@everthread/shared/models/view';
import { and, eq, sql } from 'drizzle-orm';
import { recordAudit } from '../audit/record-audit.ts';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { views } from '../db/schema/views.ts';
import { AppError } from '../errors.ts';
import { toView } from './view-view.ts';
import { viewsChanged } from './views-changed.ts';

/** Changes what is named and leaves the rest. Whoever made a view may; a shared one owners and admins as well. */
export async function changeView(ctx: Context<AgentActor>, viewId: ViewId, change: ViewChange): Promise<View> {
  const { name = null, sort = null, isShared = null } = change;
  const filters = change.filters ? JSON.stringify(change.filters) : null;
  const [, [view]] = await inWorkspace(atLeast(isShared === true ? 'agent' : 'viewer', ctx), [
    ctx.db.execute(sql`
      with before as (select * from ${views} view where ${mayChange(ctx, viewId)} for update),
      changed as (
        update ${views} view set
          name = coalesce(${name}, view.name), filters = coalesce(${filters}::jsonb, view.filters),
          sort = coalesce(${sort}, view.sort), is_shared = coalesce(${isShared}::boolean, view.is_shared)
        from before where view.workspace_id = before.workspace_id and view.id = before.id
        returning view.workspace_id, view.owner_id, view.name, view.is_shared or before.is_shared as is_told
      ),
      audited as (${recordAudit(ctx, 'view.changed', { subject: sql`name` }, sql`changed where is_told`)})
      ${viewsChanged(ctx, sql`changed`)}`),
    ctx.db
      .select()
      .from(views)
      .where(and(eq(views.workspaceId, ctx.actor.workspaceId), eq(views.id, viewId), isSeen)),
  ]);
  if (!view) throw new AppError('not_found', 'No such view');
  return toView(view);
}

/** Forgets a view; the topics in it stay what they are. That of which there is none is forgotten already. */
export async function deleteView(ctx: Context<AgentActor>, viewId: ViewId): Promise<void> {
  await inWorkspace(atLeast('viewer', ctx), [
    ctx.db.execute(sql`
      with gone as (
        delete from ${views} view where ${mayChange(ctx, viewId)}
        returning workspace_id, owner_id, name, is_shared as is_told
      ),
      audited as (${recordAudit(ctx, 'view.removed', { subject: sql`name` }, sql`gone where is_told`)})
      ${viewsChanged(ctx, sql`gone`)}`),
  ]);
}

const isSeen = sql`(${views.isShared} or ${views.ownerId} = current_agent())`;

/** Of a row `view`: that it is this one, and the asking agent's to change. */
const mayChange = ({ actor }: Context<AgentActor>, viewId: ViewId) => sql`view.workspace_id = ${actor.workspaceId}
  and view.id = ${viewId}
  and (view.owner_id = current_agent() or (view.is_shared and current_agent_role() in ('owner', 'admin')))`;
