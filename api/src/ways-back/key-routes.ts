import { NewVisitorDevice, ShownPass } from '@everthread/shared/models/way-back';
import { Hono } from 'hono';
import type { ApiEnv } from '../http/api-env.ts';
import { clientIp } from '../http/client-ip.ts';
import { drainQuietly } from '../http/drain-after-response.ts';
import { spend } from '../http/rate-limit.ts';
import { validate } from '../http/validate.ts';
import { keepVisitorDevice } from './keep-device.ts';
import { showPass } from './passes.ts';

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
  });
