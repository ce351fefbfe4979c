import { InvitationId } from '@everthread/shared/models/ids';
import type { NewInvitation } from '@everthread/shared/models/invitation';
import { and, eq, lte, sql } from 'drizzle-orm';
import { recordAudit } from '../audit/record-audit.ts';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, DatabaseError, inWorkspace } from '../db/in-workspace.ts';
import { agents } from '../db/schema/agents.ts';
import { users } from '../db/schema/auth.ts';
import { invitations } from '../db/schema/invitations.ts';
import { teams } from '../db/schema/teams.ts';
import { AppError } from '../errors.ts';
import { countTry } from '../throttles/throttle.ts';
import { expiryOf, type InvitationRow, isPending } from './invitation-rows.ts';
import { type InvitationMail, selectSender } from './invitation-sender.ts';
import { newInvitationToken } from './invitation-token.ts';
import { invitationTries } from './limits.ts';

export type SentInvitation = { invitation: InvitationRow; mail: InvitationMail };

/**
 * Invites a mailbox. Throws `conflict` where it is invited or an agent already. For owners and admins; only owners make
 * owners.
 */
export async function invite(ctx: Context<AgentActor>, input: NewInvitation): Promise<SentInvitation> {
  const { workspaceId } = ctx.actor;
  const manager = atLeast(input.role === 'owner' ? 'owner' : 'admin', ctx);
  const email = input.email.toLowerCase();
  const teamId = input.teamId ?? null;
  const thisMailbox = and(eq(invitations.workspaceId, workspaceId), eq(invitations.email, email), isPending);
  // Who may not invite has nothing counted against the address.
  const [{ rows }] = await inWorkspace(manager, [
    ctx.db.execute<{ isAgent: boolean; isInvited: boolean; hasTeam: boolean }>(sql`
      select
        exists (select from ${agents} join ${users} on ${users.id} = ${agents.userId}
          where ${agents.workspaceId} = ${workspaceId} and ${users.email} = ${email} and ${agents.leftAt} is null) as "isAgent",
        exists (select from ${invitations}
          where ${thisMailbox} and ${invitations.expiresAt} > ${ctx.now().toISOString()}::timestamptz) as "isInvited",
        ${teamId}::uuid is null or exists (select from ${teams} where ${teams.workspaceId} = ${workspaceId}
          and ${teams.id} = ${teamId}::uuid and ${teams.removedAt} is null) as "hasTeam"`),
  ]);
  const [state] = rows;
  if (state?.isAgent) throw new AppError('conflict', 'Whoever has this address is in this workspace already');
  if (state?.isInvited) throw alreadyInvited();
  if (!state?.hasTeam) throw new AppError('not_found', 'No such team');
  await countTry(ctx, invitationTries(workspaceId, email));

  const { token, tokenHash } = newInvitationToken(workspaceId);
  const sentAt = ctx.now();
  const made = sql`(select ${workspaceId}::uuid as workspace_id) as made`;
  const [, [invitation], , [sender]] = await refuseSecond(
    inWorkspace(manager, [
      // One that is past its time makes room; one that another has just sent does not.
      ctx.db
        .update(invitations)
        .set({ revokedAt: sentAt })
        .where(and(thisMailbox, lte(invitations.expiresAt, sentAt))),
      ctx.db
        .insert(invitations)
        .values({
          workspaceId,
          id: InvitationId.parse(ctx.newId()),
          email,
          role: input.role,
          teamId,
          tokenHash,
          invitedBy: sql`current_agent()`,
          createdAt: sentAt,
          sentAt,
          expiresAt: expiryOf(sentAt),
        })
        .returning(),
      ctx.db.execute(recordAudit(ctx, 'invitation.sent', { subject: email, to: input.role }, made)),
      selectSender(ctx.db, workspaceId),
    ]),
  );
  if (!invitation || !sender) throw new AppError('not_found', 'No such workspace');
  return { invitation, mail: { to: email, token, ...sender } };
}

const alreadyInvited = () =>
  new AppError('conflict', 'This address is invited already. You can send the invitation again from the list');

/** Two who invite the same mailbox at once: one of them has. */
async function refuseSecond<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof DatabaseError && error.constraint === 'invitations_pending' ? alreadyInvited() : error;
  }
}
