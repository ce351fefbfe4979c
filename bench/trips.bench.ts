import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchOptions } from './bench.ts';
import type { Figure } from './figure.ts';
import { post } from './http.ts';
import { agentsProtocols, newMessage, newPlace } from './people.ts';
import { openQuickSocket } from './quick-socket.ts';
import { median } from './statistics.ts';
import { startSystem } from './system.ts';

/** How many round trips to the database one message costs, counted where they arrive. */
export async function trips({ runs, database }: BenchOptions): Promise<Figure[]> {
  const system = await startSystem(database);
  try {
    const place = await newPlace(system, 2);
    const socket = await openQuickSocket(`${system.apiUrl}/live`, await agentsProtocols(system, place.agent), () => {});
    const [toAnswer, inAll]: [number[], number[]] = [[], []];
    for (let run = 0; run <= runs; run += 1) {
      const writer = place.nextWriter();
      const before = await system.database.trips();
      await post(writer.url, newMessage(), writer.headers);
      const answered = await system.database.trips();
      await sleep(300);
      if (run > 0) toAnswer.push(answered - before);
      if (run > 0) inAll.push((await system.database.trips()) - before);
    }
    socket.close();
    // What follows may have begun before the question for the count got there: the least is what the answer waited for.
    return [
      {
        name: 'database round trips that a message waits for',
        value: Math.min(...toAnswer),
        gate: 1,
        goal: 1,
        isExact: true,
        note: `${median(inAll)} with all that follows from it`,
      },
    ];
  } finally {
    await system.stop();
  }
}
