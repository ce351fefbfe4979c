import { setTimeout } from 'node:timers/promises';
import { type SQL, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newBrowser, newWorker, randomNetwork, type Worker } from '../../test/browser.ts';
import { type Mailbox, startMailbox, tokenIn } from '../../test/mailbox.ts';
import { newAddress, newMember, PASSWORD } from '../../test/members.ts';
import { startTestPostgres, type TestDatabase } from '../../test/test-database.ts';
import type { Database } from '../db/connect.ts';
import { runBatch } from '../db/in-workspace.ts';
import { surroundingsOf } from '../http/surroundings.ts';
import { endOtherSessions } from '../second-factors/end-other-sessions.ts';
import { countTry } from '../throttles/throttle.ts';

// PGlite has one session and would hide what happens at the same time.
let database: TestDatabase;
let mailbox: Mailbox;
let worker: Worker;
beforeAll(async () => {
  [database, mailbox] = await Promise.all([startTestPostgres(), startMailbox()]);
  worker = await newWorker({ RESEND_BASE_URL: mailbox.url, DATABASE_URL: database.appUrl });
});
afterAll(async () => {
  await Promise.all([database.stop(), mailbox.stop()]);
});

const atOnce = async (path: string, bodies: readonly unknown[]) => {
  const answers = await Promise.all(bodies.map((body) => newBrowser(worker).post(path, body)));
  return answers.map(({ status }) => status).sort();
};

test('of several sign-ups for one address, confirmed at once, one becomes the member', async () => {
  const email = newAddress();
  const passwords = ['first password', 'second password', 'third password', 'fourth password'];
  for (const password of passwords) {
    const signUp = { name: 'Ada', email, password, workspaceName: 'Teapots' };
    await newBrowser(worker).post('/api/account/sign-up', signUp);
  }
  const confirmations = mailbox.mailsTo(email).map((mail, n) => ({ token: tokenIn(mail), password: passwords[n] }));

  expect(await atOnce('/api/account/confirm', confirmations)).toEqual([200, 400, 400, 400]);

  const signIns = passwords.map((password) => ({ email, password }));
  expect(await atOnce('/api/account/sign-in', signIns)).toEqual([200, 401, 401, 401]);
});

test('of several uses of one reset link at once, one counts', async () => {
  const { email } = await newMember(worker, mailbox);
  await newBrowser(worker).post('/api/account/forgot', { email });
  const token = tokenIn(mailbox.mailsTo(email).at(-1));
  const passwords = ['first password', 'second password', 'third password', 'fourth password'];

  const resets = passwords.map((password) => ({ token, password }));
  expect(await atOnce('/api/account/reset', resets)).toEqual([200, 400, 400, 400]);
  const signIns = [...passwords.slice(1), PASSWORD].map((password) => ({ email, password }));
  const all = [{ email, password: passwords[0] }, ...signIns];
  expect((await atOnce('/api/account/sign-in', all)).filter((status) => status === 200)).toHaveLength(1);
});

test('tries that cross each other are all counted, and none waits for another for ever', async () => {
  const surroundings = surroundingsOf(worker.env);
  const rule = { of: 'race', max: 30, minutes: 10 };
  const [a, b] = [randomNetwork(), randomNetwork()].map((subject) => ({ rule, subject }));
  if (!a || !b) throw new Error('Two subjects are needed');
  const outcomes = await Promise.allSettled(
    Array.from({ length: 40 }, (_, n) => countTry(surroundings, { narrow: n % 2 ? [a, b] : [b, a], wide: [] })),
  );
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(30);
});

describe('G4 who signs in with the password alone, while', () => {
  const changes = {
    'another is chosen': (db: Database, userId: SQL) => [
      db.execute(sql`update accounts set password = 'another' where user_id = ${userId}`),
      db.execute(sql`delete from sessions where user_id = ${userId}`),
    ],
    'a second step comes to it': (db: Database, userId: SQL) => [
      db.execute(sql`insert into authenticators (user_id, sealed_secret, created_at, confirmed_at)
        values (${userId}, 'sealed', now(), now())`),
      ...endOtherSessions(db, 'no session of his'),
    ],
  };
  test.each(Object.entries(changes))('%s, is not in when that is done', async (_what, change) => {
    const { email } = await newMember(worker, mailbox);
    const { db } = surroundingsOf(worker.env);
    const browser = newBrowser(worker);

    const changing = runBatch(db, [
      db.execute(sql`select set_config('app.user', (select id::text from users where email = ${email}), true)`),
      ...change(db, sql`current_user_id()`),
      db.execute(sql`select pg_sleep(3)`),
    ]);
    await setTimeout(200);
    const { status } = await browser.post('/api/account/sign-in', { email, password: PASSWORD });
    await changing;

    expect(status).toBe(401);
    const [left] = await runBatch(db, [
      db.execute(sql`select id from sessions where user_id = (select id from users where email = ${email})`),
    ]);
    expect((left as { rows: unknown[] }).rows).toEqual([]);
  });
});
