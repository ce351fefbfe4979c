import { PROTOCOL_VERSION, SUBPROTOCOL, TICKET_SUBPROTOCOL_PREFIX } from '@everthread/shared/protocol/version';
import type { Context as HonoContext } from 'hono';
import { AppError } from '../errors.ts';
import type { ApiEnv } from '../http/api-env.ts';
import { roomName, TICKET_HEADER } from './audience.ts';
import { tellRevision } from './tell-revision.ts';
import { readTicket } from './ticket.ts';

const CLIENT_TOO_OLD = 4406;

/** GET /live: leads the bearer of a ticket into the Room that the ticket names, and into no other. */
export async function connectLive(c: HonoContext<ApiEnv>): Promise<Response> {
  const { config, now } = c.var.surroundings;
  if (c.req.header('Upgrade')?.toLowerCase() !== 'websocket') {
    throw new AppError('invalid', 'This address is for WebSockets only');
  }
  const origin = c.req.header('Origin');
  if (origin !== undefined && origin !== config.publicUrl) {
    throw new AppError('forbidden', 'Sockets are opened from our own pages only');
  }
  const offered = (c.req.header('Sec-WebSocket-Protocol') ?? '').split(',').map((protocol) => protocol.trim());
  const version = offered.map((protocol) => Number(/^everthread\.v(\d{1,6})$/.exec(protocol)?.[1])).find((n) => n >= 0);
  if (version === undefined) throw new AppError('invalid', `Offer ${SUBPROTOCOL} as subprotocol`);
  if (version > PROTOCOL_VERSION)
    throw new AppError('unavailable', 'This server is about to be updated', { retryAfter: 5 });
  if (version < PROTOCOL_VERSION) return turnAway(`everthread.v${version}`);

  const token = offered.find((protocol) => protocol.startsWith(TICKET_SUBPROTOCOL_PREFIX));
  if (!token) throw new AppError('forbidden', 'Ask for a ticket first and offer it as second subprotocol');
  const ticket = await readTicket(config, now(), token.slice(TICKET_SUBPROTOCOL_PREFIX.length));
  if (!ticket) throw new AppError('signed_out', 'This ticket is not valid, or no longer. Ask for a new one');

  // A request of our own making: nothing that the client sent reaches the Room, its offer of compression included.
  const room = c.env.ROOMS.getByName(roomName(ticket.audience));
  const answer = await room.fetch('https://room/', {
    headers: { Upgrade: 'websocket', [TICKET_HEADER]: JSON.stringify(ticket) },
  });
  if (answer.status === 401) throw new AppError('signed_out', 'This ticket was used already. Ask for a new one');
  if (answer.status === 429) {
    throw new AppError('too_many', 'Too many windows are open at once. Close one of them', { retryAfter: 60 });
  }
  if (!answer.webSocket) throw new Error(`The Room answered ${answer.status}`);
  c.executionCtx.waitUntil(tellRevision(c.var.surroundings, c.env, ticket));
  return switchTo(answer.webSocket, SUBPROTOCOL);
}

/** A browser cannot read why an upgrade failed, so who must reload the page is let in and told. */
function turnAway(protocol: string): Response {
  const { 0: client, 1: server } = new WebSocketPair();
  server.accept();
  server.close(CLIENT_TOO_OLD, 'client_too_old');
  return switchTo(client, protocol);
}

const switchTo = (webSocket: WebSocket, protocol: string) =>
  new Response(null, { status: 101, webSocket, headers: { 'Sec-WebSocket-Protocol': protocol } });
