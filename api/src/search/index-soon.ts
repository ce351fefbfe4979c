import type { WorkspaceId } from '@everthread/shared/models/ids';
import type { Surroundings } from '../context.ts';
import { describeError, log } from '../log.ts';
import type { HandlerContext } from '../outbox/handler.ts';
import { AT_ONCE, indexWaiting } from './index-waiting.ts';

/** What was said can be found after this, with everything that was said meanwhile: many messages are one piece of work. */
const SOON_MS = 2_000;

/** For so long one workspace is worked on at a time. */
const LONGEST_MS = 15_000;

/** Until when this isolate knows that search will look, so that it is not asked for the same again. */
const asked = new Map<WorkspaceId, number>();

/** Has search look through what changed, in a moment. Where it cannot be asked, the cron does it later. */
export async function indexSoon({ env, actor: { workspaceId }, now }: HandlerContext): Promise<void> {
  const at = now().getTime() + SOON_MS;
  if ((asked.get(workspaceId) ?? 0) > now().getTime()) return;
  asked.set(workspaceId, at);
  try {
    await env.CLOCK.getByName(`search:${workspaceId}`).wakeAt(workspaceId, at, 'search');
  } catch (error) {
    asked.delete(workspaceId);
    log('search.clock_failed', { workspaceId, ...describeError(error) });
  }
}

/**
 * Looks through what waits in the workspace, the newest first. Says when to look again: what was said a moment ago may
 * not have been noted yet, so the last look is one that finds nothing.
 */
export async function indexWorkspace(
  surroundings: Surroundings,
  workspaceId: WorkspaceId,
): Promise<number | undefined> {
  const until = surroundings.now().getTime() + LONGEST_MS;
  for (let hasFound = false; ; hasFound = true) {
    const looked = await indexWaiting({ ...surroundings, actor: { kind: 'system', workspaceId } });
    const now = surroundings.now().getTime();
    if (looked < AT_ONCE) return hasFound || looked > 0 ? now + SOON_MS : undefined;
    if (now > until) return now;
  }
}
