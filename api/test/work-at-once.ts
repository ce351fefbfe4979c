import type { HandlerContext } from '../src/outbox/handler.ts';
import type { SlowWork } from '../src/realtime/slow-work.ts';
import { slowWork } from '../src/realtime/slow-work.ts';

/** Gives a context Clocks of their own for slow work, as tests outside workerd have them: what they wake is done at once. */
export function workAtOnce(ctx: HandlerContext) {
  const clocks = ctx.env.CLOCK;
  const aside: Promise<void>[] = [];
  const own = {
    /** Their alarms do not ring. */
    areDead: false,
    /** What they wake is begun, and not waited for. */
    areAside: false,
    underWay: 0,
    /** Until all that was begun has ended. */
    rest: async () => void (await Promise.all(aside)),
  };
  async function work(waked: SlowWork, about: string): Promise<void> {
    own.underWay += 1;
    await slowWork[waked](ctx, about);
    own.underWay -= 1;
  }
  Object.assign(ctx.env, {
    CLOCK: {
      getByName: (name: string) => ({
        async wakeAt(workspaceId: string, at: number, waked?: string, about?: string): Promise<void> {
          if (!waked || !about || !(waked in slowWork)) return clocks.getByName(name).wakeAt(workspaceId as never, at);
          if (own.areDead) return;
          const done = work(waked as SlowWork, about);
          if (own.areAside) aside.push(done);
          else await done;
        },
      }),
    },
  });
  return own;
}
