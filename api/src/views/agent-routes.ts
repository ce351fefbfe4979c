import { Hono } from 'hono';
import type { AgentEnv } from '../http/api-env.ts';
import { listViews } from './list-views.ts';

export const agentViews = new Hono<AgentEnv>().get('/', async (c) => c.json(await listViews(c.var.ctx)));
