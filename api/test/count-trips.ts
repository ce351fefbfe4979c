import { AsyncLocalStorage } from 'node:async_hooks';
import { neonConfig } from '@neondatabase/serverless';
import '../src/db/connect.ts'; // it sets the function that is counted here

const counting = new AsyncLocalStorage<{ trips: number }>();

const ask: typeof fetch = neonConfig.fetchFunction;
neonConfig.fetchFunction = (...request: Parameters<typeof fetch>) => {
  const count = counting.getStore();
  if (count) count.trips += 1;
  return ask(...request);
};

/** How many round trips to the database this takes. Other tests' trips at the same time do not count. */
export async function countTrips(work: () => Promise<unknown>): Promise<number> {
  const count = { trips: 0 };
  await counting.run(count, work);
  return count.trips;
}
