import type { Me } from '@everthread/shared/models/workspace';
import { sql } from 'drizzle-orm';
import { type Membership, selectOwnMemberships } from '../agents/own-memberships.ts';
import type { Surroundings } from '../context.ts';
import { runBatch } from '../db/in-workspace.ts';
import type { SignedIn } from './auth.ts';

/** The user whose session was just proven, and the workspaces in which he is an agent. */
export async function readMe({ db }: Surroundings, { id, name, email }: SignedIn['user']): Promise<Me> {
  const [, memberships] = (await runBatch(db, [
    db.execute(sql`select set_config('app.user', ${id}, true)`),
    selectOwnMemberships(db),
  ])) as [unknown, Membership[]];
  return {
    user: { id, name, email },
    workspaces: memberships.map(({ workspaceId, workspaceName, agentId, role }) => ({
      id: workspaceId,
      name: workspaceName,
      agentId,
      role,
    })),
  };
}
