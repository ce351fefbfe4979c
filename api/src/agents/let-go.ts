import { and, eq, inArray, isNotNull, sql } from 'drizzle-orm';
import { inWorkspace } from '../db/in-workspace.ts';
import { agents } from '../db/schema/agents.ts';
import type { OutboxEvent } from '../outbox/events.ts';
import type { Handler } from '../outbox/handler.ts';
import { unassignAll } from './unassign-all.ts';

/** What was given to an agent, or put off by him, in the very moment in which he left is nobody's either. */
export const letGo: Handler<Extract<OutboxEvent, { type: 'agent.changed' }>> = async (ctx, events) => {
  for (const { agentId } of events) {
    const hasLeft = ctx.db
      .select({ id: agents.id })
      .from(agents)
      .where(
        and(eq(agents.workspaceId, ctx.actor.workspaceId), inArray(agents.id, [agentId]), isNotNull(agents.leftAt)),
      );
    await inWorkspace(ctx, [...unassignAll(ctx, sql`(${hasLeft})`)]);
  }
};
