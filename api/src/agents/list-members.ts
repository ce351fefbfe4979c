import type { Member } from '@everthread/shared/models/member';
import { and, asc, eq, isNotNull, isNull } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { agents } from '../db/schema/agents.ts';
import { users } from '../db/schema/auth.ts';
import { authenticators } from '../db/schema/second-factors.ts';

/** Who is an agent here, with the address that he signs in with, the longest membership first. For owners and admins. */
export async function listMembers(ctx: Context<AgentActor>): Promise<Member[]> {
  const [rows] = await inWorkspace(atLeast('admin', ctx), [
    ctx.db
      .select({
        id: agents.id,
        name: agents.name,
        email: users.email,
        role: agents.role,
        joinedAt: agents.joinedAt,
        hasSecondFactor: isNotNull(authenticators.confirmedAt).mapWith(Boolean),
      })
      .from(agents)
      .innerJoin(users, eq(users.id, agents.userId))
      .leftJoin(authenticators, eq(authenticators.userId, agents.userId))
      .where(and(eq(agents.workspaceId, ctx.actor.workspaceId), isNull(agents.leftAt)))
      .orderBy(asc(agents.joinedAt), asc(agents.id)),
  ]);
  return rows.map(({ joinedAt, ...row }) => ({ ...row, joinedAt: joinedAt.toISOString() }));
}
