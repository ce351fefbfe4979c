import { NewDevice } from '@everthread/shared/models/device';
import { DeviceId } from '@everthread/shared/models/ids';
import { Hono } from 'hono';
import * as z from 'zod/mini';
import { requireSessionToken } from '../accounts/session-token.ts';
import type { ApiEnv } from '../http/api-env.ts';
import { Empty } from '../http/params.ts';
import { spend } from '../http/rate-limit.ts';
import { validate } from '../http/validate.ts';
import { forgetDevice, keepDevice, listDevices, testDevice } from './devices.ts';

const OneDevice = z.object({ deviceId: DeviceId });

/** One's own devices, whichever workspaces one is in. */
export const deviceRoutes = new Hono<ApiEnv>()
  .get('/', async (c) => {
    const { surroundings } = c.var;
    return c.json(await listDevices(surroundings, await requireSessionToken(c.req.raw.headers, surroundings.config)));
  })
  .put('/', validate('json', NewDevice), async (c) => {
    const { surroundings } = c.var;
    const sessionToken = await requireSessionToken(c.req.raw.headers, surroundings.config);
    return c.json({ device: await keepDevice(surroundings, sessionToken, c.req.valid('json')) });
  })
  .delete('/:deviceId', validate('param', OneDevice), async (c) => {
    const { surroundings } = c.var;
    const sessionToken = await requireSessionToken(c.req.raw.headers, surroundings.config);
    await forgetDevice(surroundings, sessionToken, c.req.valid('param').deviceId);
    return c.json({});
  })
  .post('/:deviceId/test', validate('param', OneDevice), validate('json', Empty), async (c) => {
    const { surroundings } = c.var;
    const sessionToken = await requireSessionToken(c.req.raw.headers, surroundings.config);
    await spend(c.env.UPLOAD_LIMIT, `push ${sessionToken}`, 60);
    return c.json({ outcome: await testDevice(surroundings, sessionToken, c.req.valid('param').deviceId) });
  });
