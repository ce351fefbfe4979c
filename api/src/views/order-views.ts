import type { ViewsOrder } from '@everthread/shared/models/view';
import { sql } from 'drizzle-orm';
import { recordAudit } from '../audit/record-audit.ts';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { views } from '../db/schema/views.ts';
import { viewsChanged } from './views-changed.ts';

/** In which order all see the shared views. Those that are not named come after. For owners and admins. */
export async function orderViews(ctx: Context<AgentActor>, { ids }: ViewsOrder): Promise<void> {
  const { workspaceId } = ctx.actor;
  await inWorkspace(atLeast('admin', ctx), [
    ctx.db.execute(sql`
      with wanted as (
        select value::uuid as id, place::integer
        from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) with ordinality listed(value, place)
      ),
      changed as (
        update ${views} view set position = ordered.place
        from (select shared.id, wanted.place from ${views} shared left join wanted on wanted.id = shared.id
          where shared.workspace_id = ${workspaceId} and shared.is_shared) ordered
        where view.workspace_id = ${workspaceId} and view.id = ordered.id and view.position is distinct from ordered.place
        returning view.workspace_id
      ),
      told as (select distinct workspace_id, null::uuid as owner_id, true as is_told from changed),
      audited as (${recordAudit(ctx, 'views.ordered', { subject: null, to: null }, sql`told`)})
      ${viewsChanged(ctx, sql`told`)}`),
  ]);
}
