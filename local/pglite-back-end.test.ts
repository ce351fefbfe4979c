import { expect, test } from 'vitest';
import { openMigratedPglite } from './fresh-pglite.ts';
import { pgliteBackEnd } from './pglite-back-end.ts';

test('once it is closed nothing is begun of what stands in line', async () => {
  const database = await openMigratedPglite();
  const backEnd = pgliteBackEnd(database, 'db', new Map([['app', 'secret']]));
  const ask = (text: string) =>
    backEnd.run(
      { user: 'app', password: 'secret', database: 'db' },
      { statements: [{ text, values: [] }], begin: undefined },
    );
  expect((await ask('select 1'))[0]?.rows).toEqual([['1']]);
  const waiting = ['select 2', 'select 3'].map((text) => ask(text).catch((error: Error) => error.message));
  await backEnd.close();
  expect(await Promise.all(waiting)).toEqual(['It is closed', 'It is closed']);
  await database.close();
});
