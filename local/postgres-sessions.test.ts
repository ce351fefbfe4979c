import { request } from 'node:http';
import { NeonDbError, neon } from '@neondatabase/serverless';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Place, startBothBackEnds } from './both-back-ends.ts';

let places: Record<'pglite' | 'pg', Place>;
beforeAll(async () => {
  places = await startBothBackEnds(`
    create table notes (id integer primary key, text text);
    create table secrets (id integer, owner text);
    alter table secrets enable row level security;
    create policy own on secrets to app using (owner = current_user);
    insert into secrets values (1, 'app'), (2, 'postgres');
  `);
});
afterAll(() => Promise.all([places.pglite.stop(), places.pg.stop()]));

describe.each(['pglite', 'pg'] as const)('on %s', (name) => {
  const app = () => places[name].app;
  const owner = () => places[name].owner;
  const first = async (text: string, sql = app()) => Object.values((await sql.query(text)).rows[0] ?? {})[0];
  const codeOf = (asking: Promise<unknown>) =>
    asking.then(
      () => 'none',
      (error: NeonDbError) => error.code,
    );

  describe('a batch', () => {
    test('is one transaction: all of it is kept', async () => {
      const [, stored, id] = await app().transaction([
        app()`insert into notes values (1, 'one')`,
        app()`select text from notes where id = ${1}`,
        app()`select pg_current_xact_id()::text = pg_current_xact_id()::text as same`,
      ]);
      expect(stored?.rows).toEqual([{ text: 'one' }]);
      expect(id?.rows).toEqual([{ same: true }]);
      expect(await first('delete from notes returning text')).toBe('one');
    });

    test('or none of it, and says why', async () => {
      const asking = app().transaction([
        app()`insert into notes values (1, 'one')`,
        app()`insert into notes values (1, 'two')`,
        app()`insert into notes values (3, 'three')`,
      ]);
      await expect(asking).rejects.toMatchObject({ code: '23505', constraint: 'notes_pkey' });
      expect(await first('select count(*) from notes')).toBe('0');
    });

    test.each([
      ['ReadUncommitted', 'read uncommitted'],
      ['ReadCommitted', 'read committed'],
      ['RepeatableRead', 'repeatable read'],
      ['Serializable', 'serializable'],
    ] as const)('runs at the level %s', async (isolationLevel, shown) => {
      const [level] = await app().transaction([app()`show transaction_isolation`], { isolationLevel });
      expect(level?.rows).toEqual([{ transaction_isolation: shown }]);
    });

    test('may be read only and deferrable', async () => {
      const [readOnly, deferrable] = await app().transaction(
        [app()`show transaction_read_only`, app()`show transaction_deferrable`],
        { isolationLevel: 'Serializable', readOnly: true, deferrable: true },
      );
      expect([readOnly?.rows, deferrable?.rows]).toEqual([
        [{ transaction_read_only: 'on' }],
        [{ transaction_deferrable: 'on' }],
      ]);
      const writing = app().transaction([app()`insert into notes values (1, 'one')`], { readOnly: true });
      expect(await codeOf(writing)).toBe('25006');
      const allowed = await app().transaction([app()`show transaction_read_only`], { readOnly: false });
      expect(allowed[0]?.rows).toEqual([{ transaction_read_only: 'off' }]);
    });

    test('may be empty', async () => {
      expect(await app().transaction([])).toEqual([]);
    });
  });

  describe('a request leaves nothing behind:', () => {
    test.each<[what: string, text: string]>([
      ['a setting of the session', `select set_config('app.workspace', 'mine', false)`],
      ['a setting by SET', `set app.workspace = 'mine'`],
      ['a setting of a transaction left open', 'begin'],
      ['a setting after an error', `select set_config('app.workspace', 'mine', false), 1 / 0`],
      ['another role', 'set role postgres'],
      ['another user', 'set session authorization postgres'],
      ['a temporary table', 'create temp table left_over (id integer)'],
      ['a prepared statement', 'prepare left_over as select 1'],
      ['a lock', 'select pg_advisory_lock(7)'],
      ['a time limit', 'set statement_timeout = 1'],
    ])('%s', async (_what, text) => {
      await app()
        .query(text)
        .catch((error: unknown) => expect(error).toBeInstanceOf(NeonDbError));
      // Several, so that a pool's other connections are asked as well.
      for (let round = 0; round < 3; round++) {
        const [state] = (
          await app().query(`
            select current_user::text, session_user::text, coalesce(current_setting('app.workspace', true), '') as workspace,
              to_regclass('left_over') is null as clean, (select count(*) from pg_prepared_statements where from_sql)::int as prepared,
              (select count(*) from pg_locks where locktype = 'advisory')::int as locks,
              current_setting('statement_timeout') as patience, current_setting('TimeZone') as zone`)
        ).rows;
        expect(state).toEqual({
          current_user: 'app',
          session_user: 'app',
          workspace: '',
          clean: true,
          prepared: 0,
          locks: 0,
          patience: '0',
          zone: 'UTC',
        });
      }
    });

    test('a batch that ends its own transaction does not become somebody else', async () => {
      const results = await app().transaction([
        app()`commit`,
        app()`select current_user::text as me`,
        app()`select id from secrets`,
      ]);
      expect(results.slice(1).map(({ rows }) => rows)).toEqual([[{ me: 'app' }], [{ id: 1 }]]);
      expect(await first('select current_user::text', owner())).toBe('postgres');
    });

    test('and what was asked before is asked anew when a table changes', async () => {
      const asked = async () => (await app().query('select * from growing')).rows;
      await owner().query('create table growing (id integer)');
      await owner().query('insert into growing values (1)');
      expect([await asked(), await asked()]).toEqual([[{ id: 1 }], [{ id: 1 }]]);
      // Unseen: neither its own statement, nor in a statement of its own.
      await owner().query(`do $$ begin execute 'alter table growing add column name text'; end $$`);
      expect(await asked()).toEqual([{ id: 1, name: null }]);
      await owner().query('drop table growing');
      await expect(asked()).rejects.toMatchObject({ code: '42P01' });
    });

    test('fifty at once, a third of them failing, each get their own answer', async () => {
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, n) => {
          const asking = app().transaction([
            app()`select set_config('app.workspace', ${String(n)}, true)`,
            app()`select 1 / ${n % 3}::int`,
            app()`select current_setting('app.workspace') as workspace`,
          ]);
          return asking.then(
            (results) => results[2]?.rows[0]?.workspace,
            (error: NeonDbError) => error.code,
          );
        }),
      );
      expect(answers).toEqual(Array.from({ length: 50 }, (_, n) => (n % 3 === 0 ? '22012' : String(n))));
    });
  });

  describe('the role of the connection string', () => {
    test('is who asks, and is held by its policies', async () => {
      expect(await first('select session_user::text')).toBe('app');
      expect((await app()`select id from secrets`).rows).toEqual([{ id: 1 }]);
      expect((await owner()`select id from secrets order by id`).rows).toEqual([{ id: 1 }, { id: 2 }]);
    });

    test.each([
      ['a wrong password', 'app', 'guess'],
      ['no password', 'app', ''],
      ['an unknown user', 'nobody', 'guess'],
      ['the owner with the password of another', 'postgres', 'påss wörd/@:%'],
    ])('is refused with %s', async (_what, user, password) => {
      const asking = neon(places[name].endpoint.urlFor(user, password)).query('select 1');
      await expect(asking).rejects.toMatchObject({
        code: '28P01',
        message: `password authentication failed for user "${user}"`,
      });
    });

    test('is refused for another database', async () => {
      const url = places[name].endpoint.urlFor('app', 'påss wörd/@:%').replace(/postgres$/, 'other');
      expect(await codeOf(neon(url).query('select 1'))).toBe('3D000');
    });
  });
});

