import { clockName } from '../realtime/clock-name.ts';
import type { SlowWork } from '../realtime/slow-work.ts';
import type { HandlerContext } from './handler.ts';

/** Has slow work begun at once, in a Clock of its own. */
export function workAside(ctx: HandlerContext, work: SlowWork, about: string): Promise<void> {
  const { workspaceId } = ctx.actor;
  const clock = ctx.env.CLOCK.getByName(clockName(workspaceId, work, about));
  return clock.wakeAt(workspaceId, ctx.now().getTime(), work, about);
}
