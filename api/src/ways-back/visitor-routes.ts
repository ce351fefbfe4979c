import { DeviceId } from '@everthread/shared/models/ids';
import { NewPass, PassAnswer, PassLook, WayBackChange } from '@everthread/shared/models/way-back';
import { Hono } from 'hono';
import * as z from 'zod/mini';
import type { VisitorEnv } from '../http/api-env.ts';
import { validate } from '../http/validate.ts';
import { answerPass, lookAtPass, makePass } from './passes.ts';
import { pushKeysOf } from './push-keys.ts';
import { changeWayBack, endVisitorDevice, getWayBack, listVisitorDevices } from './way-back.ts';

const OneDevice = z.object({ deviceId: DeviceId });

/** How a visitor hears of answers, and where else he reads and writes. */
export const visitorWaysBack = new Hono<VisitorEnv>()
  .get('/way-back', async (c) => c.json({ wayBack: await getWayBack(c.var.ctx) }))
  .patch('/way-back', validate('json', WayBackChange), async (c) =>
    c.json({ wayBack: await changeWayBack(c.var.ctx, c.req.valid('json')) }),
  )
  .get('/push-key', async (c) => {
    const { publicKey } = await pushKeysOf(c.var.ctx);
    return c.json({ publicKey });
  })
  .post('/passes', validate('json', NewPass), async (c) => c.json(await makePass(c.var.ctx, c.req.valid('json')), 201))
  .post('/passes/look', validate('json', PassLook), async (c) =>
    c.json(await lookAtPass(c.var.ctx, c.req.valid('json').pass)),
  )
  .post('/passes/answer', validate('json', PassAnswer), async (c) => {
    await answerPass(c.var.ctx, c.req.valid('json'));
    return c.json({});
  })
  .get('/devices', async (c) => c.json({ devices: await listVisitorDevices(c.var.ctx) }))
  .delete('/devices/:deviceId', validate('param', OneDevice), async (c) => {
    await endVisitorDevice(c.var.ctx, c.req.valid('param').deviceId);
    return c.json({});
  });
