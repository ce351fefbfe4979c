import { WaysBackChange } from '@everthread/shared/models/way-back';
import { Hono } from 'hono';
import type { AgentEnv } from '../http/api-env.ts';
import { InThread } from '../http/params.ts';
import { validate } from '../http/validate.ts';
import { changeWaysBack, getWaysBack } from './push-keys.ts';
import { listKnocks } from './way-back.ts';

/** How a workspace's visitors hear of answers. */
export const agentWaysBack = new Hono<AgentEnv>()
  .get('/', async (c) => c.json({ waysBack: await getWaysBack(c.var.ctx) }))
  .patch('/', validate('json', WaysBackChange), async (c) =>
    c.json({ waysBack: await changeWaysBack(c.var.ctx, c.req.valid('json')) }),
  );

/** How a thread's visitor was told. */
export const agentKnocks = new Hono<AgentEnv>().get('/:threadId/knocks', validate('param', InThread), async (c) =>
  c.json({ knocks: await listKnocks(c.var.ctx, c.req.valid('param').threadId) }),
);
