import { asc, eq } from 'drizzle-orm';
import { inWorkspace } from '../src/db/in-workspace.ts';
import { outbox } from '../src/db/schema/outbox.ts';
import type { HandlerContext } from '../src/outbox/handler.ts';

/** A clock that stands still until it is moved; time is in milliseconds. */
export function stillClock(startsAt: Date) {
  let now = startsAt;
  return {
    now: () => now,
    /** Time goes by, and nobody sees to anything. */
    jump(ms: number) {
      now = new Date(now.getTime() + ms);
    },
    /** Time goes by; what comes due meanwhile is followed up by `drain` when it does. */
    async pass(ms: number, ctx: HandlerContext, drain: () => Promise<unknown>) {
      const until = now.getTime() + ms;
      for (let next = await nextDue(ctx); next !== null && next <= until; next = await nextDue(ctx)) {
        now = new Date(Math.max(now.getTime(), next));
        await drain();
      }
      now = new Date(until);
    },
  };
}

async function nextDue(ctx: HandlerContext): Promise<number | null> {
  const [[first]] = await inWorkspace(ctx, [
    ctx.db
      .select({ dueAt: outbox.dueAt })
      .from(outbox)
      .where(eq(outbox.workspaceId, ctx.actor.workspaceId))
      .orderBy(asc(outbox.dueAt))
      .limit(1),
  ]);
  return first ? first.dueAt.getTime() : null;
}
