import { NewSiteImport } from '@everthread/shared/models/site-import';
import { Hono } from 'hono';
import type { AgentEnv } from '../http/api-env.ts';
import { Empty, OneImport } from '../http/params.ts';
import { validate } from '../http/validate.ts';
import { beginImport } from './begin-import.ts';
import { listImports, stopImport } from './list-imports.ts';

export const agentSiteImports = new Hono<AgentEnv>()
  .get('/', async (c) => c.json({ imports: await listImports(c.var.ctx) }))
  .post('/', validate('json', NewSiteImport), async (c) => {
    return c.json({ import: await beginImport(c.var.ctx, c.req.valid('json')) }, 201);
  })
  .post('/:importId/stop', validate('param', OneImport), validate('json', Empty), async (c) => {
    return c.json({ import: await stopImport(c.var.ctx, c.req.valid('param').importId) });
  });
