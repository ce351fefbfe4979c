import type { AgentId, VisitorId, WorkspaceId } from '@everthread/shared/models/ids';
import type { Identity } from '@everthread/shared/models/visitor';
import type { Env } from '../env.ts';
import { roomName } from './audience.ts';

/** Closes the sockets of an agent in each of these workspaces; with `sessionId`, only those of that sign-in. */
export async function endAgentSockets(
  env: Env,
  memberships: readonly { workspaceId: WorkspaceId; agentId: AgentId }[],
  sessionId?: string,
): Promise<void> {
  await Promise.all(
    memberships.map(({ workspaceId, agentId }) => {
      const room = { room: 'team', workspaceId } as const;
      return env.ROOMS.getByName(roomName(room)).end(room, { agentId, sessionId });
    }),
  );
}

/** Closes a visitor's sockets that one device opened, or those opened while he was known as that. */
export async function endVisitorSockets(
  env: Env,
  visitor: { workspaceId: WorkspaceId; visitorId: VisitorId },
  who: { keyHash: string } | { identity: Identity },
): Promise<void> {
  const room = { room: 'visitor', ...visitor } as const;
  await env.ROOMS.getByName(roomName(room)).endVisitor(room, who);
}
