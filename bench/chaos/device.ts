import type { PageEvent } from '@everthread/shared/client/page-events';
import type { Timeline } from '@everthread/shared/client/timeline';
import type { Seen } from '@everthread/shared/models/thread';
import type { WorkStatus } from '@everthread/shared/models/topic';
import type { Mutant } from './device-network.ts';
import type { History } from './history.ts';
import type { Act } from './plan.ts';
import type { Random } from './random.ts';
import type { TcpProxy } from './tcp-proxy.ts';

// biome-ignore lint/suspicious/noExplicitAny: the visitor's view and the team's
export type View = Pick<Timeline<any, any>, 'sent' | 'topics' | 'unsent' | 'cursor' | 'earliest'> & {
  threadId: string;
  seen: Seen;
};

/** A tab or a window of somebody's, from its start to its end or its crash. */
export type Life = {
  act(act: Act): void;
  page(event: PageEvent): void;
  jump(byMs: number): void;
  /** Tries once more what was given up, as somebody does who presses "try again". */
  tryAgain(): void;
  /** How many messages have not yet been stored. */
  countUnsent(): number;
  /** What it shows of this thread, to the beginning; nothing where it has not opened it. */
  show(threadId: string): Promise<View | undefined>;
  /** The rows of a list and the counts of all, as an agent's window shows them. */
  showList?(status: WorkStatus): { rows: readonly unknown[]; counts: unknown };
};

export type DeviceTools = {
  device: string;
  life: number;
  history: History;
  base: string;
  random: Random;
  whileAlive: AbortSignal;
  patienceMs: () => number;
  mutant: Mutant | undefined;
};

export type Device = {
  name: string;
  network: TcpProxy;
  life: Life | undefined;
  start(): void;
  crash(): void;
  act(act: Act): void;
  /** Nothing is held up any more: what is late now is so because the machine is slow. */
  calmDown(): void;
};

// The clients' own is 20 s; while faults strike, their time passes faster.
const PATIENCE_MS = { hurried: 5_000, calm: 20_000 };

type Options = {
  name: string;
  history: History;
  network: TcpProxy;
  random: Random;
  live: (tools: DeviceTools) => Life;
  mutant?: Mutant | undefined;
};

/** A device that can crash and be started again. What `live` keeps outside of a life survives. */
export function makeDevice({ name, history, network, random, live, mutant }: Options): Device {
  let lives = 0;
  let patienceMs = PATIENCE_MS.hurried;
  let death = new AbortController();
  const timers = new Set<ReturnType<typeof setTimeout>>();
  const later = (ms: number, callback: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      callback();
    }, ms);
    timers.add(timer);
  };

  const device: Device = {
    name,
    network,
    life: undefined,
    start() {
      if (device.life) return;
      death = new AbortController();
      lives += 1;
      history.note({ event: 'life', device: name, life: lives, isOver: false });
      device.life = live({
        device: name,
        life: lives,
        history,
        base: `http://127.0.0.1:${network.port}`,
        random: random.fork(`life ${lives}`),
        whileAlive: death.signal,
        patienceMs: () => patienceMs,
        mutant,
      });
    },
    crash() {
      if (!device.life) return;
      device.life = undefined;
      history.note({ event: 'life', device: name, life: lives, isOver: true });
      death.abort(new DOMException('The device has crashed', 'AbortError'));
    },
    calmDown() {
      patienceMs = PATIENCE_MS.calm;
    },
    act(act) {
      if (act.do === 'crash') {
        device.crash();
        later(act.forMs, device.start);
      } else if (act.do === 'reconnect') {
        network.cut();
      } else if (act.do === 'leave') {
        device.life?.page('hidden');
        const { life } = device;
        later(act.forMs, () => life === device.life && life?.page('shown'));
      } else if (act.do === 'jump') {
        if (!device.life) return;
        device.life.jump(act.byMs);
        const kind = act.byMs < 0 ? 'clock back' : 'clock on';
        history.note({ event: 'fault', kind, fault: `${name} by ${act.byMs} ms`, isOver: true });
      } else {
        device.life?.act(act);
      }
    },
  };
  return device;
}
