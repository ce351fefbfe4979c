import { MessageId } from '@everthread/shared/models/ids';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { promisesUnderTest } from '../../test/promises.ts';
import { testConfig } from '../../test/surroundings.ts';
import { startTestPostgres, type TestDatabase } from '../../test/test-database.ts';
import { connect } from '../db/connect.ts';
import { sendMessage } from '../messages/send-message.ts';
import { renewPromise } from './renew-promise.ts';
import { reviewTopics } from './review-promises.ts';

// A real Postgres: PGlite has one session, in which nothing waits for anything.
let postgres: TestDatabase;
beforeAll(async () => {
  postgres = await startTestPostgres();
});
afterAll(() => postgres.stop());

const start = () => promisesUnderTest({ db: connect(postgres.appUrl), config: testConfig(postgres.appUrl) });
const rounds = Array.from({ length: 6 }, (_, at) => at);

test('a reply and the news of a later time at once: whichever is first, nobody is told of it after he was answered', async () => {
  for (const round of rounds) {
    const place = await start();
    const [promise] = (await place.rows()).promises;
    if (!promise) throw new Error('He was promised an answer');
    const later = { dueMs: promise.dueAt.getTime() + 3_600_000, basis: 'aim', likelihood: 90 } as const;
    const reply = () =>
      sendMessage(place.agent, place.threadId, { id: MessageId.parse(crypto.randomUUID()), text: 'Here you are' });
    const announce = () => renewPromise(place.ctx, promise.id, place.topicId, later);
    await Promise.all(round % 2 === 0 ? [reply(), announce()] : [announce(), reply()]);
    await place.drain();

    const { promises, waits } = await place.rows();
    const outcomes = promises.map(({ outcome }) => outcome);
    expect([['kept'], ['renewed', 'kept']]).toContainEqual(outcomes);
    expect(waits).toMatchObject([{ ended: 'replied' }]);
    const last = place.told.findLast(({ frame }) => frame.type === 'promise.changed' || frame.type === 'message.sent');
    expect(last?.frame).not.toHaveProperty('topic.promise');
  }
});

test('told at once by several it is told once', async () => {
  const place = await start();
  const [promise] = (await place.rows()).promises;
  if (!promise) throw new Error('He was promised an answer');
  const later = { dueMs: promise.dueAt.getTime() + 3_600_000, basis: 'aim', likelihood: 90 } as const;
  await Promise.all(rounds.map(() => renewPromise(place.ctx, promise.id, place.topicId, later)));
  expect((await place.rows()).promises.map(({ outcome }) => outcome)).toEqual(['renewed', 'open']);
});

test('looked at by several at once a wait is promised one answer', async () => {
  const place = await start();
  await place.agentReplies();
  await place.drain();
  place.jump(60_000);
  await place.visitorWrites();
  const changed = [{ type: 'topic.changed' as const, topicId: place.topicId }];
  await Promise.all(rounds.map(() => reviewTopics(place.ctx, changed)));
  const { promises, waits } = await place.rows();
  expect(promises.map(({ outcome }) => outcome)).toEqual(['kept', 'open']);
  expect(waits).toHaveLength(2);
});
