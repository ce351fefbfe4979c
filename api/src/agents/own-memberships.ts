import type { AgentId, WorkspaceId } from '@everthread/shared/models/ids';
import type { Role } from '@everthread/shared/models/workspace';
import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { agents } from '../db/schema/agents.ts';
import { workspaces } from '../db/schema/workspaces.ts';

export type Membership = { workspaceId: WorkspaceId; workspaceName: string; agentId: AgentId; role: Role };

/** Where the transaction's user is an agent, the longest membership first. */
export function selectOwnMemberships(db: Database) {
  return db
    .select({
      workspaceId: agents.workspaceId,
      workspaceName: workspaces.name,
      agentId: agents.id,
      role: agents.role,
    })
    .from(agents)
    .innerJoin(workspaces, eq(workspaces.id, agents.workspaceId))
    .where(and(eq(agents.userId, sql`current_user_id()`), isNull(agents.leftAt)))
    .orderBy(asc(agents.joinedAt), asc(agents.id));
}
