import type { Invitation } from '@everthread/shared/models/invitation';
import { INVITATION_DAYS } from '@everthread/shared/models/invitation';
import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { invitations } from '../db/schema/invitations.ts';

export type InvitationRow = typeof invitations.$inferSelect;

/** Neither accepted nor taken back; it may be past its time. */
export const isPending = and(isNull(invitations.acceptedAt), isNull(invitations.revokedAt));

/** The condition that the invitation with this token can be accepted now. */
export const isAlive = ({ actor, now }: Context, tokenHash: string): SQL | undefined =>
  and(
    eq(invitations.workspaceId, actor.workspaceId),
    eq(invitations.tokenHash, tokenHash),
    isPending,
    sql`${invitations.expiresAt} > ${now().toISOString()}::timestamptz`,
  );

export const expiryOf = (sentAt: Date) => new Date(sentAt.getTime() + INVITATION_DAYS * 24 * 60 * 60 * 1000);

/** An invitation as managers see it. */
export const toInvitation = ({ id, email, role, teamId, invitedBy, sentAt, expiresAt }: InvitationRow): Invitation => ({
  id,
  email,
  role,
  teamId,
  invitedBy,
  sentAt: sentAt.toISOString(),
  expiresAt: expiresAt.toISOString(),
});
