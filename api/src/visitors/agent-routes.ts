import { VisitorChange } from '@everthread/shared/models/visitor-details';
import { Hono } from 'hono';
import type { AgentEnv } from '../http/api-env.ts';
import { OneVisitor } from '../http/params.ts';
import { validate } from '../http/validate.ts';
import { changeVisitor } from './change-visitor.ts';
import { getVisitor } from './get-visitor.ts';

export const agentVisitors = new Hono<AgentEnv>()
  .get('/:visitorId', validate('param', OneVisitor), async (c) => {
    return c.json({ details: await getVisitor(c.var.ctx, c.req.valid('param').visitorId) });
  })
  .patch('/:visitorId', validate('param', OneVisitor), validate('json', VisitorChange), async (c) => {
    return c.json(await changeVisitor(c.var.ctx, c.req.valid('param').visitorId, c.req.valid('json')));
  });
