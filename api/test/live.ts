import { env, exports } from 'cloudflare:workers';
import { AgentId, TopicId, VisitorId, WorkspaceId } from '@everthread/shared/models/ids';
import type { Topic } from '@everthread/shared/models/topic';
import type { TeamDown, TeamFrame } from '@everthread/shared/protocol/down';
import { SUBPROTOCOL, TICKET_SUBPROTOCOL_PREFIX } from '@everthread/shared/protocol/version';
import { readConfig } from '../src/config.ts';
import { type Audience, type RoomKey, roomName } from '../src/realtime/audience.ts';
import { issueTicket } from '../src/realtime/ticket.ts';

export const config = readConfig(env);

type Team = Extract<Audience, { room: 'team' }>;
type OneVisitor = Extract<Audience, { room: 'visitor' }>;
export const anAgent = (of: Partial<Team> = {}): Team => ({
  room: 'team',
  name: 'Ada',
  role: 'agent',
  workspaceId: WorkspaceId.parse(crypto.randomUUID()),
  agentId: AgentId.parse(crypto.randomUUID()),
  sessionId: crypto.randomUUID(),
  ...of,
});
export const aVisitor = (of: Partial<OneVisitor> = {}): OneVisitor => ({
  room: 'visitor',
  workspaceId: WorkspaceId.parse(crypto.randomUUID()),
  visitorId: VisitorId.parse(crypto.randomUUID()),
  keyHash: crypto.randomUUID(),
  identity: 'claimed',
  ...of,
});

export const ticketFor = (audience: Audience, issuedAt = new Date()) => issueTicket(config, issuedAt, audience);
export const protocolsWith = (ticket: string) => `${SUBPROTOCOL}, ${TICKET_SUBPROTOCOL_PREFIX}${ticket}`;

/** Knocks at `/live` as a browser on our own page does. */
export function knock(protocols: string, headers: Record<string, string> = {}): Promise<Response> {
  return exports.default.fetch('http://localhost:8787/live', {
    headers: { Upgrade: 'websocket', Origin: config.publicUrl, 'Sec-WebSocket-Protocol': protocols, ...headers },
  });
}

/** A client's end of a socket: what it heard, and how it was closed. */
export function listen(answer: Response) {
  const socket = answer.webSocket;
  if (!socket) throw new Error(`Not let in: ${answer.status}`);
  const heard: TeamDown[] = [];
  const pongs: string[] = [];
  const here: AgentId[][] = []; // who was here, each time it was told: said whenever a socket opens, so apart from the news
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.addEventListener('close', ({ code, reason }) => {
      resolve({ code, reason });
      if (socket.readyState === WebSocket.CLOSING) socket.close();
    });
  });
  socket.addEventListener('message', ({ data }) => {
    if (data === 'pong') pongs.push(data);
    else take(JSON.parse(String(data)));
  });
  const take = (down: TeamDown) => (down.frame.type === 'presence' ? here.push(down.frame.here) : heard.push(down));
  socket.accept();
  return {
    heard,
    here,
    pongs,
    closed,
    say: (frame: unknown) => socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame)),
    sayBytes: (bytes: Uint8Array) => socket.send(bytes),
    close: () => socket.close(1000, ''),
    /** What it heard since the welcome. */
    news: () => heard.slice(1),
  };
}
export type Listener = ReturnType<typeof listen>;

export const open = async (audience: Audience) => listen(await knock(protocolsWith(await ticketFor(audience))));

export const roomOf = (key: RoomKey) => env.ROOMS.getByName(roomName(key));

/** A topic of which only what a list shows matters. */
export function aTopic(of: Partial<Topic> = {}): Topic {
  const at = '2026-11-01T09:00:00.000Z';
  return {
    id: TopicId.parse(crypto.randomUUID()),
    threadId: crypto.randomUUID() as Topic['threadId'],
    rev: 1,
    status: 'open',
    firstSeq: 1,
    lastSeq: 1,
    lastVisitorSeq: 1,
    startedAt: at,
    lastMessageAt: at,
    doneAt: null,
    preview: 'Hello',
    previewBy: 'visitor',
    subject: null,
    assigneeId: null,
    teamId: null,
    priority: 'none',
    tagIds: [],
    followerIds: [],
    snoozedUntil: null,
    waitingSince: at,
    mergedIntoId: null,
    visitor: { id: VisitorId.parse(crypto.randomUUID()), name: null, identity: 'claimed' },
    ...of,
  };
}
export const changed = (topic: Topic): { frame: TeamFrame } => ({ frame: { type: 'topic.changed', topic } });
