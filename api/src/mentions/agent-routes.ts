import { Hono } from 'hono';
import type { AgentEnv } from '../http/api-env.ts';
import { MentionListing } from '../http/params.ts';
import { validate } from '../http/validate.ts';
import { listMentions } from './list-mentions.ts';

export const agentMentions = new Hono<AgentEnv>().get('/', validate('query', MentionListing), async (c) =>
  c.json(await listMentions(c.var.ctx, c.req.valid('query'))),
);
