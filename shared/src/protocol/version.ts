/** Raised whenever a frame changes in a way that an older end could not read. Offered as the socket's subprotocol. */
export const PROTOCOL_VERSION = 1;

/** The subprotocol that both ends name when they open a socket. The ticket follows it as a second, `ticket.<jwt>`. */
export const SUBPROTOCOL = `everthread.v${PROTOCOL_VERSION}`;
export const TICKET_SUBPROTOCOL_PREFIX = 'ticket.';

/** Plain text, answered by the runtime without waking a Room. */
export const PING = 'ping';
export const PONG = 'pong';
