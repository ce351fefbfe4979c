import { TeamId } from '@everthread/shared/models/ids';
import { NewTeam, TeamChange } from '@everthread/shared/models/member';
import { Hono } from 'hono';
import * as z from 'zod/mini';
import type { AgentEnv } from '../http/api-env.ts';
import { validate } from '../http/validate.ts';
import { changeTeam } from './change-team.ts';
import { createTeam } from './create-team.ts';

const OneTeam = z.object({ teamId: TeamId });

export const agentTeams = new Hono<AgentEnv>()
  .post('/', validate('json', NewTeam), async (c) =>
    c.json({ team: await createTeam(c.var.ctx, c.req.valid('json')) }, 201),
  )
  .patch('/:teamId', validate('param', OneTeam), validate('json', TeamChange), async (c) => {
    await changeTeam(c.var.ctx, c.req.valid('param').teamId, c.req.valid('json'));
    return c.json({});
  });
