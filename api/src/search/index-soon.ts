import type { WorkspaceId } from '@everthread/shared/models/ids';
import type { Surroundings } from '../context.ts';
import type { HandlerContext } from '../outbox/handler.ts';
import { wakeClock } from '../outbox/wake-clock.ts';
import { indexWaiting } from './index-waiting.ts';

/** What was said can be found after this, with everything that was said meanwhile: many messages are one piece of work. */
const SOON_MS = 2_000;

/** For so long one workspace is worked on at a time. */
const LONGEST_MS = 15_000;

/** Has the workspace's Clock look through what changed, in a moment. Asked again meanwhile, it costs nothing. */
export const indexSoon = (ctx: HandlerContext): Promise<void> =>
  wakeClock(ctx, new Date(ctx.now().getTime() + SOON_MS));

/** Looks through what waits in the workspace, the newest first. Tells whether it had to stop before the end. */
export async function indexWorkspace(surroundings: Surroundings, workspaceId: WorkspaceId): Promise<boolean> {
  const until = surroundings.now().getTime() + LONGEST_MS;
  while (await indexWaiting({ ...surroundings, actor: { kind: 'system', workspaceId } })) {
    if (surroundings.now().getTime() > until) return true;
  }
  return false;
}
