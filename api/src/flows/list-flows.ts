import type { Flow } from '@everthread/shared/models/flow';
import type { FlowId } from '@everthread/shared/models/ids';
import { and, asc, eq, isNull } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { flows } from '../db/schema/flows.ts';
import { AppError } from '../errors.ts';
import { unseal } from '../identity/seal.ts';
import { sealedFor } from './flow-secret.ts';
import { selectFlows, toFlow } from './flow-view.ts';

/** The flows of the workspace, in the order in which they are tried. For owners and admins. */
export async function listFlows(ctx: Context<AgentActor>): Promise<Flow[]> {
  const [rows] = await inWorkspace(atLeast('admin', ctx), [
    selectFlows(ctx.db)
      .where(and(eq(flows.workspaceId, ctx.actor.workspaceId), isNull(flows.removedAt)))
      .orderBy(asc(flows.createdAt), asc(flows.id)),
  ]);
  return rows.map(toFlow);
}

/** With which secret a flow's look-ups are signed, for whoever writes what answers them. For owners and admins. */
export async function readFlowSecret(ctx: Context<AgentActor>, id: FlowId): Promise<string> {
  const { workspaceId } = ctx.actor;
  const [[flow]] = await inWorkspace(atLeast('admin', ctx), [
    ctx.db
      .select({ sealed: flows.sealedSecret })
      .from(flows)
      .where(and(eq(flows.workspaceId, workspaceId), eq(flows.id, id), isNull(flows.removedAt))),
  ]);
  const secret = flow && (await unseal(ctx.config, sealedFor(workspaceId, id), flow.sealed));
  if (!secret) throw new AppError('not_found', 'No such flow');
  return secret;
}
