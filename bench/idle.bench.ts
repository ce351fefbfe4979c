import type { BenchOptions } from './bench.ts';
import { countRequests } from './count-requests.ts';
import { openDevtools } from './devtools.ts';
import type { Figure } from './figure.ts';
import { newPlace } from './people.ts';
import { someoneWithHistory } from './returning-visitor.ts';
import { openShop } from './shop.ts';
import { startSystem } from './system.ts';

const IDLE_MS = 60_000;

/** What a page asks for: before intent, on opening, and while the messenger stands open. */
export async function idle({ database }: BenchOptions): Promise<Figure[]> {
  const system = await startSystem(database);
  const devtools = await openDevtools();
  try {
    const place = await newPlace(system, 0);
    const shop = await openShop(system.appUrl, place.agent.workspaceId);
    const watched = { shopUrl: shop.withLoader, appUrl: system.appUrl, idleMs: IDLE_MS };
    const { script } = await someoneWithHistory(place, 3);
    const [newcomer, returning] = await Promise.all([
      countRequests(devtools, watched),
      countRequests(devtools, { ...watched, script }),
    ]);
    await shop.stop();
    const count = (name: string, value: number, gate: number, goal = gate): Figure => ({
      name,
      value,
      gate,
      goal,
      isExact: true,
    });
    return [
      count('requests before intent', newcomer.beforeIntent, 1),
      count('requests after the loader on first open, new visitor', newcomer.afterLoader, 4, 2),
      count('requests after the loader on first open, returning visitor', returning.afterLoader, 4, 3),
      count('sockets of a visitor without a thread', newcomer.sockets, 0),
      count(
        `HTTP requests of an idle open messenger in ${IDLE_MS / 1000} s`,
        Math.max(newcomer.idle, returning.idle),
        0,
      ),
    ];
  } finally {
    await devtools.stop();
    await system.stop();
  }
}
