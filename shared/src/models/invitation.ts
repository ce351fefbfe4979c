import * as z from 'zod/mini';
import { Email, Password } from './account.ts';
import { AgentId, InvitationId, TeamId } from './ids.ts';
import { textOf } from './text.ts';
import { Role } from './workspace.ts';

/** For how many days an invitation is good after it was sent. */
export const INVITATION_DAYS = 7;

export const NewInvitation = z.strictObject({ email: Email, role: Role, teamId: z.optional(z.nullable(TeamId)) });
export type NewInvitation = z.infer<typeof NewInvitation>;

/** One that is neither accepted nor taken back, as managers see it. */
export const Invitation = z.object({
  id: InvitationId,
  email: z.string(),
  role: Role,
  teamId: z.nullable(TeamId),
  invitedBy: AgentId,
  sentAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
});
export type Invitation = z.infer<typeof Invitation>;

const Token = z.string().check(z.minLength(1), z.maxLength(200));

/** The mailed link, shown to learn what it is for. */
export const ShownInvitation = z.strictObject({ token: Token });
export type ShownInvitation = z.infer<typeof ShownInvitation>;

/** What whoever has the link is told. */
export const InvitationOffer = z.object({
  workspaceName: z.string(),
  invitedBy: z.string(),
  email: z.string(),
  role: Role,
  hasAccount: z.boolean(), // then he signs in; else he makes one here
});
export type InvitationOffer = z.infer<typeof InvitationOffer>;

/** Makes an account for the invited mailbox, whose address is the invitation's and not for the sender to choose. */
export const InvitedSignUp = z.strictObject({ token: Token, name: textOf(80, 1), password: Password });
export type InvitedSignUp = z.infer<typeof InvitedSignUp>;
