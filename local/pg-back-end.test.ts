import { expect, test } from 'vitest';
import { pgBackEnd } from './pg-back-end.ts';
import { startRealPostgres } from './real-postgres.ts';

test('closing waits for no statement, however long that may wait itself', async () => {
  const postgres = await startRealPostgres({ isDurable: false });
  const { hostname, port, username, password } = new URL(postgres.ownerUrl);
  const backEnd = pgBackEnd({ host: hostname, port: Number(port), database: 'postgres' });
  const ask = (text: string) =>
    backEnd.run(
      { user: username, password: decodeURIComponent(password), database: 'postgres' },
      { statements: [{ text, values: [] }], begin: undefined },
    );
  const waiting = ask('select pg_sleep(600)').catch((error: unknown) => error);
  const asleep = async () => (await ask(`select count(*) from pg_stat_activity where wait_event = 'PgSleep'`))[0]?.rows;
  await expect.poll(asleep).toEqual([['1']]);
  await backEnd.close();
  expect(await waiting).toBeInstanceOf(Error);
  await postgres.stop();
});
