import type { WorkspaceId } from '@everthread/shared/models/ids';
import { createMiddleware } from 'hono/factory';
import { describeError, log } from '../log.ts';
import { drainOutbox } from '../outbox/drain-outbox.ts';
import type { AgentEnv, VisitorEnv } from './api-env.ts';

/** What follows from a change is done once its answer is on the way; what is left undone, the sweep does. */
export const drainAfterResponse = createMiddleware<VisitorEnv | AgentEnv>(async (c, next) => {
  await next();
  const changed = c.req.method !== 'GET' && c.res.ok;
  if (changed) c.executionCtx.waitUntil(drainQuietly(c, c.var.ctx.actor.workspaceId));
});

type Drainable = { env: VisitorEnv['Bindings']; var: Pick<VisitorEnv['Variables'], 'surroundings'> };

/** For the few routes that have no `ctx`. Never throws: the answer has left. */
export async function drainQuietly(c: Drainable, workspaceId: WorkspaceId): Promise<void> {
  try {
    await drainOutbox(c.var.surroundings, c.env, workspaceId);
  } catch (error) {
    log('outbox.drain_failed', { workspaceId, ...describeError(error) });
  }
}
