import {
  AuthenticatorCode,
  NewPasskey,
  PasskeyRemoval,
  PasskeySignIn,
  SecondStep,
  WithPassword,
} from '@everthread/shared/models/second-factor';
import { Hono, type Context as HonoContext } from 'hono';
import { answerSignedIn } from '../accounts/answer-signed-in.ts';
import { requireSessionToken } from '../accounts/session-token.ts';
import type { ApiEnv } from '../http/api-env.ts';
import { clientIp } from '../http/client-ip.ts';
import { closeSockets } from '../http/close-sockets.ts';
import { Empty } from '../http/params.ts';
import { validate } from '../http/validate.ts';
import { beginAuthenticator, confirmAuthenticator, removeAuthenticator, renewRecoveryCodes } from './authenticator.ts';
import type { EndedSessions } from './end-other-sessions.ts';
import { listSecondFactors } from './list-second-factors.ts';
import { addPasskey, passkeyOptions, passkeySignInOptions, removePasskey, signInByPasskey } from './passkeys.ts';
import { takeSecondStep } from './second-step.ts';

type C = HonoContext<ApiEnv>;

/** How an account is proven beside its password. What changes it ends all other sessions. */
export const secondFactorRoutes = new Hono<ApiEnv>()
  .get('/second-factors', async (c) => c.json(await listSecondFactors(c.var.surroundings, await sessionOf(c))))
  .post('/authenticator', validate('json', WithPassword), async (c) => {
    const { password } = c.req.valid('json');
    return c.json(await beginAuthenticator(c.var.surroundings, await sessionOf(c), password, clientIp(c)));
  })
  .post('/authenticator/confirm', validate('json', AuthenticatorCode), async (c) => {
    const { code } = c.req.valid('json');
    const { codes, ended } = await confirmAuthenticator(c.var.surroundings, await sessionOf(c), code);
    closeAll(c, ended);
    return c.json({ recoveryCodes: codes });
  })
  .post('/authenticator/remove', validate('json', WithPassword), async (c) => {
    const { password } = c.req.valid('json');
    closeAll(c, await removeAuthenticator(c.var.surroundings, await sessionOf(c), password, clientIp(c)));
    return c.json({});
  })
  .post('/recovery-codes', validate('json', WithPassword), async (c) => {
    const { password } = c.req.valid('json');
    const codes = await renewRecoveryCodes(c.var.surroundings, await sessionOf(c), password, clientIp(c));
    return c.json({ recoveryCodes: codes });
  })
  .post('/passkeys/options', validate('json', WithPassword), async (c) => {
    const { password } = c.req.valid('json');
    return c.json({ options: await passkeyOptions(c.var.surroundings, await sessionOf(c), password, clientIp(c)) });
  })
  .post('/passkeys', validate('json', NewPasskey), async (c) => {
    const { passkey, ended } = await addPasskey(c.var.surroundings, await sessionOf(c), c.req.valid('json'));
    closeAll(c, ended);
    return c.json({ passkey }, 201);
  })
  .post('/passkeys/remove', validate('json', PasskeyRemoval), async (c) => {
    closeAll(c, await removePasskey(c.var.surroundings, await sessionOf(c), c.req.valid('json'), clientIp(c)));
    return c.json({});
  })
  .post('/sign-in/second-step', validate('json', SecondStep), async (c) =>
    answerSignedIn(c, await takeSecondStep(c.var.surroundings, c.req.valid('json'), clientIp(c), userAgent(c))),
  )
  .post('/sign-in/passkey-options', validate('json', Empty), async (c) =>
    c.json({ options: await passkeySignInOptions(c.var.surroundings, clientIp(c)) }),
  )
  .post('/sign-in/passkey', validate('json', PasskeySignIn), async (c) => {
    const { proof } = c.req.valid('json');
    return answerSignedIn(c, await signInByPasskey(c.var.surroundings, proof, clientIp(c), userAgent(c)));
  });

const sessionOf = (c: C) => requireSessionToken(c.req.raw.headers, c.var.surroundings.config);

const userAgent = (c: C) => c.req.header('User-Agent');

function closeAll(c: C, { sessionIds, memberships }: EndedSessions): void {
  for (const sessionId of sessionIds) closeSockets(c, memberships, sessionId);
}
