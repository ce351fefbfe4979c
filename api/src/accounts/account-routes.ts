import { ConfirmAddress, ForgotPassword, ResetPassword, SignIn, SignUp } from '@everthread/shared/models/account';
import { Hono, type Context as HonoContext } from 'hono';
import { deleteCookie } from 'hono/cookie';
import * as z from 'zod/mini';
import { AppError } from '../errors.ts';
import type { ApiEnv } from '../http/api-env.ts';
import { clientIp } from '../http/client-ip.ts';
import { closeSockets } from '../http/close-sockets.ts';
import { Empty } from '../http/params.ts';
import { spend } from '../http/rate-limit.ts';
import { validate } from '../http/validate.ts';
import { alreadyAMemberMail, confirmAddressMail, resetPasswordMail } from '../mail/account-mails.ts';
import { mailAfterResponse } from '../mail/mail-after-response.ts';
import { answerSignedIn } from './answer-signed-in.ts';
import { findSession } from './auth.ts';
import { confirmAddress } from './confirm-address.ts';
import { countUnread } from './count-unread.ts';
import { isSignUpOpen } from './open-sign-up.ts';
import { endOwnSession, listOwnSessions } from './own-sessions.ts';
import { askForReset, resetPassword } from './reset-password.ts';
import { readSessionToken, requireSessionToken, sessionCookieName } from './session-token.ts';
import { signIn } from './sign-in.ts';
import { type SignUpMail, signUp } from './sign-up.ts';

type C = HonoContext<ApiEnv>;

const OneSession = z.object({ sessionId: z.uuid().check(z.toLowerCase()) });

export const accountRoutes = new Hono<ApiEnv>()
  .get('/sign-up', async (c) => {
    await spend(c.env.RETURNING_LIMIT, `sign-up ${clientIp(c)}`, 60);
    return c.json({ isOpen: await isSignUpOpen(c.var.surroundings) });
  })
  .post('/sign-up', validate('json', SignUp), async (c) => {
    mailSignUp(c, await signUp(c.var.surroundings, c.req.valid('json'), clientIp(c)));
    return c.json({}, 202);
  })
  .post('/confirm', validate('json', ConfirmAddress), async (c) =>
    answerSignedIn(c, await confirmAddress(c.var.surroundings, c.req.valid('json'), clientIp(c), userAgent(c))),
  )
  .post('/sign-in', validate('json', SignIn), async (c) => {
    const outcome = await signIn(c.var.surroundings, c.req.valid('json'), clientIp(c), userAgent(c));
    if (outcome.name === 'signed-in') return answerSignedIn(c, outcome.session);
    if (outcome.name === 'second-step') return c.json({ secondStep: outcome.token });
    mailSignUp(c, outcome.mail);
    throw new AppError('forbidden', 'Please confirm your address first. We have just mailed you a new link');
  })
  .post('/sign-out', validate('json', Empty), async (c) => {
    const { surroundings } = c.var;
    const sessionToken = await readSessionToken(c.req.raw.headers, surroundings.config);
    if (sessionToken) {
      const ended = await endOwnSession(surroundings, sessionToken, 'current').catch(unlessSignedOut);
      if (ended) closeSockets(c, ended.memberships, ended.sessionId);
    }
    const secure = surroundings.config.publicUrl.startsWith('https:');
    deleteCookie(c, sessionCookieName(surroundings.config), { path: '/', secure });
    return c.json({});
  })
  .post('/forgot', validate('json', ForgotPassword), async (c) => {
    const asked = await askForReset(c.var.surroundings, c.req.valid('json'), clientIp(c));
    if (asked) mailAfterResponse(c, asked.email, resetPasswordMail(c.var.surroundings.config, asked.token));
    return c.json({}, 202);
  })
  .post('/reset', validate('json', ResetPassword), async (c) => {
    closeSockets(c, await resetPassword(c.var.surroundings, c.req.valid('json'), clientIp(c)));
    return c.json({});
  })
  .get('/me', async (c) => {
    const session = await findSession(c.var.surroundings, c.req.raw.headers);
    if (!session) throw new AppError('signed_out', 'Please sign in');
    return answerSignedIn(c, session);
  })
  .get('/unread', async (c) => {
    const { surroundings } = c.var;
    const sessionToken = await requireSessionToken(c.req.raw.headers, surroundings.config);
    await spend(c.env.AGENT_LIMIT, clientIp(c), 10);
    return c.json({ counts: await countUnread(surroundings, sessionToken) });
  })
  .get('/sessions', async (c) => {
    const { surroundings } = c.var;
    const sessionToken = await requireSessionToken(c.req.raw.headers, surroundings.config);
    return c.json({ sessions: await listOwnSessions(surroundings, sessionToken) });
  })
  .delete('/sessions/:sessionId', validate('param', OneSession), async (c) => {
    const { surroundings } = c.var;
    const sessionToken = await requireSessionToken(c.req.raw.headers, surroundings.config);
    const ended = await endOwnSession(surroundings, sessionToken, { id: c.req.valid('param').sessionId });
    closeSockets(c, ended.memberships, ended.sessionId);
    return c.json({});
  });

function mailSignUp(c: C, { email, token, isMember }: SignUpMail): void {
  const { config } = c.var.surroundings;
  mailAfterResponse(c, email, isMember ? alreadyAMemberMail(config) : confirmAddressMail(config, token));
}

const userAgent = (c: C) => c.req.header('User-Agent');

function unlessSignedOut(error: unknown): undefined {
  if (error instanceof AppError && error.code === 'signed_out') return;
  throw error;
}
