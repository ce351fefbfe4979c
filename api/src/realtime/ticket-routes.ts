import { Hono } from 'hono';
import { currentAgent } from '../agents/current-agent.ts';
import type { AgentEnv, VisitorEnv } from '../http/api-env.ts';
import { Empty } from '../http/params.ts';
import { validate } from '../http/validate.ts';
import { demandStanding } from '../visitors/demand-standing.ts';
import { issueTicket } from './ticket.ts';

/** A ticket opens one socket, in the Room that its bearer belongs to and no other. */
export const visitorTicket = new Hono<VisitorEnv>().post('/', validate('json', Empty), async (c) => {
  const { ctx } = c.var;
  const askedAt = ctx.now(); // whoever is shown out while we ask holds a ticket from before
  await demandStanding(ctx);
  const { kind, ...audience } = ctx.actor;
  return c.json({ ticket: await issueTicket(ctx.config, askedAt, { room: kind, ...audience }) }, 201);
});

export const agentTicket = new Hono<AgentEnv>().post('/', validate('json', Empty), async (c) => {
  const { ctx } = c.var;
  const askedAt = ctx.now();
  const { agentId, ...who } = await currentAgent(ctx);
  const audience = { room: 'team', workspaceId: ctx.actor.workspaceId, agentId, ...who } as const;
  return c.json({ ticket: await issueTicket(ctx.config, askedAt, audience) }, 201);
});
