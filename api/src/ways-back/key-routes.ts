import { NewRecovery, NewVisitorDevice, OpenRecovery, ShownPass } from '@everthread/shared/models/way-back';
import { Hono } from 'hono';
import type { ApiEnv } from '../http/api-env.ts';
import { clientArea, clientIp } from '../http/client-ip.ts';
import { drainQuietly } from '../http/drain-after-response.ts';
import { spend } from '../http/rate-limit.ts';
import { validate } from '../http/validate.ts';
import { describeError, log } from '../log.ts';
import { mailAfterResponse } from '../mail/mail-after-response.ts';
import { keepVisitorDevice } from './keep-device.ts';
import { showPass } from './passes.ts';
import { countRecovery, openRecovery, recoveryMail } from './recover.ts';

/** For who has no access yet: our own windows, which a pass lets in, and which are known by their key from then on. */
export const passRoutes = new Hono<ApiEnv>()
  .post('/passes/show', validate('json', ShownPass), async (c) => {
    const shown = c.req.valid('json');
    await spend(c.env.RETURNING_LIMIT, clientIp(c), 60);
    await spend(c.env.WORKSPACE_LIMIT, shown.workspaceId, 10);
    return c.json(await showPass(c.var.surroundings, shown));
  })
  .post('/push-device', validate('json', NewVisitorDevice), async (c) => {
    const device = c.req.valid('json');
    await spend(c.env.RETURNING_LIMIT, clientIp(c), 60);
    await spend(c.env.WORKSPACE_LIMIT, device.workspaceId, 10);
    await keepVisitorDevice(c.var.surroundings, device);
    c.executionCtx.waitUntil(drainQuietly(c, device.workspaceId));
    return c.json({});
  })
  .post('/recoveries', validate('json', NewRecovery), async (c) => {
    const asked = c.req.valid('json');
    await spend(c.env.NEWCOMER_LIMIT, clientIp(c), 60);
    await spend(c.env.AREA_LIMIT, clientArea(c), 60);
    await spend(c.env.WORKSPACE_LIMIT, asked.workspaceId, 10);
    await countRecovery(c.var.surroundings, asked, clientIp(c));
    // Whether anybody is known is found out once the answer is on its way.
    const mailing = recoveryMail(c.var.surroundings, asked).then(
      (found) => found && mailAfterResponse(c, found.to, found.mail),
      (error: unknown) => log('recovery.failed', { requestId: c.var.requestId, ...describeError(error) }),
    );
    c.executionCtx.waitUntil(mailing);
    return c.json({}, 202);
  })
  .post('/recoveries/open', validate('json', OpenRecovery), async (c) => {
    const opened = c.req.valid('json');
    await spend(c.env.RETURNING_LIMIT, clientIp(c), 60);
    await spend(c.env.WORKSPACE_LIMIT, opened.workspaceId, 10);
    return c.json(await openRecovery(c.var.surroundings, opened));
  });
