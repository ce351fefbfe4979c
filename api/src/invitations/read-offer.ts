import type { InvitationOffer } from '@everthread/shared/models/invitation';
import { and, eq, sql } from 'drizzle-orm';
import { linkTries } from '../accounts/limits.ts';
import type { Context, Surroundings, SystemActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { agents } from '../db/schema/agents.ts';
import { users } from '../db/schema/auth.ts';
import { invitations } from '../db/schema/invitations.ts';
import { workspaces } from '../db/schema/workspaces.ts';
import { countTry } from '../throttles/throttle.ts';
import { isAlive } from './invitation-rows.ts';
import { invitationIsDead, readInvitationToken } from './invitation-token.ts';

/** What the link is for, told to whoever has it. Throws `invalid` where it opens nothing. */
export async function readOffer(surroundings: Surroundings, token: string, network: string): Promise<InvitationOffer> {
  const { ctx, tokenHash } = await tryInvitation(surroundings, token, network);
  const [[offer]] = await inWorkspace(ctx, [
    ctx.db
      .select({
        workspaceName: workspaces.name,
        invitedBy: agents.name,
        email: invitations.email,
        role: invitations.role,
        hasAccount: sql<boolean>`exists (select from ${users} where ${users.email} = ${invitations.email})`,
      })
      .from(invitations)
      .innerJoin(workspaces, eq(workspaces.id, invitations.workspaceId))
      .innerJoin(agents, and(eq(agents.workspaceId, invitations.workspaceId), eq(agents.id, invitations.invitedBy)))
      .where(isAlive(ctx, tokenHash)),
  ]);
  if (!offer) throw invitationIsDead();
  return offer;
}

/** Counts one try with the link, and makes the context in which its workspace is looked into. */
export async function tryInvitation(
  surroundings: Surroundings,
  token: string,
  network: string,
): Promise<{ ctx: Context<SystemActor>; tokenHash: string }> {
  const { workspaceId, tokenHash } = readInvitationToken(token);
  await countTry(surroundings, linkTries(tokenHash, network));
  return { ctx: { ...surroundings, actor: { kind: 'system', workspaceId } }, tokenHash };
}
