import type { OutboxEvent } from '../outbox/events.ts';
import type { Handler } from '../outbox/handler.ts';
import { endAgentSockets } from './end-sockets.ts';

/** Who has another role, or none any more, opens his sockets anew, if he may. */
export const endSocketsOfAgents: Handler<Extract<OutboxEvent, { type: 'agent.changed' }>> = async (ctx, events) => {
  const { workspaceId } = ctx.actor;
  await endAgentSockets(
    ctx.env,
    events.map(({ agentId }) => ({ workspaceId, agentId })),
  );
};
