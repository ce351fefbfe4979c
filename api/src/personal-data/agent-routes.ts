import { NewErasure } from '@everthread/shared/models/personal-data';
import { Hono } from 'hono';
import { atLeast } from '../db/in-workspace.ts';
import type { AgentEnv } from '../http/api-env.ts';
import { OneVisitor } from '../http/params.ts';
import { validate } from '../http/validate.ts';
import { beginErasure } from './begin-erasure.ts';
import { exportVisitor } from './export-of.ts';
import { listErasures } from './list-erasures.ts';
import { DOWNLOAD } from './visitor-routes.ts';

/** What there is of a visitor, for owners and admins. */
export const agentPersonalData = new Hono<AgentEnv>()
  .get('/erasures', async (c) => c.json(await listErasures(c.var.ctx)))
  .get('/visitors/:visitorId/personal-data', validate('param', OneVisitor), async (c) =>
    c.body(await exportVisitor(c.var.ctx, c.req.valid('param').visitorId), 200, DOWNLOAD),
  )
  .post('/visitors/:visitorId/erasure', validate('param', OneVisitor), validate('json', NewErasure), async (c) => {
    const { visitorId } = c.req.valid('param');
    return c.json({ erasure: await beginErasure(atLeast('admin', c.var.ctx), visitorId, c.req.valid('json').id) }, 201);
  });
