import type { Device } from './device.ts';
import type { History } from './history.ts';
import { type Fault, faultName } from './plan.ts';
import type { World } from './world.ts';

export type Nemesis = {
  /** Begins a fault. It ends by itself. */
  strike(fault: Fault): void;
  /** Ends all faults, and waits until everything runs again. */
  heal(): Promise<void>;
};

/** What goes wrong with processes and networks, each at its time. */
export function makeNemesis(world: World, devices: ReadonlyMap<string, Device>, history: History): Nemesis {
  const ends = new Set<() => void>();
  let isHealing = false;
  let atDatabase: Promise<unknown> = Promise.resolve();
  let atWorker: Promise<unknown> = Promise.resolve();

  /** Waits, but not beyond the healing. */
  const pass = (ms: number) =>
    new Promise<void>((resolve) => {
      const end = () => {
        clearTimeout(timer);
        ends.delete(end);
        resolve();
      };
      const timer = setTimeout(end, isHealing ? 0 : ms);
      ends.add(end);
    });

  const during = async (which: Fault, work: () => Promise<void>) => {
    if (isHealing) return;
    const struck = { event: 'fault', kind: faultName(which), fault: JSON.stringify(which) } as const;
    history.note({ ...struck, isOver: false });
    await work();
    history.note({ ...struck, isOver: true });
  };

  async function strikeWorker(fault: Extract<Fault, { on: 'worker' }>): Promise<void> {
    if (fault.name !== 'pause') return fault.name === 'kill' ? world.killWorker() : world.forgetRooms();
    world.signalWorker('SIGSTOP');
    await pass(fault.forMs);
    world.signalWorker('SIGCONT');
  }

  async function strikeDatabase(fault: Extract<Fault, { on: 'database' }>): Promise<void> {
    const { server } = world.database;
    if (!server) return;
    if (fault.name === 'kill') {
      await server.crash();
      await pass(fault.forMs);
      return server.restart();
    }
    await server.pause();
    await pass(fault.forMs);
    server.resume();
  }

  async function strikeNetworks(fault: Extract<Fault, { network: unknown }>): Promise<void> {
    const networks =
      fault.on === 'networks'
        ? fault.devices.flatMap((name) => devices.get(name)?.network ?? [])
        : [world.databaseNetwork];
    for (const network of networks) network.begin(fault.network);
    await pass(fault.forMs);
    for (const network of networks) network.heal();
  }

  return {
    strike(fault) {
      // One process is killed, paused and started by one hand.
      if (fault.on === 'worker') atWorker = atWorker.then(() => during(fault, () => strikeWorker(fault)));
      else if (fault.on === 'database') atDatabase = atDatabase.then(() => during(fault, () => strikeDatabase(fault)));
      else void during(fault, () => strikeNetworks(fault));
    },
    async heal() {
      isHealing = true;
      for (const end of [...ends]) end();
      await Promise.all([atWorker, atDatabase]);
      for (const { network } of devices.values()) network.heal();
      world.databaseNetwork.heal();
      await world.workerIsUp();
    },
  };
}
