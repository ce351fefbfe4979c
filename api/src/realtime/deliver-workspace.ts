import type { OutboxEvent } from '../outbox/events.ts';
import type { Handler } from '../outbox/handler.ts';
import { tellRooms } from './tell-rooms.ts';

/** Tells the team to fetch their workspace anew, once for all that has changed. */
export const deliverWorkspace: Handler<Extract<OutboxEvent, { type: 'workspace.changed' }>> = async (ctx) => {
  const room = { room: 'team', workspaceId: ctx.actor.workspaceId } as const;
  await tellRooms(ctx.env, [{ room, frame: { type: 'workspace.changed' } }]);
};
