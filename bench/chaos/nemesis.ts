import { setTimeout as sleep } from 'node:timers/promises';
import type { Device } from './device.ts';
import type { History } from './history.ts';
import { type Fault, faultName } from './plan.ts';
import type { World } from './world.ts';

export type Nemesis = {
  /** Begins a fault, or, where another is at the same process, as soon as that is over. It ends by itself. */
  strike(fault: Fault): void;
  /** Waits until every fault has struck for as long as it was to, however slow the machine, and everything runs again. */
  heal(): Promise<void>;
};

/** What goes wrong with processes and networks, each at its time. */
export function makeNemesis(world: World, devices: ReadonlyMap<string, Device>, history: History): Nemesis {
  let atDatabase: Promise<unknown> = Promise.resolve();
  let atWorker: Promise<unknown> = Promise.resolve();
  let atNetworks: Promise<unknown> = Promise.resolve();

  const during = async (which: Fault, work: () => Promise<void>) => {
    const struck = { event: 'fault', kind: faultName(which), fault: JSON.stringify(which) } as const;
    history.note({ ...struck, isOver: false });
    await work();
    history.note({ ...struck, isOver: true });
  };

  async function strikeWorker(fault: Extract<Fault, { on: 'worker' }>): Promise<void> {
    if (fault.name !== 'pause') return fault.name === 'kill' ? world.killWorker() : world.forgetRooms();
    world.signalWorker('SIGSTOP');
    await sleep(fault.forMs);
    world.signalWorker('SIGCONT');
  }

  async function strikeDatabase(fault: Extract<Fault, { on: 'database' }>): Promise<void> {
    const { server } = world.database;
    if (!server) return;
    if (fault.name === 'kill') {
      await server.crash();
      await sleep(fault.forMs);
      return server.restart();
    }
    await server.pause();
    await sleep(fault.forMs);
    server.resume();
  }

  async function strikeNetworks(fault: Extract<Fault, { network: unknown }>): Promise<void> {
    const networks =
      fault.on === 'networks'
        ? fault.devices.flatMap((name) => devices.get(name)?.network ?? [])
        : [world.databaseNetwork];
    const ends = networks.map((network) => network.begin({ ...fault.network }));
    await sleep(fault.forMs);
    for (const end of ends) end();
  }

  return {
    strike(fault) {
      // One process is killed, paused and started by one hand.
      if (fault.on === 'worker') atWorker = atWorker.then(() => during(fault, () => strikeWorker(fault)));
      else if (fault.on === 'database') atDatabase = atDatabase.then(() => during(fault, () => strikeDatabase(fault)));
      else atNetworks = Promise.all([atNetworks, during(fault, () => strikeNetworks(fault))]);
    },
    async heal() {
      await Promise.all([atWorker, atDatabase, atNetworks]);
      for (const { network } of devices.values()) network.heal();
      world.databaseNetwork.heal();
      await world.workerIsUp();
    },
  };
}
