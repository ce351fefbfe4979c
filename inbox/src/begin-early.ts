import type { Me } from '@everthread/shared/models/workspace';
import { SUBPROTOCOL, TICKET_SUBPROTOCOL_PREFIX } from '@everthread/shared/protocol/version';
import { listingOf, listPath, ME_PATH, ticketPath } from './api/first-paths.ts';
import { listKey, viewsKey, workspaceKey } from './kept/kept-keys.ts';
import { type KeptStore, openKeptStore } from './kept/kept-store.ts';
import { liveUrl } from './live-url.ts';
import { readTopicsRoute } from './topics-route.ts';

/** A socket that nobody listens to yet, and what it has said meanwhile. */
export type EarlySocket = { socket: WebSocket; protocols: readonly string[]; said: Event[] };

/** What the head of the page has begun while the app itself is on its way. It is there for whoever takes it first. */
export type Early = {
  answers: Map<string, Promise<Response>>; // by method and path
  store: KeptStore;
  left: Map<string, Promise<unknown>>; // what is kept, by its key
  socket?: EarlySocket;
  isTaken?: boolean; // the app has a socket, this one or its own
};

declare global {
  var everthreadEarly: Early;
}

const TIMEOUT_MS = 20_000;
const answers: Early['answers'] = new Map();
const left: Early['left'] = new Map();
const store = openKeptStore(globalThis.indexedDB);
const early: Early = { answers, store, left };
globalThis.everthreadEarly = early;

function ask(method: 'GET' | 'POST', path: string): Promise<Response> {
  const body = method === 'POST' && { body: '{}', headers: { 'content-type': 'application/json' } };
  const answer = fetch(path, { method, ...body, signal: AbortSignal.timeout(TIMEOUT_MS) });
  answer.catch(() => {}); // told to whoever takes it
  answers.set(`${method} ${path}`, answer);
  return answer;
}

function look<Value>(key: string): Promise<Value | undefined> {
  const found = store.get<Value>(key);
  left.set(key, found);
  return found;
}

/** Opens the first socket as soon as there is a ticket, and keeps what it says. */
async function openSocket(answer: Promise<Response>): Promise<void> {
  const { ticket } = (await (await answer).clone().json()) as { ticket?: string };
  if (!ticket || early.isTaken) return; // a ticket lets in once
  const protocols = [SUBPROTOCOL, TICKET_SUBPROTOCOL_PREFIX + ticket];
  const socket = new WebSocket(liveUrl(location), protocols);
  const said: Event[] = [];
  const hear = (event: Event) => void said.push(event);
  socket.onopen = hear;
  socket.onmessage = hear;
  socket.onclose = hear;
  early.socket = { socket, protocols, said };
  setTimeout(() => early.isTaken || socket.close(), TIMEOUT_MS);
}

const me = look<Me>('me');
void ask('GET', ME_PATH);
const route = readTopicsRoute(location.pathname, location.search);
if (route) {
  const { workspaceId } = route;
  const listing = listingOf(route);
  if (listing) void ask('GET', listPath(workspaceId, listing));
  void me.then((found) => {
    if (!found) return;
    if (listing) look(listKey(found.user.id, workspaceId, listing));
    for (const keyOf of [viewsKey, workspaceKey]) look(keyOf(found.user.id, workspaceId));
  });
  openSocket(ask('POST', ticketPath(workspaceId))).catch(() => {}); // the app opens its own
}
