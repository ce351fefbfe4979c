import { Search } from '@everthread/shared/models/search';
import { Hono } from 'hono';
import type { AgentEnv } from '../http/api-env.ts';
import { validate } from '../http/validate.ts';
import { search } from './search.ts';

export const agentSearch = new Hono<AgentEnv>().post('/', validate('json', Search), async (c) =>
  c.json(await search(c.var.ctx, c.req.valid('json'))),
);
