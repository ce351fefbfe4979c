import type { AgentId, ThreadId } from '@everthread/shared/models/ids';
import type { TeamFrame, VisitorFrame } from '@everthread/shared/protocol/down';
import type { Audience, Ticket } from './audience.ts';
import type { Conduct } from './judge-up.ts';

/** Clients ping every 20 seconds. */
export const SILENT_AFTER_MS = 45_000;
const VISITORS_LONGEST_MS = 24 * 60 * 60 * 1000; // so that only recent visitors can have one: see end-many-sockets.ts

/** What rides with a socket through hibernation. */
export type Attachment = {
  audience: Audience;
  openedAt: number;
  follows: boolean; // has said how far it had the feed: from then on its frames carry their numbers
  conduct: Conduct;
  looking?: ThreadId | undefined; // what its agent has before his eyes in this window
  isAttending?: boolean; // he sits before it
};

/** The sockets of a Room, and what rides with each. */
export class RoomSockets {
  readonly #ctx: DurableObjectState;
  readonly #attachments = new WeakMap<WebSocket, Attachment>(); // a copy: to read a thousand anew takes as long as a broadcast

  constructor(ctx: DurableObjectState) {
    this.#ctx = ctx;
  }

  /** Those that can be written to; with an agent, only his; with a visitor's ticket, the one that it opened. */
  open(tag?: AgentId | Ticket['id']): WebSocket[] {
    return this.#ctx.getWebSockets(tag).filter(isOpen);
  }

  read(socket: WebSocket): Attachment {
    const known = this.#attachments.get(socket) ?? (socket.deserializeAttachment() as Attachment);
    this.#attachments.set(socket, known);
    return known;
  }

  write(socket: WebSocket, attachment: Attachment): void {
    socket.serializeAttachment(attachment);
    this.#attachments.set(socket, attachment);
  }

  /** When the peer was last heard of: a ping of his is answered without waking the Room. */
  heardAt(socket: WebSocket): number {
    const pingedAt = this.#ctx.getWebSocketAutoResponseTimestamp(socket)?.getTime() ?? 0;
    return Math.max(pingedAt, this.read(socket).openedAt);
  }

  /** Closes those whose peer is dead, and a visitor's after a day. Returns them. */
  closeOver(now: number): readonly WebSocket[] {
    const over = this.open().filter((socket) => {
      const { audience, openedAt } = this.read(socket);
      if (this.heardAt(socket) <= now - SILENT_AFTER_MS) return true;
      return audience.room === 'visitor' && openedAt <= now - VISITORS_LONGEST_MS;
    });
    for (const socket of over) socket.close(4408, 'silent');
    return over;
  }

  /** Which agents have a window open, in a steady order. */
  agents(): AgentId[] {
    const audiences = this.open().map((socket) => this.read(socket).audience);
    const agents = audiences.flatMap((audience) => (audience.room === 'team' ? [audience.agentId] : []));
    return [...new Set(agents)].toSorted();
  }
}

export const isOpen = (socket: WebSocket) => socket.readyState === WebSocket.OPEN;

export const downText = (frame: string, n?: number) =>
  n === undefined ? `{"frame":${frame}}` : `{"n":${n},"frame":${frame}}`;

export const send = (socket: WebSocket, down: { frame: VisitorFrame | TeamFrame }) =>
  sendText(socket, JSON.stringify(down));

export function sendText(socket: WebSocket, text: string): void {
  if (isOpen(socket)) socket.send(text);
}
