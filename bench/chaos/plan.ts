import type { DatabaseKind } from './database.ts';
import { NOTE_CANARY } from './history.ts';
import { type Random, seeded } from './random.ts';
import type { NetworkFault } from './tcp-proxy.ts';

export type Act =
  | { do: 'write'; text: string }
  | { do: 'note'; text: string }
  | { do: 'look'; which: number } // at another thread
  | { do: 'list'; status: 'open' | 'waiting' | 'done' }
  | { do: 'status'; which: number; status: 'open' | 'waiting' | 'done' }
  | { do: 'scroll up' }
  | { do: 'edit'; which: number; text: string } // one of one's own last messages
  | { do: 'delete'; which: number }
  | { do: 'see' } // what came last
  | { do: 'crash'; forMs: number } // what was in memory is gone
  | { do: 'leave'; forMs: number } // into the back/forward cache, and back
  | { do: 'reconnect' }
  | { do: 'jump'; byMs: number }; // its clock

export type Fault =
  | { on: 'worker'; name: 'kill' | 'forget' }
  | { on: 'worker'; name: 'pause'; forMs: number }
  | { on: 'database'; name: 'kill' | 'pause'; forMs: number }
  | { on: 'database network'; network: NetworkFault; forMs: number }
  | { on: 'networks'; devices: readonly string[]; network: NetworkFault; forMs: number };

export type Step = { at: number } & ({ device: string; act: Act } | { fault: Fault });

export type Plan = {
  seed: string;
  visitors: readonly { name: string; tabs: readonly string[] }[];
  agents: readonly { name: string; windows: readonly string[] }[];
  steps: readonly Step[]; // by time
};

/** Which kind of fault it is, in a word or two. */
export const faultName = (fault: Fault): string =>
  `${fault.on} ${'network' in fault ? fault.network.name : fault.name}`;

const A_DAY_MS = 24 * 60 * 60 * 1000;
const SPICES = ['', ' 👩🏽‍💻', ' مرحبا', ' \u202Eabc', ' ﷽', '\n\nA second paragraph'];

/** Who does what when, and what goes wrong when: all of it from the seed. */
export function makePlan(seed: string, seconds: number, kind: DatabaseKind): Plan {
  const random = seeded(seed);
  const numbers = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
  const tabs = [5, random.between(1, 2), random.between(1, 2)].slice(0, random.between(2, 3));
  const visitors = tabs.map((count, i) => ({
    name: `visitor ${i + 1}`,
    tabs: numbers(count).map((tab) => `visitor ${i + 1} tab ${tab}`),
  }));
  const agents = numbers(2).map((agent) => ({
    name: `agent ${agent}`,
    windows: numbers(random.between(1, 2)).map((window) => `agent ${agent} window ${window}`),
  }));
  const ownTabs = visitors.flatMap((visitor) => visitor.tabs);
  const windows = agents.flatMap((agent) => agent.windows);
  const lastsMs = seconds * 1000;
  const steps = [
    ...ownTabs.flatMap((device) => actsOf(device, lastsMs, random.fork(device), visitorAct)),
    ...windows.flatMap((device) => actsOf(device, lastsMs, random.fork(device), agentAct)),
    ...faults(lastsMs, [...ownTabs, ...windows], kind, random.fork('faults')),
  ];
  return { seed, visitors, agents, steps: steps.toSorted((a, b) => a.at - b.at) };
}

type Choose = (random: Random, text: string) => Act;

function actsOf(device: string, lastsMs: number, random: Random, choose: Choose): Step[] {
  const steps: Step[] = [];
  const pace = random.between(300, 1500);
  for (let at = random.between(0, 400), n = 1; at < lastsMs; at += random.between(20, 2 * pace), n += 1) {
    steps.push({ at, device, act: choose(random, `${device} says ${n}${random.pick(SPICES)}`) });
  }
  return steps;
}

const awayMs = (random: Random) => random.between(50, 1_500);
const aStatus = (random: Random) => random.pick(['open', 'waiting', 'done'] as const);

function visitorAct(random: Random, text: string): Act {
  const weights = { write: 60, edit: 6, delete: 3, see: 6 };
  const chosen = random.pickBy({ ...weights, 'scroll up': 3, crash: 5, leave: 5, reconnect: 6, jump: 3 });
  if (chosen === 'see') return { do: chosen };
  return chosen === 'write' ? { do: chosen, text } : anyAct(chosen, random, text);
}

function agentAct(random: Random, text: string): Act {
  const weights = { write: 30, note: 10, edit: 4, delete: 2, look: 18, status: 12, list: 5 };
  const chosen = random.pickBy({ ...weights, 'scroll up': 2, crash: 3, leave: 3, reconnect: 4, jump: 2 });
  switch (chosen) {
    case 'write':
      return { do: chosen, text };
    case 'note':
      return { do: chosen, text: `${text} ${NOTE_CANARY}` };
    case 'look':
      return { do: chosen, which: random.between(0, 99) };
    case 'status':
      return { do: chosen, which: random.between(0, 99), status: aStatus(random) };
    case 'list':
      return { do: chosen, status: aStatus(random) };
    default:
      return anyAct(chosen, random, text);
  }
}

type AnyAct = 'scroll up' | 'edit' | 'delete' | 'crash' | 'leave' | 'reconnect' | 'jump';

function anyAct(chosen: AnyAct, random: Random, text: string): Act {
  if (chosen === 'edit') return { do: chosen, which: random.between(0, 99), text: `${text}, in other words` };
  if (chosen === 'delete') return { do: chosen, which: random.between(0, 99) };
  if (chosen === 'crash' || chosen === 'leave') return { do: chosen, forMs: awayMs(random) };
  if (chosen === 'jump') return { do: chosen, byMs: random.pick([-3650, -1, 1, 3650]) * A_DAY_MS };
  return { do: chosen };
}

function faults(lastsMs: number, devices: readonly string[], kind: DatabaseKind, random: Random): Step[] {
  const steps: Step[] = [];
  for (let at = random.between(300, 1_500); at < lastsMs; at += random.between(200, 2_000)) {
    steps.push({ at, fault: aFault(devices, kind, random) });
  }
  return steps;
}

function aFault(devices: readonly string[], kind: DatabaseKind, random: Random): Fault {
  const forMs = random.between(100, 2_500);
  const processes = kind === 'postgres' ? 3 : 0;
  const chosen = random.pickBy({
    kill: 3,
    forget: 2,
    pause: 3,
    'kill database': processes,
    'pause database': processes,
    'database network': 5,
    networks: 8,
  });
  switch (chosen) {
    case 'kill':
    case 'forget':
      return { on: 'worker', name: chosen };
    case 'pause':
      return { on: 'worker', name: chosen, forMs };
    case 'kill database':
      return { on: 'database', name: 'kill', forMs: random.between(0, 800) };
    case 'pause database':
      return { on: 'database', name: 'pause', forMs };
    case 'database network':
      return { on: chosen, network: aNetworkFault(random), forMs };
    default: {
      const share = random.pick([0.2, 0.5, 1]);
      const hit = devices.filter(() => random.isLucky(share));
      return { on: 'networks', devices: hit, network: aNetworkFault(random), forMs };
    }
  }
}

function aNetworkFault(random: Random): NetworkFault {
  const name = random.pick(['delay', 'hold', 'hold-answers', 'lose-answers', 'halve', 'cut'] as const);
  return name === 'delay' ? { name, ms: random.between(20, 600) } : { name };
}
