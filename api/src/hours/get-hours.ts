import type { OfficeHours } from '@everthread/shared/models/hours';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { selectOfficeHours, toOfficeHours } from './select-hours.ts';

/** When the workspace answers, and its teams. */
export async function getHours(ctx: Context<AgentActor>): Promise<OfficeHours> {
  const [rows] = await inWorkspace(atLeast('viewer', ctx), [selectOfficeHours(ctx.db, ctx.actor.workspaceId)]);
  return toOfficeHours(rows);
}
