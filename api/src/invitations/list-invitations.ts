import type { Invitation } from '@everthread/shared/models/invitation';
import { and, desc, eq } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { invitations } from '../db/schema/invitations.ts';
import { isPending, toInvitation } from './invitation-rows.ts';

/** Those that wait to be accepted, also where their time is over, the latest first. For owners and admins. */
export async function listInvitations(ctx: Context<AgentActor>): Promise<Invitation[]> {
  const [rows] = await inWorkspace(atLeast('admin', ctx), [
    ctx.db
      .select()
      .from(invitations)
      .where(and(eq(invitations.workspaceId, ctx.actor.workspaceId), isPending))
      .orderBy(desc(invitations.sentAt), desc(invitations.id)),
  ]);
  return rows.map(toInvitation);
}
