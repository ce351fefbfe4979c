import { newAgent, newWorkspace, type TestAgent } from '../../api/test/factories.ts';
import { agentWindow } from './agent-window.ts';
import { check, faultsThatNeverStruck, type Run, type Violation } from './checker.ts';
import type { DatabaseKind } from './database.ts';
import { type Device, makeDevice } from './device.ts';
import type { Mutant } from './device-network.ts';
import { readDatabase } from './final-state.ts';
import { beginHistory, type History } from './history.ts';
import { type HostStorage, newHostStorage } from './host-page.ts';
import { makeNemesis } from './nemesis.ts';
import { makePlan, type Plan } from './plan.ts';
import { seeded } from './random.ts';
import { compareLists, compareViews, drain, PATIENCE_MS, settle } from './settle.ts';
import { startTcpProxy } from './tcp-proxy.ts';
import { visitorTab } from './visitor-tab.ts';
import { startWorld, type World } from './world.ts';

export type SeedOptions = {
  seed: string;
  seconds: number;
  database: DatabaseKind;
  patienceMs?: number;
  mutant?: (device: string) => Mutant | undefined;
  /** Damage to what is stored, for showing that the checker notices. */
  sabotage?: (world: World, workspaceId: string) => Promise<unknown>;
};

export type SeedResult = {
  violations: Violation[];
  history: History;
  run: Run;
  counts: { acts: number; faults: number; messages: number; frames: number; requests: number; unanswered: number };
  /** How long each part took, in seconds. */
  laps: Readonly<Record<string, number>>;
};

export type Team = { windows: ReadonlyMap<string, TestAgent>; hosts: ReadonlyMap<string, HostStorage> };

/** Runs one seed against a world of its own, and checks what everybody saw. */
export async function runSeed(options: SeedOptions): Promise<SeedResult> {
  const plan = makePlan(options.seed, options.seconds, options.database);
  const history = beginHistory();
  const random = seeded(`${options.seed}/world`);
  const world = await startWorld(options.database, random, (line) => history.note({ event: 'log', line }));
  try {
    return await runPlan(world, plan, options, history);
  } finally {
    await world.stop();
  }
}

async function runPlan(world: World, plan: Plan, options: SeedOptions, history: History): Promise<SeedResult> {
  const workspace = await newWorkspace(world.surroundings);
  const { workspaceId } = workspace.actor;
  const { patienceMs = PATIENCE_MS } = options;
  const hosts = new Map<string, HostStorage>();
  const windows = new Map<string, TestAgent>();
  const devices = new Map<string, Device>();

  const add = async (name: string, live: Parameters<typeof makeDevice>[0]['live']) => {
    const random = seeded(`${plan.seed}/${name}`);
    // Each device knocks from an address of its own: limits count by address.
    const localAddress = `127.20.${devices.size}.1`;
    const target = { host: '127.0.0.1', port: world.workerPort, localAddress };
    const network = await startTcpProxy(target, random.fork('network'));
    devices.set(name, makeDevice({ name, history, network, random, live, mutant: options.mutant?.(name) }));
  };
  for (const { name, tabs } of plan.visitors) {
    const host = newHostStorage(seeded(`${plan.seed}/${name}`).isLucky(0.5));
    for (const tab of tabs) {
      hosts.set(tab, host);
      await add(tab, visitorTab(workspaceId, host));
    }
  }
  for (const { name, windows: own } of plan.agents) {
    const agent = await newAgent(workspace, 'agent', name);
    for (const window of own) {
      windows.set(window, agent);
      await add(window, agentWindow(agent, world.appUrl));
    }
  }

  const nemesis = makeNemesis(world, devices, history);
  try {
    const laps = stopwatch();
    for (const device of devices.values()) device.start();
    await carryOut(plan, (step) =>
      'fault' in step ? nemesis.strike(step.fault) : devices.get(step.device)?.act(step.act),
    );
    laps.end('chaos');
    await nemesis.heal();
    for (const device of devices.values()) {
      device.calmDown();
      device.start();
    }
    laps.end('heal');
    // A tab shows what another has sent once it is told: what was claimed by the dead must come due meanwhile.
    const [unsettled] = await Promise.all([
      settle(devices, patienceMs),
      drain(world, workspaceId, patienceMs), // what it leaves behind, the next one tells
    ]);
    laps.end('send');
    unsettled.push(...(await drain(world, workspaceId, patienceMs)));
    laps.end('follow up');
    await options.sabotage?.(world, workspaceId);
    const views = await compareViews(world, workspaceId, devices, { hosts, windows }, patienceMs);
    const lists = await compareLists(world, devices, windows, patienceMs);
    // Who looks marks what he sees as read: first all stop looking.
    for (const device of devices.values()) device.crash();
    unsettled.push(...(await drain(world, workspaceId, patienceMs)));
    const database = await readDatabase(world, workspaceId);
    laps.end('catch up');
    const run: Run = {
      ...{ entries: history.entries, database, views, lists, unsettled },
      visitors: plan.visitors.length,
      faults: plan.steps.flatMap((step) => ('fault' in step ? JSON.stringify(step.fault) : [])),
    };
    return {
      violations: check(run),
      history,
      run,
      counts: countUp(plan, run),
      laps: laps.seconds,
    };
  } finally {
    for (const device of devices.values()) device.crash();
    await Promise.all([...devices.values()].map(({ network }) => network.stop()));
  }
}

/** Each step at its time, or as soon after it as the machine allows. */
async function carryOut({ steps }: Plan, carry: (step: Plan['steps'][number]) => void): Promise<void> {
  const begun = performance.now();
  for (const step of steps) {
    const earlyMs = step.at - (performance.now() - begun);
    if (earlyMs > 0) await new Promise((resolve) => setTimeout(resolve, earlyMs));
    carry(step);
  }
}

function stopwatch() {
  const seconds: Record<string, number> = {};
  let last = performance.now();
  return {
    seconds,
    end(name: string) {
      seconds[name] = Math.round((performance.now() - last) / 100) / 10;
      last = performance.now();
    },
  };
}

function countUp({ steps }: Plan, run: Run): SeedResult['counts'] {
  const { entries, database } = run;
  const count = (event: string) => entries.filter((entry) => entry.event === event).length;
  return {
    acts: steps.filter((step) => 'act' in step).length,
    faults: run.faults.length - faultsThatNeverStruck(run).length,
    messages: database.messages.length,
    frames: count('frame'),
    requests: count('asked'),
    unanswered: count('unanswered'),
  };
}
