import { AgentId } from '@everthread/shared/models/ids';
import { RoleChange } from '@everthread/shared/models/member';
import { Hono } from 'hono';
import * as z from 'zod/mini';
import type { AgentEnv } from '../http/api-env.ts';
import { Empty } from '../http/params.ts';
import { validate } from '../http/validate.ts';
import { changeRole } from './change-role.ts';
import { leaveWorkspace, removeAgent } from './end-membership.ts';
import { listMembers } from './list-members.ts';

const OneAgent = z.object({ agentId: AgentId });

export const agentMembers = new Hono<AgentEnv>()
  .get('/members', async (c) => c.json({ members: await listMembers(c.var.ctx) }))
  .patch('/members/:agentId', validate('param', OneAgent), validate('json', RoleChange), async (c) => {
    await changeRole(c.var.ctx, c.req.valid('param').agentId, c.req.valid('json').role);
    return c.json({});
  })
  .delete('/members/:agentId', validate('param', OneAgent), async (c) => {
    await removeAgent(c.var.ctx, c.req.valid('param').agentId);
    return c.json({});
  })
  .post('/leave', validate('json', Empty), async (c) => {
    await leaveWorkspace(c.var.ctx);
    return c.json({});
  });
