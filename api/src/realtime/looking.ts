import type { AgentId, ThreadId } from '@everthread/shared/models/ids';
import { isOpen, type RoomSockets, SILENT_AFTER_MS, send } from './room-sockets.ts';

/** What an agent's window has before his eyes now. All are told where that changes what he looks at in any of them. */
export function look(sockets: RoomSockets, socket: WebSocket, threadId: ThreadId | undefined): void {
  const attachment = sockets.read(socket);
  const { audience, looking } = attachment;
  if (audience.room !== 'team' || looking === threadId) return;
  const others = sockets.open(audience.agentId).filter((other) => other !== socket);
  const elsewhere = others.map((other) => sockets.read(other).looking);
  if (isOpen(socket)) sockets.write(socket, { ...attachment, looking: threadId });
  const agents = [{ id: audience.agentId, threadIds: unique([...elsewhere, threadId]) }];
  for (const told of sockets.open()) {
    if (sockets.read(told).audience.room === 'team') send(told, { frame: { type: 'looking', agents } });
  }
}

/** Says to a window that has just opened what all the others look at. */
export function tellLooking(sockets: RoomSockets, opened: WebSocket): void {
  const byAgent = new Map<AgentId, ThreadId[]>();
  for (const socket of sockets.open()) {
    const { audience, looking } = sockets.read(socket);
    if (audience.room !== 'team' || !looking) continue;
    byAgent.set(audience.agentId, [...(byAgent.get(audience.agentId) ?? []), looking]);
  }
  if (byAgent.size === 0) return;
  const agents = [...byAgent].map(([id, threadIds]) => ({ id, threadIds: unique(threadIds) }));
  send(opened, { frame: { type: 'looking', agents } });
}

/** Whether an agent sits before this window now. Told to nobody. */
export const attend = (sockets: RoomSockets, socket: WebSocket, isAttending: boolean): void =>
  sockets.write(socket, { ...sockets.read(socket), isAttending });

/** An agent's window, the sign-in that opened it, and whether he sits before it. */
export type OpenWindow = { agentId: AgentId; sessionId: string | undefined; isAttending: boolean };

/** The windows of the team whose peer was heard of lately. */
export const openWindows = (sockets: RoomSockets, now: number): OpenWindow[] =>
  sockets.open().flatMap((socket) => {
    const { audience, isAttending = false } = sockets.read(socket);
    if (audience.room !== 'team' || sockets.heardAt(socket) <= now - SILENT_AFTER_MS) return [];
    return [{ agentId: audience.agentId, sessionId: audience.sessionId, isAttending }];
  });

const unique = (seen: readonly (ThreadId | undefined)[]): ThreadId[] =>
  [...new Set(seen.filter((threadId) => threadId !== undefined))].toSorted();
