import { NewNotice } from '@everthread/shared/models/special-notice';
import { Hono } from 'hono';
import type { AgentEnv } from '../http/api-env.ts';
import { validate } from '../http/validate.ts';
import { getNotice } from './get-notice.ts';
import { endNotice, setNotice } from './set-notice.ts';

export const agentSpecialNotice = new Hono<AgentEnv>()
  .get('/', async (c) => c.json({ notice: await getNotice(c.var.ctx) }))
  .put('/', validate('json', NewNotice), async (c) =>
    c.json({ notice: await setNotice(c.var.ctx, c.req.valid('json')) }),
  )
  .delete('/', async (c) => {
    await endNotice(c.var.ctx);
    return c.json({});
  });
