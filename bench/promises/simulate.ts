import type { WaitEvent } from '../../api/src/promises/estimate-events.ts';
import { type Random, seeded } from '../chaos/random.ts';
import { Desk } from './desk.ts';
import type { World } from './worlds.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const LATEST = 0.25 * HOUR;

/** When an agent comes and goes. */
export type Stay = { comesMs: number; goesMs: number };

/**
 * Plays a support team's weeks: visitors write by the hour of the week, wait in line by priority and then by age, leave
 * when their patience ends, are answered by agents on shift and often write again. The same seed gives the same weeks.
 */
export function simulate(
  world: World,
  afterEach?: (desk: Desk, stays: Stay[][][], fresh: WaitEvent[]) => void,
): WaitEvent[] {
  const chance = seeded(`${world.name}/${world.seed}`);
  const events: WaitEvent[] = [];
  const desk = new Desk(world, chance, (event) => events.push(event));
  const stays = desk.agents.map((_, agent) =>
    Array.from({ length: world.weeks * 7 }, (_, day) => staysOf(world, chance, agent, day)),
  );
  for (const [at, agent] of desk.agents.entries()) {
    for (const { comesMs, goesMs } of stays[at]?.flat() ?? []) {
      desk.agenda.put(comesMs, { does: 'come', agent });
      desk.agenda.put(goesMs, { does: 'go', agent });
    }
  }
  desk.agenda.put(world.fromMs, { does: 'arrive' });
  const endMs = world.fromMs + world.weeks * 7 * DAY;
  while ((desk.agenda.nextMs ?? endMs) < endMs) {
    const before = events.length;
    desk.step();
    if (afterEach && events.length > before) afterEach(desk, stays, events.slice(before));
  }
  return events;
}

/** When an agent is there on a day, unless he is not there at all. */
export function staysOf(world: World, chance: Random, agent: number, day: number): Stay[] {
  const { shifts = [], absence = 0 } = world.agents[agent] ?? {};
  if (chance.isLucky(absence)) return [];
  return shifts
    .filter(({ days }) => days.includes(day % 7))
    .map(({ from, to }) => {
      const late = chance.next() * LATEST;
      const [comes, goes] = [from, to].map((hour) => world.fromMs + day * DAY + hour * HOUR + late);
      return { comesMs: comes ?? 0, goesMs: goes ?? 0 };
    });
}
