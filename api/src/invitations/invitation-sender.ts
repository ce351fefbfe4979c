import type { WorkspaceId } from '@everthread/shared/models/ids';
import { eq, sql } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { agents } from '../db/schema/agents.ts';
import { users } from '../db/schema/auth.ts';
import { workspaces } from '../db/schema/workspaces.ts';

/** What the mail says, and to whom it goes. */
export type InvitationMail = { to: string; token: string; workspaceName: string; senderEmail: string };

/** The statement: in whose and in which workspace's name the asking agent invites. */
export function selectSender(db: Database, workspaceId: WorkspaceId) {
  return db
    .select({ workspaceName: workspaces.name, senderEmail: users.email })
    .from(agents)
    .innerJoin(workspaces, eq(workspaces.id, agents.workspaceId))
    .innerJoin(users, eq(users.id, agents.userId))
    .where(sql`${agents.workspaceId} = ${workspaceId} and ${agents.id} = current_agent()`);
}
