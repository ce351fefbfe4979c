import { ParkedReplay } from '@everthread/shared/models/parked-event';
import { Hono } from 'hono';
import type { AgentEnv } from '../http/api-env.ts';
import { validate } from '../http/validate.ts';
import { listParked } from './list-parked.ts';
import { replayParked } from './replay-parked.ts';

export const agentParkedEvents = new Hono<AgentEnv>()
  .get('/', async (c) => c.json(await listParked(c.var.ctx)))
  .post('/replay', validate('json', ParkedReplay), async (c) =>
    c.json({ replayed: await replayParked(c.var.ctx, c.req.valid('json')) }),
  );
