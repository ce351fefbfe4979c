import type { ThreadId } from '@everthread/shared/models/ids';
import type { HandlerContext } from '../outbox/handler.ts';
import { tellRooms } from '../realtime/tell-rooms.ts';

/** Tells the team that what it sees of how these visitors were told is not what it was. */
export async function tellTeam({ env, actor: { workspaceId } }: HandlerContext, threadIds: readonly ThreadId[]) {
  const room = { room: 'team', workspaceId } as const;
  const deliveries = [...new Set(threadIds)].map((threadId) => {
    return { room, frame: { type: 'knock.changed', threadId } as const };
  });
  if (deliveries.length > 0) await tellRooms(env, deliveries);
}
