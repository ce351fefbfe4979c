import { AsyncLocalStorage } from 'node:async_hooks';
import { neonConfig } from '@neondatabase/serverless';
import '../src/db/connect.ts'; // it sets the function that is listened to here

type Asked = { query: string };

const hearing = new AsyncLocalStorage<string[]>();

const ask: typeof fetch = neonConfig.fetchFunction;
neonConfig.fetchFunction = (...request: Parameters<typeof fetch>) => {
  const heard = hearing.getStore();
  if (heard) {
    const asked = JSON.parse(String(request[1]?.body)) as Asked | { queries: Asked[] };
    heard.push(...('queries' in asked ? asked.queries : [asked]).map(({ query }) => query));
  }
  return ask(...request);
};

/** The text of every statement that this asks the database. Values go beside it, and are none of it. */
export async function hearStatements(work: () => Promise<unknown>): Promise<string[]> {
  const heard: string[] = [];
  await hearing.run(heard, work);
  return heard;
}
