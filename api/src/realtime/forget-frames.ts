import type { WorkspaceId } from '@everthread/shared/models/ids';
import type { Env } from '../env.ts';
import { roomName } from './audience.ts';

/** The team's Room lets go of what it has told: somebody of whom that spoke has been erased. */
export async function forgetFrames(env: Env, workspaceId: WorkspaceId): Promise<void> {
  const room = { room: 'team', workspaceId } as const;
  await env.ROOMS.getByName(roomName(room)).forgetFrames(room);
}
