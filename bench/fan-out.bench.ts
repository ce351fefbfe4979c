import { setTimeout as sleep } from 'node:timers/promises';
import { AgentId, WorkspaceId } from '@everthread/shared/models/ids';
import { openWindow } from './agent-window.ts';
import type { BenchOptions } from './bench.ts';
import { type Figure, round } from './figure.ts';
import { post } from './http.ts';
import { agentsProtocols, newMessage, newPlace, type Place, type Team, teamRoom } from './people.ts';
import { openQuickSocket, type QuickSocket } from './quick-socket.ts';
import { interleave, median } from './statistics.ts';
import { type MeasuredSystem, startSystem } from './system.ts';

const SOCKETS = 1_000;
const OPENED_AT_ONCE = 20;
const SETTLE_MS = 800;

/** What it takes to tell a thousand windows of one team, and to hold them. */
export async function fanOut(options: BenchOptions): Promise<Figure[]> {
  return [await broadcast(options), await memory(options)];
}

async function broadcast({ runs, database }: BenchOptions): Promise<Figure> {
  const system = await startSystem(database);
  try {
    const place = await newPlace(system, 1);
    const frame = await aFrame(system, place);
    const team = await openTeam(system, SOCKETS, place.agent);
    const bare = await openBare(system, SOCKETS);
    const { room, name } = teamRoom(place.agent);
    const rounds = runs * 3;
    const taken = await interleave(rounds, {
      team: () =>
        untilAllHeard(team, () => post(`${system.controlUrl}/room?name=${name}`, { room, deliveries: [{ frame }] })),
      bare: () => untilAllHeard(bare, () => post(`${system.controlUrl}/broadcast?name=bare`, { frame })),
    });
    for (const { close } of [...team.sockets, ...bare.sockets]) close();
    return {
      name: `fan-out to ${SOCKETS.toLocaleString('en')} sockets ÷ a bare broadcast`,
      value: median(taken.team) / median(taken.bare),
      gate: 1.5,
      goal: 1.2,
      note: `${round(median(taken.team))} ms ÷ ${round(median(taken.bare))} ms until the last one heard; ${rounds} of each`,
    };
  } finally {
    await system.stop();
  }
}

/** In a fresh workerd each time: memory that was once had is never wholly given back. */
async function memory({ runs }: BenchOptions): Promise<Figure> {
  const kb = await interleave(runs, {
    team: () => kilobytesASocket((system, count) => openTeam(system, count, someTeam)),
    bare: () => kilobytesASocket(openBare),
  });
  return {
    name: 'memory a socket ÷ a bare one',
    value: median(kb.team) / median(kb.bare),
    gate: 1.5,
    goal: 1.1,
    note: `${round(median(kb.team))} kB ÷ ${round(median(kb.bare))} kB of workerd's resident memory, ${SOCKETS.toLocaleString('en')} sockets, ${runs} times`,
  };
}

async function kilobytesASocket(
  openThem: (system: MeasuredSystem, count: number) => Promise<Listeners>,
): Promise<number> {
  const system = await startSystem('none');
  try {
    const first = await openThem(system, OPENED_AT_ONCE); // what the first ones find made is not a socket's own
    const before = await settled(system);
    const more = await openThem(system, SOCKETS);
    const after = await settled(system);
    for (const { close } of [...first.sockets, ...more.sockets]) close();
    return (after - before) / SOCKETS;
  } finally {
    await system.stop();
  }
}

async function settled({ residentKb }: MeasuredSystem): Promise<number> {
  await sleep(SETTLE_MS);
  return residentKb();
}

type Listeners = { sockets: QuickSocket[]; heard: { count: number; whenAll: () => void } };

async function untilAllHeard({ sockets, heard }: Listeners, speak: () => Promise<unknown>): Promise<number> {
  heard.count = 0;
  const all = new Promise<void>((resolve) => {
    heard.whenAll = () => heard.count === sockets.length && resolve();
  });
  const begun = performance.now();
  await Promise.all([speak(), all]);
  return performance.now() - begun;
}

async function openAll(url: string, count: number, protocolsOf: () => Promise<string[]>): Promise<Listeners> {
  const heard: Listeners['heard'] = { count: 0, whenAll: () => {} };
  const sockets: QuickSocket[] = [];
  const onFrame = () => {
    heard.count += 1;
    heard.whenAll();
  };
  while (sockets.length < count) {
    const opening = Array.from({ length: OPENED_AT_ONCE }, async () =>
      openQuickSocket(url, await protocolsOf(), onFrame),
    );
    sockets.push(...(await Promise.all(opening)));
  }
  await sleep(200); // the welcomes are all there
  return { sockets, heard };
}

/** Twenty agents, each with many windows. */
const openTeam = (system: MeasuredSystem, count: number, agent: Team) => {
  const ids = Array.from({ length: OPENED_AT_ONCE }, () => AgentId.parse(crypto.randomUUID()));
  let turn = 0;
  return openAll(`${system.apiUrl}/live`, count, () => {
    const agentId = ids[turn++ % ids.length] ?? agent.agentId;
    return agentsProtocols(system, { ...agent, agentId });
  });
};

const openBare = (system: MeasuredSystem, count: number) =>
  openAll(`${system.controlUrl}/broadcast?name=bare`, count, async () => []);

/** A frame as the product really sends it. */
async function aFrame(system: MeasuredSystem, place: Place): Promise<unknown> {
  const window = await openWindow(system, place);
  const { url, headers } = place.nextWriter();
  const message = newMessage();
  const heard = window.hears(message.id);
  await post(url, message, headers);
  const { frame } = JSON.parse(await heard) as { frame: unknown };
  window.close();
  return frame;
}

const someTeam: Team = {
  workspaceId: WorkspaceId.parse(crypto.randomUUID()),
  agentId: AgentId.parse(crypto.randomUUID()),
  sessionId: crypto.randomUUID(),
};
