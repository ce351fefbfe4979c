import type { AgentId } from '@everthread/shared/models/ids';
import type { Role } from '@everthread/shared/models/workspace';
import { and, eq, sql } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { agents } from '../db/schema/agents.ts';
import { sessions } from '../db/schema/auth.ts';
import { AppError } from '../errors.ts';

/** Who acts here, and by which of his sessions. */
export async function currentAgent(
  ctx: Context<AgentActor>,
): Promise<{ agentId: AgentId; name: string; role: Role; sessionId: string }> {
  const [[found]] = await inWorkspace(atLeast('viewer', ctx), [
    ctx.db
      .select({ agentId: agents.id, name: agents.name, role: agents.role, sessionId: sessions.id })
      .from(agents)
      .innerJoin(sessions, eq(sessions.userId, agents.userId))
      .where(
        and(
          eq(agents.workspaceId, ctx.actor.workspaceId),
          eq(agents.id, sql`current_agent()`),
          eq(sessions.token, ctx.actor.sessionToken),
        ),
      ),
  ]);
  if (!found) throw new AppError('signed_out', 'Please sign in again');
  return found;
}
