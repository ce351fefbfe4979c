import type { ThreadId, TopicId } from '@everthread/shared/models/ids';
import { and, eq, sql } from 'drizzle-orm';
import type { Context, VisitorActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { flowRuns } from '../db/schema/flows.ts';
import { goOnWith, MOST_READINGS } from './go-on-with.ts';
import { readRun } from './read-heard.ts';

/**
 * The visitor wants a person instead of the flow that runs in his thread, and has one called, with what he has told so
 * far. False where none runs, or none that could be left.
 */
export async function leaveFlow(ctx: Context<VisitorActor>, threadId: ThreadId): Promise<boolean> {
  const its = sql`thread.id = ${threadId} and thread.visitor_id = ${ctx.actor.visitorId}
    and not exists (select from topics later where later.workspace_id = topic.workspace_id
      and later.thread_id = topic.thread_id and later.last_seq > topic.last_seq)`;
  for (let reading = 0; reading < MOST_READINGS; reading += 1) {
    const found = await readRun(ctx, its);
    if (!found || found.isTaken) return false;
    if (await goOnWith(ctx, found, { kind: 'person' })) return true;
  }
  return false;
}

/** Whether a flow has spoken about this matter. */
export async function hasFlowRun(ctx: Context, topicId: TopicId): Promise<boolean> {
  const { workspaceId } = ctx.actor;
  const [[run]] = await inWorkspace(ctx, [
    ctx.db
      .select({ id: flowRuns.id })
      .from(flowRuns)
      .where(and(eq(flowRuns.workspaceId, workspaceId), eq(flowRuns.topicId, topicId)))
      .limit(1),
  ]);
  return run !== undefined;
}
