import type { FlowId } from '@everthread/shared/models/ids';
import { and, eq, gt, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { lookUpTroubles } from '../db/schema/flows.ts';
import type { Answered } from './ask-service.ts';
import { isDown, restAfter } from './look-up-back-off.ts';

/** Whether a flow's service may be asked now: not while one that failed again and again is left alone. */
export async function mayAsk(ctx: Context, flowId: FlowId, url: string): Promise<boolean> {
  const [rows] = await inWorkspace(ctx, [
    ctx.db
      .select({ url: lookUpTroubles.url })
      .from(lookUpTroubles)
      .where(and(at(ctx, flowId, url), gt(lookUpTroubles.askAgainAt, ctx.now()))),
  ]);
  return rows.length === 0;
}

/** Notes how it went. What works again is forgotten. */
export async function noteAnswer(ctx: Context, flowId: FlowId, url: string, answered: Answered): Promise<void> {
  if (answered.is !== 'trouble') {
    await inWorkspace(ctx, [ctx.db.delete(lookUpTroubles).where(at(ctx, flowId, url))]);
    return;
  }
  const now = ctx.now();
  const [[trouble]] = await inWorkspace(ctx, [
    ctx.db
      .insert(lookUpTroubles)
      .values({
        workspaceId: ctx.actor.workspaceId,
        flowId,
        url,
        failures: 1,
        status: answered.status,
        since: now,
        askAgainAt: now,
      })
      .onConflictDoUpdate({
        target: [lookUpTroubles.workspaceId, lookUpTroubles.flowId, lookUpTroubles.url],
        set: { failures: sql`${lookUpTroubles.failures} + 1`, status: answered.status },
      })
      .returning({ failures: lookUpTroubles.failures }),
  ]);
  const restMs = isDown(answered.status) ? restAfter(trouble?.failures ?? 1) : 0;
  if (restMs === 0) return;
  const askAgainAt = new Date(now.getTime() + restMs);
  await inWorkspace(ctx, [
    ctx.db
      .update(lookUpTroubles)
      .set({ askAgainAt })
      .where(at(ctx, flowId, url)),
  ]);
}

const at = ({ actor }: Context, flowId: FlowId, url: string) =>
  and(
    eq(lookUpTroubles.workspaceId, actor.workspaceId),
    eq(lookUpTroubles.flowId, flowId),
    eq(lookUpTroubles.url, url),
  );
