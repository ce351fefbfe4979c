import { FlowSave } from '@everthread/shared/models/flow';
import { Hono } from 'hono';
import type { AgentEnv } from '../http/api-env.ts';
import { OneFlow } from '../http/params.ts';
import { validate } from '../http/validate.ts';
import { listFlows, readFlowSecret } from './list-flows.ts';
import { removeFlow, saveFlow } from './save-flow.ts';

export const agentFlows = new Hono<AgentEnv>()
  .get('/', async (c) => c.json({ flows: await listFlows(c.var.ctx) }))
  .get('/:flowId/secret', validate('param', OneFlow), async (c) =>
    c.json({ secret: await readFlowSecret(c.var.ctx, c.req.valid('param').flowId) }),
  )
  .put('/:flowId', validate('param', OneFlow), validate('json', FlowSave), async (c) =>
    c.json({ flow: await saveFlow(c.var.ctx, c.req.valid('param').flowId, c.req.valid('json')) }),
  )
  .delete('/:flowId', validate('param', OneFlow), async (c) => {
    await removeFlow(c.var.ctx, c.req.valid('param').flowId);
    return c.json({});
  });
