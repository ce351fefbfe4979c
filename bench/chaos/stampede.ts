import { parseArgs } from 'node:util';
import { realClock } from '@everthread/shared/client/clock';
import { connectLive, type LiveState, type Socket } from '@everthread/shared/client/live-connection';
import { issueTicket } from '../../api/src/realtime/ticket.ts';
import { issueAccessToken } from '../../api/src/visitors/access-token.ts';
import { newThread } from '../../api/test/conversations.ts';
import { newAgent, newWorkspace } from '../../api/test/factories.ts';
import { seeded } from './random.ts';
import { startTcpProxy } from './tcp-proxy.ts';
import { startWorld, type World } from './world.ts';

// How a thousand sockets come back that were cut at one moment:
//   node bench/chaos/stampede.ts [--sockets 1000] [--side visitors|team] [--workspaces 1]

const { values } = parseArgs({
  options: {
    sockets: { type: 'string', default: '1000' },
    side: { type: 'string', default: 'visitors' },
    workspaces: { type: 'string', default: '1' },
  },
});
const wanted = Number(values.sockets);
const NETWORKS = 40;
const WINDOWS_OF_ONE = 20;
const GIVE_UP_MS = 120_000;

/** One who can open a socket: first by a ticket made here, then as his browser does. */
type Peer = { firstTicket: string; ticket: Ask; changes: Ask };
type Ask = { path: string; method: string; headers: Record<string, string> };

async function makePeers(world: World, workspaceCount: number, each: number): Promise<Peer[]> {
  const { config, now } = world.surroundings;
  const peers: Peer[] = [];
  for (let i = 0; i < workspaceCount; i += 1) {
    const workspace = await newWorkspace(world.surroundings);
    const { workspaceId } = workspace.actor;
    let agent = await newAgent(workspace);
    for (let n = 0; n < each; n += 1) {
      if (values.side === 'team') {
        if (n % WINDOWS_OF_ONE === 0) agent = await newAgent(workspace);
        const { agentId, sessionId } = agent;
        const headers = { cookie: agent.cookie, origin: world.appUrl, 'content-type': 'application/json' };
        const root = `/api/workspaces/${workspaceId}`;
        peers.push({
          firstTicket: await issueTicket(config, now(), {
            ...{ room: 'team', workspaceId, agentId, sessionId },
            name: 'Ada',
            role: 'agent',
          }),
          ticket: { path: `${root}/ticket`, method: 'POST', headers },
          changes: { path: `${root}/topics?status=open`, method: 'GET', headers },
        });
      } else {
        const { visitor, threadId } = await newThread(workspace);
        const { kind: _kind, ...who } = visitor.actor;
        const { token } = await issueAccessToken(config, now(), who);
        const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
        peers.push({
          firstTicket: await issueTicket(config, now(), { room: 'visitor', ...who }),
          ticket: { path: '/api/visitor/ticket', method: 'POST', headers },
          changes: { path: `/api/visitor/threads/${threadId}/changes?after=1`, method: 'GET', headers },
        });
      }
    }
  }
  return peers;
}

/** What happened, in milliseconds since the cut. */
type Watch = { cutAt: number; asked: number[]; reopened: number[]; refusals: Map<string, number> };

function keepOpen(peer: Peer, base: string, watch: Watch, onOpen: () => void): () => void {
  let firstTicket: string | undefined = peer.firstTicket;
  const since = () => performance.now() - watch.cutAt;
  const ask = async ({ path, method, headers }: Ask): Promise<unknown> => {
    if (watch.cutAt > 0) watch.asked.push(since());
    const body = method === 'POST' ? '{}' : null;
    const answer = await fetch(base + path, { method, headers, body, signal: AbortSignal.timeout(20_000) });
    const text = await answer.text();
    if (!answer.ok) {
      const refusal = `${answer.status} ${path.split(/[/?]/).at(-2)}`;
      watch.refusals.set(refusal, (watch.refusals.get(refusal) ?? 0) + 1);
      throw new Error(String(answer.status));
    }
    return JSON.parse(text);
  };
  const connection = connectLive({
    url: `${base.replace('http', 'ws')}/live`,
    ticket: async () => {
      const ticket = firstTicket;
      firstTicket = undefined;
      return ticket ?? ((await ask(peer.ticket)) as { ticket: string }).ticket;
    },
    catchUp: async () => void (watch.cutAt > 0 && (await ask(peer.changes))),
    catchUpAlone: async () => void (await ask(peer.changes)),
    onFrame: () => {},
    onState: (state: LiveState) => {
      if (state.name !== 'open') return;
      if (watch.cutAt > 0) watch.reopened.push(since());
      onOpen();
    },
    openSocket: (url, protocols): Socket => new WebSocket(url, protocols),
    watchPage: () => () => {},
    clock: realClock,
    random: Math.random,
  });
  return connection.close;
}

const at = (sorted: readonly number[], share: number) =>
  ((sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN) / 1000).toFixed(1);

function busiest(times: readonly number[], widthMs: number): number {
  const counts = new Map<number, number>();
  for (const time of times) {
    const bucket = Math.floor(time / widthMs);
    counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
  }
  return Math.max(0, ...counts.values());
}

async function until(isDone: () => boolean): Promise<void> {
  const giveUpAt = performance.now() + GIVE_UP_MS;
  while (!isDone() && performance.now() < giveUpAt) await new Promise((resolve) => setTimeout(resolve, 50));
}

const world = await startWorld('postgres', seeded('stampede'), () => {});
try {
  const workspaces = Number(values.workspaces);
  const peers = await makePeers(world, workspaces, Math.ceil(wanted / workspaces));
  const networks = await Promise.all(
    Array.from({ length: NETWORKS }, (_, i) => {
      const target = { host: '127.0.0.1', port: world.workerPort, localAddress: `127.30.${i}.1` };
      return startTcpProxy(target, seeded(`network ${i}`));
    }),
  );
  const watch: Watch = { cutAt: 0, asked: [], reopened: [], refusals: new Map() };
  const open = new Set<Peer>();
  const closes = peers.map((peer, i) =>
    keepOpen(peer, `http://127.0.0.1:${networks[i % NETWORKS]?.port}`, watch, () => open.add(peer)),
  );
  await until(() => open.size === peers.length);
  console.log(
    `${open.size} of ${peers.length} sockets are open (${values.side}, ${workspaces} workspaces). Cutting them.`,
  );

  watch.cutAt = performance.now();
  for (const network of networks) network.cut();
  await until(() => watch.reopened.length >= peers.length);

  const back = watch.reopened.toSorted((a, b) => a - b);
  const asked = watch.asked;
  console.log(
    `back: ${back.length}; half after ${at(back, 0.5)} s, 95 % after ${at(back, 0.95)} s, all after ${at(back, 1)} s`,
  );
  console.log(
    `requests: ${asked.length}; busiest 100 ms ${busiest(asked, 100)}, busiest second ${busiest(asked, 1_000)}`,
  );
  console.log('refused:', Object.fromEntries(watch.refusals));
  for (const close of closes) close();
  await Promise.all(networks.map((network) => network.stop()));
} finally {
  await world.stop();
}
process.exit(0);
