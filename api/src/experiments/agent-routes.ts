import { ExperimentChange, ExperimentTurn } from '@everthread/shared/models/experiment';
import { Hono } from 'hono';
import type { AgentEnv } from '../http/api-env.ts';
import { OneExperiment } from '../http/params.ts';
import { validate } from '../http/validate.ts';
import { reportExperiment } from './report-experiment.ts';
import { listExperiments, removeExperiment, saveExperiment } from './save-experiment.ts';
import { turnExperiment } from './turn-experiment.ts';

export const agentExperiments = new Hono<AgentEnv>()
  .get('/', async (c) => c.json({ experiments: await listExperiments(c.var.ctx) }))
  .get('/:experimentId/report', validate('param', OneExperiment), async (c) =>
    c.json({ report: await reportExperiment(c.var.ctx, c.req.valid('param').experimentId) }),
  )
  .put('/:experimentId', validate('param', OneExperiment), validate('json', ExperimentChange), async (c) => {
    const { experimentId } = c.req.valid('param');
    return c.json({ experiment: await saveExperiment(c.var.ctx, experimentId, c.req.valid('json')) });
  })
  .post('/:experimentId/state', validate('param', OneExperiment), validate('json', ExperimentTurn), async (c) => {
    const { experimentId } = c.req.valid('param');
    return c.json({ experiment: await turnExperiment(c.var.ctx, experimentId, c.req.valid('json')) });
  })
  .delete('/:experimentId', validate('param', OneExperiment), async (c) => {
    await removeExperiment(c.var.ctx, c.req.valid('param').experimentId);
    return c.json({});
  });
