import { type ModelPurpose, WorkspaceModelChange } from '@everthread/shared/models/workspace-model';
import { Hono } from 'hono';
import type { AgentEnv } from '../http/api-env.ts';
import { validate } from '../http/validate.ts';
import { getModel, removeModel, setModel } from './change-model.ts';
import { tryModel } from './try-model.ts';

/** The model that a workspace asks for one purpose. */
export const agentModel = (purpose: ModelPurpose) =>
  new Hono<AgentEnv>()
    .get('/', async (c) => c.json({ model: await getModel(c.var.ctx, purpose) }))
    .put('/', validate('json', WorkspaceModelChange), async (c) =>
      c.json({ model: await setModel(c.var.ctx, purpose, c.req.valid('json')) }),
    )
    .delete('/', async (c) => {
      await removeModel(c.var.ctx, purpose);
      return c.json({});
    })
    .post('/trial', validate('json', WorkspaceModelChange), async (c) =>
      c.json({ outcome: await tryModel(c.var.ctx, purpose, c.req.valid('json'), c.env.PUBLIC_NETWORK) }),
    );
