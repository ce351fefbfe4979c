import { NeonDbError } from '@neondatabase/serverless';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Place, type Sql, startBothBackEnds } from './both-back-ends.ts';

// Both back ends must give the client the same values and the same errors; each case says which.

let places: Record<'pglite' | 'pg', Place>;
beforeAll(async () => {
  places = await startBothBackEnds(`
    create type mood as enum ('calm', 'cross');
    create table people (
      id integer primary key,
      email text not null constraint people_email_unique unique,
      age integer constraint people_age check (age >= 0),
      parent integer constraint people_parent references people (id) deferrable initially deferred
    );
    create function refuse(code text) returns void language plpgsql as $$
      begin raise exception 'Not today' using errcode = code, hint = 'Tomorrow', detail = 'It is Sunday'; end $$;
  `);
});
afterAll(() => Promise.all([places.pglite.stop(), places.pg.stop()]));

const onBoth = <Result>(ask: (place: Place) => Promise<Result>) => Promise.all([ask(places.pglite), ask(places.pg)]);

async function same<Result>(ask: (place: Place) => Promise<Result>): Promise<Result> {
  const [onPglite, onPostgres] = await onBoth(ask);
  expect(onPglite).toEqual(onPostgres);
  return onPostgres;
}

async function refusal(asking: Promise<unknown>) {
  const error = await asking.then(
    () => expect.unreachable('it was not refused'),
    (error: unknown) => error,
  );
  if (!(error instanceof NeonDbError)) throw error;
  const { message, severity, code, detail, hint, position, constraint, table, column, schema, dataType } = error;
  return { message, severity, code, detail, hint, position, constraint, table, column, schema, dataType };
}

const value = async (sql: Sql, text: string, ...params: unknown[]) => {
  const { rows, fields } = await sql.query(text, params);
  return { value: rows[0]?.[fields[0]?.name ?? ''], type: fields[0]?.dataTypeID };
};

describe('a value comes back as it was sent', () => {
  const now = new Date('2026-11-21T22:59:59.123Z');
  test.each<[text: string, sent: unknown, received?: unknown]>([
    ['select $1::text', null],
    ['select $1::text', ''],
    ['select $1::text', 'مرحبا · สวัสดี · 你好 · 👩‍👩‍👧‍👦 · é · e\u0301'],
    ['select $1::text', `'; drop table people; --`],
    ['select $1::text', 'a lone \ud800 surrogate', 'a lone \ufffd surrogate'],
    ['select $1::varchar(3)', 'abcdef', 'abc'],
    ['select $1::char(4)', 'ab', 'ab  '],
    ['select $1::int2', -32_768],
    ['select $1::int4', 2_147_483_647],
    ['select $1::int8', '9223372036854775807'],
    ['select $1::int8', 9_007_199_254_740_993n, '9007199254740993'],
    ['select $1::numeric', '0.1000000000000000055511151231257827'],
    ['select $1::numeric', 'NaN'],
    ['select $1::numeric', '-Infinity'],
    ['select $1::float8', 0.1],
    ['select $1::float8', Number.NaN],
    ['select $1::float8', Number.NEGATIVE_INFINITY],
    ['select $1::float8', '-0', -0],
    ['select $1::float4', 3.4028235e38],
    ['select $1::bool', true],
    ['select $1::bool', false],
    ['select $1::uuid', '0e4e5c2a-8d0b-4c55-9a5e-3f6c1f0a7d10'],
    ['select $1::bytea', Buffer.from([0, 1, 127, 128, 255])],
    ['select $1::bytea', Buffer.alloc(0)],
    ['select $1::date', '2026-02-28', new Date(2026, 1, 28)],
    ['select $1::timestamptz', now],
    ['select $1::timestamptz', '2026-11-21T23:59:59.123+01:00', now],
    ['select $1::timestamptz', 'infinity', Number.POSITIVE_INFINITY],
    ['select $1::timestamptz::text', '2026-11-21T23:59:59.123456+01:00', '2026-11-21 22:59:59.123456+00'],
    ['select $1::timestamptz::text', '0044-03-15 12:00:00+00 BC', '0044-03-15 12:00:00+00 BC'],
    ['select $1::time', '23:59:59.999999'],
    ['select $1::interval::text', '1 year 2 mons -3 days +04:05:06.789'],
    ['select $1::json', { a: [1, null, 'ü'] }],
    ['select $1::jsonb', { b: 1, a: { c: [true, false, null, 1e100] } }],
    ['select $1::jsonb', '"\\u00e9 😀"', 'é 😀'],
    ['select $1::jsonb', 'null', null],
    ['select $1::text[]', []],
    ['select $1::text[]', ['a', 'b,c', '"quoted"', 'back\\slash', '{brace}', '', ' ', 'NULL', null, '日本']],
    ['select $1::int4[]', [1, 2, null]],
    ['select $1::int8[]', ['9007199254740993']],
    [
      'select $1::text[][]',
      [
        ['a', 'b'],
        ['c', null],
      ],
    ],
    ['select $1::bool[]', [true, false]],
    ['select $1::timestamptz[]', [now]],
    ['select $1::jsonb[]', [JSON.stringify({ a: 1 })], [{ a: 1 }]],
    ['select $1::bytea[]', [Buffer.from([0, 255])]],
    ['select $1::inet', '2001:db8::/32'],
    ['select $1::point', '(1.5,-2)', { x: 1.5, y: -2 }],
    ['select $1::int4range', '[1,10)'],
    ['select $1::tsvector::text', `'cat':3 'fat':2`],
    ['select $1', 'a parameter of no known type'],
  ])('%s of %s', async (text, sent, received = sent) => {
    expect((await same(({ app }) => value(app, text, sent))).value).toEqual(received);
  });

  test('and so does a long text', async () => {
    const long = 'x'.repeat(1_500_000);
    expect((await same(({ app }) => value(app, 'select $1::text', long))).value === long).toBe(true);
  });

  test('and so does an enum, whose number differs from database to database', async () => {
    const [onPglite, onPostgres] = await onBoth(({ app }) => value(app, `select 'cross'::mood`));
    expect([onPglite.value, onPostgres.value]).toEqual(['cross', 'cross']);
  });
});

