import { NewView, ViewChange, ViewsOrder } from '@everthread/shared/models/view';
import { Hono } from 'hono';
import type { AgentEnv } from '../http/api-env.ts';
import { OneView } from '../http/params.ts';
import { validate } from '../http/validate.ts';
import { changeView, deleteView } from './change-view.ts';
import { createView } from './create-view.ts';
import { listViews } from './list-views.ts';
import { orderViews } from './order-views.ts';

export const agentViews = new Hono<AgentEnv>()
  .get('/', async (c) => c.json(await listViews(c.var.ctx)))
  .post('/', validate('json', NewView), async (c) => {
    return c.json({ view: await createView(c.var.ctx, c.req.valid('json')) }, 201);
  })
  .put('/order', validate('json', ViewsOrder), async (c) => {
    await orderViews(c.var.ctx, c.req.valid('json'));
    return c.json({});
  })
  .patch('/:viewId', validate('param', OneView), validate('json', ViewChange), async (c) => {
    return c.json({ view: await changeView(c.var.ctx, c.req.valid('param').viewId, c.req.valid('json')) });
  })
  .delete('/:viewId', validate('param', OneView), async (c) => {
    await deleteView(c.var.ctx, c.req.valid('param').viewId);
    return c.json({});
  });
