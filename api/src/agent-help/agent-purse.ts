import { sql } from 'drizzle-orm';
import { dayOf, lockSpending, type Purse, spentToday, TOKENS_A_WORKSPACE } from '../bot/spend-tokens.ts';
import type { AgentActor, Context } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { agentSpending } from '../db/schema/workspace-models.ts';

/** So many tokens a day: a drafted reply takes about ten thousand. */
export const TOKENS_AN_AGENT = 600_000;

/** What an agent may still spend today, out of what his workspace may. */
export const agentPurse = (ctx: Context<AgentActor>): Purse => {
  const { workspaceId } = ctx.actor;
  const day = dayOf(ctx);
  const own = sql`workspace_id = ${workspaceId} and day = ${day}::date and agent_id = current_agent()`;
  return {
    async take(tokens) {
      const [, { rows }] = await inWorkspace(ctx, [
        lockSpending(ctx),
        ctx.db.execute(sql`
          insert into ${agentSpending} as spent (workspace_id, day, agent_id, tokens)
          select ${workspaceId}::uuid, ${day}::date, current_agent(), ${tokens}::integer
          where ${spentToday(ctx)} + ${tokens}::integer <= ${TOKENS_A_WORKSPACE}
            and (select coalesce(sum(tokens), 0) from ${agentSpending} where ${own}) + ${tokens}::integer <= ${TOKENS_AN_AGENT}
          on conflict (workspace_id, day, agent_id) do update set tokens = spent.tokens + excluded.tokens
          returning tokens`),
      ]);
      return rows.length > 0;
    },
    async settle(more) {
      await inWorkspace(ctx, [
        ctx.db.execute(sql`update ${agentSpending} set tokens = greatest(0, tokens + ${more}::integer) where ${own}`),
      ]);
    },
  };
};
