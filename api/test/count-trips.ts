import { AsyncLocalStorage } from 'node:async_hooks';
import { neonConfig } from '@neondatabase/serverless';

const counting = new AsyncLocalStorage<{ trips: number }>();

neonConfig.fetchFunction = (...request: Parameters<typeof fetch>) => {
  const count = counting.getStore();
  if (count) count.trips += 1;
  return fetch(...request);
};

/** How many round trips to the database this takes. Other tests' trips at the same time do not count. */
export async function countTrips(work: () => Promise<unknown>): Promise<number> {
  const count = { trips: 0 };
  await counting.run(count, work);
  return count.trips;
}
