import { fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { BenchOptions } from './bench.ts';
import type { Told } from './database-process.ts';

export type CountedDatabase = {
  appUrl: string;
  ownerUrl: string;
  /** How many round trips there were so far. */
  trips(): Promise<number>;
  stop(): Promise<void>;
};

/** A migrated, empty database in a process of its own, behind SQL over HTTP that counts its requests. */
export async function startDatabase(kind: BenchOptions['database']): Promise<CountedDatabase> {
  const child = fork(resolve(import.meta.dirname, 'database-process.ts'), [kind]);
  const ended = once(child, 'exit');
  const hear = async (): Promise<Told> => ((await once(child, 'message')) as [Told])[0];
  const failed = ended.then((): never => {
    throw new Error('The database did not start');
  });
  failed.catch(() => {});
  const told = await Promise.race([hear(), failed]);
  if (!('urls' in told)) throw new Error('The database did not say where it is');
  return {
    ...told.urls,
    async trips() {
      const answer = hear();
      child.send('trips');
      const counted = await answer;
      return 'trips' in counted ? counted.trips : 0;
    },
    async stop() {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}
