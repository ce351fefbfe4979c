import type { AgentId } from '@everthread/shared/models/ids';
import { eq, sql } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { sessions } from '../db/schema/auth.ts';
import { AppError } from '../errors.ts';

/** Who acts here, and by which of his sessions. */
export async function currentAgent(ctx: Context<AgentActor>): Promise<{ agentId: AgentId; sessionId: string }> {
  const [[found]] = await inWorkspace(ctx, [
    ctx.db
      .select({ agentId: sql<AgentId>`current_agent()`, sessionId: sessions.id })
      .from(sessions)
      .where(eq(sessions.token, ctx.actor.sessionToken)),
  ]);
  if (!found) throw new AppError('signed_out', 'Please sign in again');
  return found;
}
