import type { WorkspaceId } from '@everthread/shared/models/ids';
import { describeError, log } from '../log.ts';
import type { HandlerContext } from './handler.ts';

/** When each workspace's Clock was last asked to wake, by this isolate, so that it is not asked for the same again. */
const asked = new Map<WorkspaceId, number>();

/** Asks the workspace's Clock to drain its outbox at that time. Where it cannot be asked, the sweep does it later. */
export async function wakeClock({ env, actor, now }: HandlerContext, at: Date): Promise<void> {
  const { workspaceId } = actor;
  const time = at.getTime();
  const before = asked.get(workspaceId) ?? 0;
  if (before > now().getTime() && before <= time) return;
  try {
    await env.CLOCK.getByName(workspaceId).wakeAt(workspaceId, time);
    asked.set(workspaceId, time);
  } catch (error) {
    log('outbox.clock_failed', { workspaceId, ...describeError(error) });
  }
}
