import { AgentId, VisitorId, WorkspaceId } from '@everthread/shared/models/ids';
import { Identity } from '@everthread/shared/models/visitor';
import { Role } from '@everthread/shared/models/workspace';
import * as z from 'zod/mini';

const VisitorAudience = z.strictObject({
  room: z.literal('visitor'),
  workspaceId: WorkspaceId,
  visitorId: VisitorId,
  keyHash: z.string(), // which device opened the socket, so that logging out on it closes the socket
  identity: Identity, // what he was known as then, so that a socket ends that is less proven than he is now
});
const TeamAudience = z.strictObject({
  room: z.literal('team'),
  workspaceId: WorkspaceId,
  agentId: AgentId,
  name: z.string(), // what visitors see him called
  role: Role,
  sessionId: z.optional(z.uuid()), // which sign-in opened the socket, so that ending it closes the socket
});

/** Who a socket belongs to, and thereby what it may hear. */
export const Audience = z.discriminatedUnion('room', [VisitorAudience, TeamAudience]);
export type Audience = z.infer<typeof Audience>;

/** Which Room: all of one visitor's sockets, or all of one workspace's agents'. */
export type RoomKey =
  | Pick<z.infer<typeof VisitorAudience>, 'room' | 'workspaceId' | 'visitorId'>
  | Pick<z.infer<typeof TeamAudience>, 'room' | 'workspaceId'>;

/** The only maker of Room names. UUIDs hold no colon, so two Rooms can never share one. */
export const roomName = (key: RoomKey): string =>
  key.room === 'visitor' ? `visitor:${key.workspaceId}:${key.visitorId}` : `team:${key.workspaceId}`;

/** The right to open one socket, once: what a ticket says, and what the Worker, having proven it, hands the Room. */
export const Ticket = z.strictObject({
  id: z.uuid(),
  issuedAt: z.int(), // seconds since 1970
  expiresAt: z.int(),
  audience: Audience,
});
export type Ticket = z.infer<typeof Ticket>;

/** The header in which it is handed over. Nothing that an outsider sends gets into that request. */
export const TICKET_HEADER = 'everthread-ticket';
