import type { InvitationId } from '@everthread/shared/models/ids';
import { and, eq, sql } from 'drizzle-orm';
import { recordAudit } from '../audit/record-audit.ts';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { invitations } from '../db/schema/invitations.ts';
import { AppError } from '../errors.ts';
import { countTry } from '../throttles/throttle.ts';
import { expiryOf, isPending } from './invitation-rows.ts';
import { selectSender } from './invitation-sender.ts';
import { newInvitationToken } from './invitation-token.ts';
import type { SentInvitation } from './invite.ts';
import { invitationTries } from './limits.ts';

const thatOne = ({ actor }: Context<AgentActor>, id: InvitationId) =>
  and(eq(invitations.workspaceId, actor.workspaceId), eq(invitations.id, id));

const pendingOne = (ctx: Context<AgentActor>, id: InvitationId) =>
  sql`(select workspace_id, email, role from ${invitations} where ${thatOne(ctx, id)} and ${isPending}) as pending`;

/** Mails it once more, good for another week. The link before it opens nothing any more. For owners and admins. */
export async function resendInvitation(ctx: Context<AgentActor>, id: InvitationId): Promise<SentInvitation> {
  const { workspaceId } = ctx.actor;
  const manager = atLeast('admin', ctx);
  const [[found]] = await inWorkspace(manager, [
    ctx.db
      .select()
      .from(invitations)
      .where(and(thatOne(ctx, id), isPending)),
  ]);
  if (!found) throw noSuchInvitation();
  // An owner's seat is an owner's to offer, also the second time.
  const sender = atLeast(found.role === 'owner' ? 'owner' : 'admin', ctx);
  await inWorkspace(sender, []);
  await countTry(ctx, invitationTries(workspaceId, found.email));

  const { token, tokenHash } = newInvitationToken(workspaceId);
  const sentAt = ctx.now();
  const [, [invitation], [from]] = await inWorkspace(sender, [
    ctx.db.execute(recordAudit(ctx, 'invitation.sent_again', { subject: sql`email` }, pendingOne(ctx, id))),
    ctx.db
      .update(invitations)
      .set({ tokenHash, sentAt, expiresAt: expiryOf(sentAt) })
      .where(and(thatOne(ctx, id), isPending))
      .returning(),
    selectSender(ctx.db, workspaceId),
  ]);
  if (!invitation || !from) throw noSuchInvitation();
  return { invitation, mail: { to: invitation.email, token, ...from } };
}

/** Its link opens nothing any more. Safe to repeat. For owners and admins. */
export async function revokeInvitation(ctx: Context<AgentActor>, id: InvitationId): Promise<void> {
  const [, , [found]] = await inWorkspace(atLeast('admin', ctx), [
    ctx.db.execute(recordAudit(ctx, 'invitation.revoked', { subject: sql`email` }, pendingOne(ctx, id))),
    ctx.db
      .update(invitations)
      .set({ revokedAt: ctx.now() })
      .where(and(thatOne(ctx, id), isPending)),
    ctx.db.select({ acceptedAt: invitations.acceptedAt }).from(invitations).where(thatOne(ctx, id)),
  ]);
  if (!found) throw noSuchInvitation();
  if (found.acceptedAt)
    throw new AppError('conflict', 'This invitation was accepted already. You can remove the agent');
}

const noSuchInvitation = () => new AppError('not_found', 'No such invitation');
