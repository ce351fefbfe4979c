import { InvitationId } from '@everthread/shared/models/ids';
import { NewInvitation } from '@everthread/shared/models/invitation';
import { Hono, type Context as HonoContext } from 'hono';
import * as z from 'zod/mini';
import type { AgentEnv, ApiEnv } from '../http/api-env.ts';
import { Empty } from '../http/params.ts';
import { validate } from '../http/validate.ts';
import { invitationMail } from '../mail/account-mails.ts';
import { mailAfterResponse } from '../mail/mail-after-response.ts';
import { resendInvitation, revokeInvitation } from './change-invitation.ts';
import { toInvitation } from './invitation-rows.ts';
import { invite, type SentInvitation } from './invite.ts';
import { listInvitations } from './list-invitations.ts';

const OneInvitation = z.object({ invitationId: InvitationId });

export const agentInvitations = new Hono<AgentEnv>()
  .get('/', async (c) => c.json({ invitations: await listInvitations(c.var.ctx) }))
  .post('/', validate('json', NewInvitation), async (c) => {
    const sent = await invite(c.var.ctx, c.req.valid('json'));
    return c.json({ invitation: mailed(c, sent) }, 201);
  })
  .post('/:invitationId/resend', validate('param', OneInvitation), validate('json', Empty), async (c) => {
    const sent = await resendInvitation(c.var.ctx, c.req.valid('param').invitationId);
    return c.json({ invitation: mailed(c, sent) });
  })
  .delete('/:invitationId', validate('param', OneInvitation), async (c) => {
    await revokeInvitation(c.var.ctx, c.req.valid('param').invitationId);
    return c.json({});
  });

function mailed(c: HonoContext<AgentEnv>, { invitation, mail }: SentInvitation) {
  const { to, ...offer } = mail;
  // Hono's contexts of two environments do not know that one has all that the other has.
  mailAfterResponse(c as unknown as HonoContext<ApiEnv>, to, invitationMail(c.var.surroundings.config, offer));
  return toInvitation(invitation);
}
