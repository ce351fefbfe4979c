import type { TeamFrame } from '@everthread/shared/protocol/down';
import type { OutboxEvent } from '../outbox/events.ts';
import type { Handler } from '../outbox/handler.ts';
import { tellRooms } from './tell-rooms.ts';

/** Tells those who see a view that has changed to fetch theirs anew. */
export const deliverViews: Handler<Extract<OutboxEvent, { type: 'views.changed' }>> = async (ctx, events) => {
  const room = { room: 'team', workspaceId: ctx.actor.workspaceId } as const;
  const frame: TeamFrame = { type: 'views.changed' };
  const owners = new Set(events.map(({ agentId }) => agentId));
  const told = owners.has(null) ? [null] : [...owners];
  await tellRooms(
    ctx.env,
    told.map((agentId) => ({ room, frame, ...(agentId && { onlyAgent: agentId }) })),
  );
};
