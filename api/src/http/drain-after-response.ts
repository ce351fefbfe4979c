import type { WorkspaceId } from '@everthread/shared/models/ids';
import { createMiddleware } from 'hono/factory';
import { describeError, log } from '../log.ts';
import { drainOutbox } from '../outbox/drain-outbox.ts';
import { followUpClaimed } from '../outbox/follow-up-claimed.ts';
import type { HandedOver } from '../outbox/hand-over.ts';
import type { AgentEnv, VisitorEnv } from './api-env.ts';

/** What follows from a change is done once its answer is on the way; what is left undone, the sweep does. */
export const drainAfterResponse = createMiddleware<VisitorEnv | AgentEnv>(async (c, next) => {
  const claimed: HandedOver[] = [];
  c.set('ctx', { ...c.var.ctx, handOver: (event: HandedOver) => claimed.push(event) });
  await next();
  const { workspaceId } = c.var.ctx.actor;
  if (claimed.length > 0) c.executionCtx.waitUntil(quietly(workspaceId, () => followUpHere(c, workspaceId, claimed)));
  else if (c.req.method !== 'GET' && c.res.ok) c.executionCtx.waitUntil(drainQuietly(c, workspaceId));
});

type Drainable = { env: VisitorEnv['Bindings']; var: Pick<VisitorEnv['Variables'], 'surroundings'> };

/** For the few routes that have no `ctx`. Never throws: the answer has left. */
export const drainQuietly = (c: Drainable, workspaceId: WorkspaceId): Promise<void> =>
  quietly(workspaceId, () => drainOutbox(c.var.surroundings, c.env, workspaceId));

const followUpHere = ({ env, var: { surroundings } }: Drainable, workspaceId: WorkspaceId, claimed: HandedOver[]) =>
  followUpClaimed({ ...surroundings, env, actor: { kind: 'system', workspaceId } }, claimed);

async function quietly(workspaceId: WorkspaceId, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    log('outbox.drain_failed', { workspaceId, ...describeError(error) });
  }
}
