import type { Writing, WritingChange } from '@everthread/shared/models/draft';
import { and, asc, eq, ne, or, sql } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { agents } from '../db/schema/agents.ts';
import { drafts } from '../db/schema/drafts.ts';
import { scheduledMessages } from '../db/schema/scheduled.ts';
import { selectScheduled } from '../scheduled/scheduled-rows.ts';
import { toScheduled } from '../scheduled/scheduled-view.ts';
import { selectDrafts } from './draft-rows.ts';
import { toDraft } from './draft-view.ts';

/** All that the agent is writing anywhere, and how long his replies are held. */
export async function ownWriting(ctx: Context<AgentActor>): Promise<Writing> {
  const { workspaceId } = ctx.actor;
  const [[agent], draftRows, returned] = await inWorkspace(atLeast('viewer', ctx), [
    ctx.db
      .select({ holdSeconds: agents.holdSeconds })
      .from(agents)
      .where(and(eq(agents.workspaceId, workspaceId), sql`${agents.id} = current_agent()`)),
    selectDrafts(ctx.db)
      .where(
        and(
          eq(drafts.workspaceId, workspaceId),
          sql`${drafts.agentId} = current_agent()`,
          or(ne(drafts.text, ''), sql`${drafts.quotedId} is not null`, sql`${drafts.kept} <> '[]'`),
        ),
      )
      .orderBy(asc(drafts.changedAt)),
    selectScheduled(ctx.db)
      .where(
        and(
          eq(scheduledMessages.workspaceId, workspaceId),
          sql`${scheduledMessages.agentId} = current_agent()`,
          eq(scheduledMessages.state, 'returned'),
        ),
      )
      .orderBy(asc(scheduledMessages.dueAt)),
  ]);
  return {
    holdSeconds: agent?.holdSeconds ?? 10,
    drafts: draftRows.map(toDraft),
    returned: returned.map((reply) => toScheduled(reply, true)),
  };
}

/** For how long the agent's replies are held from now on. */
export async function changeOwnWriting(ctx: Context<AgentActor>, { holdSeconds }: WritingChange): Promise<void> {
  await inWorkspace(ctx, [
    ctx.db
      .update(agents)
      .set({ holdSeconds })
      .where(and(eq(agents.workspaceId, ctx.actor.workspaceId), sql`${agents.id} = current_agent()`)),
  ]);
}
