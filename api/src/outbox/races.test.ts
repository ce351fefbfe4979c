import { afterAll, beforeAll, expect, test } from 'vitest';
import { outboxUnderTest, write } from '../../test/outbox-under-test.ts';
import { startTestPostgres, type TestDatabase } from '../../test/test-database.ts';
import { connect } from '../db/connect.ts';
import { drainDueEvents } from './drain-outbox.ts';
import { sweep } from './sweep.ts';

// A real Postgres: PGlite has one session, which hides races. And a database of one's own: a sweep knows no borders.
let database: TestDatabase;
beforeAll(async () => {
  database = await startTestPostgres();
});
afterAll(() => database.stop());

test('four drains at once, while people write, give each event to one of them and keep each thread in order', async () => {
  const place = await outboxUnderTest({ db: connect(database.appUrl), now: () => new Date() });
  const threads = [place, await place.anotherThread(), await place.anotherThread()];
  const written = new Map(threads.map(({ threadId }) => [threadId, [] as string[]]));
  await place.drain();
  place.followed.length = 0;

  let isWriting = true;
  const drains = [1, 2, 3, 4].map(async () => {
    while (isWriting) await drainDueEvents(place.ctx, place.manner);
  });
  await Promise.all(
    threads.map(async (thread) => {
      for (let i = 0; i < 25; i += 1) written.get(thread.threadId)?.push(await write(thread));
    }),
  );
  isWriting = false;
  await Promise.all(drains);
  await place.drain();

  expect(place.followed).toHaveLength(75);
  for (const ids of written.values()) expect(place.followed.filter((id) => ids.includes(id))).toEqual(ids);
  expect(await place.rows()).toEqual([]);
});

test('the sweep picks up what died in any workspace, and one in trouble does not stop it', async () => {
  const db = connect(database.appUrl);
  const troubled = await outboxUnderTest({ db });
  const other = await outboxUnderTest({ db });
  const teamOf = ({ ctx }: typeof troubled) => `team:${ctx.actor.workspaceId}`;
  troubled.unreachable.add(teamOf(troubled));
  other.pass(1_000);
  await sweep(other.surroundings, troubled.env);
  expect(troubled.told.some(({ room }) => room === teamOf(other))).toBe(true);
  expect(await other.rows()).toEqual([]);
  expect(await troubled.rows()).toMatchObject([{ attempts: 1, lastError: 'Error' }]);
});
