import { InvitedSignUp, ShownInvitation } from '@everthread/shared/models/invitation';
import { Hono } from 'hono';
import { answerSignedIn } from '../accounts/answer-signed-in.ts';
import { requireSessionToken } from '../accounts/session-token.ts';
import type { ApiEnv } from '../http/api-env.ts';
import { clientIp } from '../http/client-ip.ts';
import { drainQuietly } from '../http/drain-after-response.ts';
import { validate } from '../http/validate.ts';
import { readInvitationToken } from './invitation-token.ts';
import { joinWorkspace } from './join-workspace.ts';
import { readOffer } from './read-offer.ts';
import { signUpInvited } from './sign-up-invited.ts';

/** For whoever has the mailed link. The token comes in the body: an address would be logged. */
export const invitedRoutes = new Hono<ApiEnv>()
  .post('/', validate('json', ShownInvitation), async (c) =>
    c.json({ offer: await readOffer(c.var.surroundings, c.req.valid('json').token, clientIp(c)) }),
  )
  .post('/join', validate('json', ShownInvitation), async (c) => {
    const { surroundings } = c.var;
    const sessionToken = await requireSessionToken(c.req.raw.headers, surroundings.config);
    const workspaceId = await joinWorkspace(surroundings, sessionToken, c.req.valid('json').token, clientIp(c));
    c.executionCtx.waitUntil(drainQuietly(c, workspaceId));
    return c.json({ workspaceId });
  })
  .post('/sign-up', validate('json', InvitedSignUp), async (c) => {
    const { surroundings } = c.var;
    const input = c.req.valid('json');
    const session = await signUpInvited(surroundings, input, clientIp(c), c.req.header('User-Agent'));
    c.executionCtx.waitUntil(drainQuietly(c, readInvitationToken(input.token).workspaceId));
    return answerSignedIn(c, session);
  });