describe('an answer says', () => {
  test('names, types, command and count', async () => {
    const answer = await same(async ({ app }) => {
      const { fields, rows, command, rowCount } = await app.query(
        'select n, n::text as word, null as nothing from generate_series(1, 3) n',
      );
      return { fields, rows, command, rowCount };
    });
    expect(answer).toMatchObject({ command: 'SELECT', rowCount: 3 });
    expect(answer.fields.map(({ name, dataTypeID }) => [name, dataTypeID])).toEqual([
      ['n', 23],
      ['word', 25],
      ['nothing', 25],
    ]);
    expect(answer.rows[2]).toEqual({ n: 3, word: '3', nothing: null });
  });

  test.each([
    [`select 1 where false`, 'SELECT', 0],
    [`insert into people values (1, 'a@example.com', 1), (2, 'b@example.com', 2)`, 'INSERT', 2],
    [`update people set age = age + 1 where id = 1`, 'UPDATE', 1],
    [`delete from people`, 'DELETE', 2],
    [`set local statement_timeout = 1000`, 'SET', null],
    [``, '', null],
  ])('%s → %s %s', async (text, command, rowCount) => {
    const answer = await same(async ({ app }) => {
      const { command, rowCount, rows } = await app.query(text);
      return { command, rowCount, rows };
    });
    expect(answer).toEqual({ command, rowCount, rows: [] });
  });

  test('rows as arrays where the client wishes', async () => {
    expect(
      await same(async ({ app }) => (await app.query('select 1 as a, 2 as a', [], { arrayMode: true })).rows),
    ).toEqual([[1, 2]]);
  });

  test('ten thousand rows', async () => {
    const text = `select n, repeat('é', 100) as text from generate_series(1, 10000) n`;
    expect((await same(async ({ app }) => (await app.query(text)).rows)).at(-1)).toMatchObject({ n: 10_000 });
  });
});

describe('a refusal says', () => {
  test.each<[what: string, text: string, params: unknown[], expected: object]>([
    [
      'a broken unique key',
      `insert into people values (1, 'a@x', 1), (2, 'a@x', 1)`,
      [],
      {
        code: '23505',
        constraint: 'people_email_unique',
        table: 'people',
        schema: 'public',
        detail: 'Key (email)=(a@x) already exists.',
        severity: 'ERROR',
      },
    ],
    ['a broken check', `insert into people values (1, 'a@x', $1)`, [-1], { code: '23514', constraint: 'people_age' }],
    ['a null', 'insert into people (id) values (1)', [], { code: '23502', column: 'email', table: 'people' }],
    [
      'a foreign key, found at the end',
      `insert into people values (1, 'a@x', 1, 99)`,
      [],
      { code: '23503', constraint: 'people_parent' },
    ],
    [
      'a syntax error and where',
      'selec 1',
      [],
      { code: '42601', position: '1', message: 'syntax error at or near "selec"' },
    ],
    ['a missing table and where', 'select * from nowhere', [], { code: '42P01', position: '15' }],
    [
      'our own code',
      'select refuse($1)',
      ['EV404'],
      { code: 'EV404', message: 'Not today', hint: 'Tomorrow', detail: 'It is Sunday' },
    ],
    ['a wrong uuid', 'select $1::uuid', ['x'], { code: '22P02' }],
    ['a number too large', 'select $1::int4', [2 ** 40], { code: '22003' }],
    ['NUL in a value', 'select $1::text', ['a\0b'], { code: '22021' }],
    ['NUL in a statement', 'select 1 \0', [], { code: '22021' }],
    ['too few parameters', 'select $1::int, $2::int', ['1'], { code: '08P01' }],
    ['two statements in one', 'select 1; select 2', [], { code: '42601' }],
    ['what the role may not do', 'create table mine (id int)', [], { code: '42501' }],
    ['the owner’s own', 'select * from pg_authid', [], { code: '42501' }],
    ['copying', 'copy people from stdin', [], { code: '0A000' }],
  ])('%s', async (_what, text, params, expected) => {
    expect(await same(({ app }) => refusal(app.query(text, params)))).toMatchObject(expected);
    expect((await same(({ app }) => value(app, 'select count(*) from people'))).value).toBe('0');
  });
});
