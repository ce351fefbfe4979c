import { expect, test } from 'vitest';
import { openMigratedPglite } from './fresh-pglite.ts';
import { pgliteBackEnd } from './pglite-back-end.ts';

test('what changes is counted and cleared away in passing, and only where it is worth it', async () => {
  const database = await openMigratedPglite();
  await database.exec(`create table busy (id integer primary key, text text);
    create table calm (id integer); grant select, insert, update on busy, calm to app`);
  const backEnd = pgliteBackEnd(database, 'db', new Map([['app', 'secret']]));
  const run = async (text: string) => {
    const login = { user: 'app', password: 'secret', database: 'db' };
    return (await backEnd.run(login, { statements: [{ text, values: [] }], begin: undefined }))[0]?.rows;
  };
  await run(`insert into busy select id, 'one' from generate_series(1, 700) id`);
  await run('insert into calm values (1)');
  for (let turn = 0; turn < 100; turn += 1) await run(`update busy set text = 'two' where id = 7`);

  const counted = await run(
    `select relname::text, reltuples::text from pg_class where relname in ('busy', 'calm') order by 1`,
  );
  expect(counted).toEqual([
    ['busy', '700'],
    ['calm', '-1'],
  ]);
  expect(await run('select session_user::text')).toEqual([['app']]);
  await database.close();
});
