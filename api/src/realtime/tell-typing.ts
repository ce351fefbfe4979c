import type { VisitorId } from '@everthread/shared/models/ids';
import { type Audience, type RoomKey, roomName } from './audience.ts';
import type { RoomEnv } from './room.ts';

/**
 * Passes on that somebody is typing: a visitor's to the team; an agent's to the visitor whom he names, of his own
 * workspace, and to the rest of the team. A visitor who is not there, or not at all, has an empty Room.
 */
export async function tellTyping(env: RoomEnv, audience: Audience, visitorId: VisitorId | undefined): Promise<void> {
  const { workspaceId } = audience;
  const team = { room: 'team', workspaceId } as const;
  const roomOf = (key: RoomKey) => env.ROOMS.getByName(roomName(key));
  if (audience.room === 'visitor') {
    await roomOf(team).relay(team, { type: 'typing', visitorId: audience.visitorId, agent: null });
    return;
  }
  if (!visitorId || audience.role === 'viewer') return; // who may not write does not seem to
  const { agentId, name } = audience;
  const visitor = { room: 'visitor', workspaceId, visitorId } as const;
  await Promise.all([
    roomOf(visitor).relay(visitor, { type: 'typing', name }),
    roomOf(team).relay(team, { type: 'typing', visitorId, agent: { id: agentId, name } }, agentId),
  ]);
}
