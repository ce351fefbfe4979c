import { ReportQuery } from '@everthread/shared/models/report';
import { TargetChange } from '@everthread/shared/models/target';
import { Hono } from 'hono';
import type { AgentEnv } from '../http/api-env.ts';
import { OneTarget } from '../http/params.ts';
import { validate } from '../http/validate.ts';
import { listTargets } from './list-targets.ts';
import { reportTargets } from './report-targets.ts';
import { removeTarget, saveTarget } from './save-target.ts';

export const agentTargets = new Hono<AgentEnv>()
  .get('/', async (c) => c.json({ targets: await listTargets(c.var.ctx) }))
  .get('/report', validate('query', ReportQuery), async (c) =>
    c.json({ report: await reportTargets(c.var.ctx, Number(c.req.valid('query').days)) }),
  )
  .put('/:targetId', validate('param', OneTarget), validate('json', TargetChange), async (c) => {
    return c.json({ target: await saveTarget(c.var.ctx, c.req.valid('param').targetId, c.req.valid('json')) });
  })
  .delete('/:targetId', validate('param', OneTarget), async (c) => {
    await removeTarget(c.var.ctx, c.req.valid('param').targetId);
    return c.json({});
  });