describe('the door', () => {
  const knock = (headers: Record<string, string>, body: string | Buffer, path = '/sql', method = 'POST') =>
    new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
      const { endpoint } = places.pglite;
      const options = { host: '127.0.0.1', port: endpoint.port, path, method, headers };
      const asking = request(options, async (response) => {
        let text = '';
        for await (const chunk of response) text += chunk;
        resolve({ status: response.statusCode, text });
      });
      asking.on('error', reject);
      asking.end(body);
    });
  const login = () => ({
    'Neon-Connection-String': places.pglite.endpoint.urlFor('app', 'påss wörd/@:%'),
    'Neon-Raw-Text-Output': 'true',
  });

  test.each([
    ['nothing', ''],
    ['no JSON', '{"query":'],
    ['a list', '[]'],
    ['null', 'null'],
    ['no query', '{}'],
    ['a query that is no text', '{"query":1}'],
    ['params that are no list', '{"query":"select 1","params":{}}'],
    ['a parameter that is an object', '{"query":"select $1","params":[{}]}'],
    ['queries that are no list', '{"queries":{"query":"select 1"}}'],
    ['a query in queries that is null', '{"queries":[null]}'],
    ['too many parameters', JSON.stringify({ query: 'select 1', params: Array(65_536).fill(null) })],
  ])('refuses %s with a sentence', async (_what, body) => {
    const { status, text } = await knock(login(), body);
    expect(status).toBe(400);
    expect(JSON.parse(text)).toMatchObject({ message: expect.any(String), code: expect.stringMatching(/^\w{5}$/) });
  });

  test.each([
    ['a batch of an unknown level', { 'Neon-Batch-Isolation-Level': 'Serializable; drop table notes' }],
    ['a batch that is read only perhaps', { 'Neon-Batch-Read-Only': 'maybe' }],
    ['no connection string', { 'Neon-Connection-String': '' }],
    ['a connection string of another kind', { 'Neon-Connection-String': 'mysql://app:x@127.0.0.1/x' }],
    ['a connection string with a broken escape', { 'Neon-Connection-String': 'postgres://app:%zz@127.0.0.1/x' }],
    ['values that are not raw text', { 'Neon-Raw-Text-Output': 'false' }],
  ])('refuses %s', async (_what, headers) => {
    expect((await knock({ ...login(), ...headers }, '{"queries":[]}')).status).toBe(400);
  });

  test('gives rows as objects to who asks so', async () => {
    const { text } = await knock(login(), '{"query":"select 1 as a, $1 as b","params":[true]}');
    expect(JSON.parse(text)).toMatchObject({ rows: [{ a: '1', b: 'true' }], rowAsArray: false });
  });

  test.each([
    ['a name that only leads here', { host: 'evil.test' }, 403],
    ['a look-alike', { host: '127.0.0.1.evil.test' }, 403],
    ['a page', { origin: 'http://localhost:8787' }, 403],
  ])('is closed to %s', async (_what, headers, status) => {
    expect((await knock({ ...login(), ...headers }, '{"query":"select 1"}')).status).toBe(status);
  });

  test.each([
    ['/', 'POST', 404],
    ['/sql', 'GET', 405],
    ['/sql', 'OPTIONS', 405],
  ])('has nothing at %s by %s', async (path, method, status) => {
    expect((await knock(login(), '', path, method)).status).toBe(status);
  });

  test('refuses a body that is too large, and lives on', async () => {
    const large = knock(login(), Buffer.alloc(17 * 1024 * 1024, 32)).then(
      ({ status }) => status,
      () => 'cut off',
    );
    expect([413, 'cut off']).toContain(await large);
    expect((await knock(login(), '{"query":"select 1"}')).status).toBe(200);
  });

  test('says so when the database is gone', async () => {
    await places.pg.stopDatabase();
    await expect(places.pg.app`select 1`).rejects.toThrow('Server error (HTTP status 503)');
  });
});
