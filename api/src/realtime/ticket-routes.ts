import { Hono } from 'hono';
import { currentAgent } from '../agents/current-agent.ts';
import type { AgentEnv, VisitorEnv } from '../http/api-env.ts';
import { Empty } from '../http/params.ts';
import { validate } from '../http/validate.ts';
import { issueTicket } from './ticket.ts';

/** A ticket opens one socket, in the Room that its bearer belongs to and no other. */
export const visitorTicket = new Hono<VisitorEnv>().post('/', validate('json', Empty), async (c) => {
  const { config, now, actor } = c.var.ctx;
  const { workspaceId, visitorId } = actor;
  return c.json({ ticket: await issueTicket(config, now(), { room: 'visitor', workspaceId, visitorId }) }, 201);
});

export const agentTicket = new Hono<AgentEnv>().post('/', validate('json', Empty), async (c) => {
  const { ctx } = c.var;
  const { agentId, sessionId } = await currentAgent(ctx);
  const audience = { room: 'team', workspaceId: ctx.actor.workspaceId, agentId, sessionId } as const;
  return c.json({ ticket: await issueTicket(ctx.config, ctx.now(), audience) }, 201);
});
