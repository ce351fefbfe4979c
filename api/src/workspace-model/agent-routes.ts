import { WorkspaceModelChange } from '@everthread/shared/models/workspace-model';
import { Hono } from 'hono';
import type { AgentEnv } from '../http/api-env.ts';
import { validate } from '../http/validate.ts';
import { getModel, removeModel, setModel } from './change-model.ts';
import { tryModel } from './try-model.ts';

export const agentModel = new Hono<AgentEnv>()
  .get('/', async (c) => c.json({ model: await getModel(c.var.ctx) }))
  .put('/', validate('json', WorkspaceModelChange), async (c) =>
    c.json({ model: await setModel(c.var.ctx, c.req.valid('json')) }),
  )
  .delete('/', async (c) => {
    await removeModel(c.var.ctx);
    return c.json({});
  })
  .post('/trial', validate('json', WorkspaceModelChange), async (c) =>
    c.json({ outcome: await tryModel(c.var.ctx, c.req.valid('json'), c.env.PUBLIC_NETWORK) }),
  );
