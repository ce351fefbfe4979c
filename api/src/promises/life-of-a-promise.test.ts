import { ChangeId, MessageId } from '@everthread/shared/models/ids';
import { describe, expect, test } from 'vitest';
import { learnedTeam } from '../../test/learned-team.ts';
import { HOUR, MINUTE, promisesUnderTest } from '../../test/promises.ts';
import { deleteMessage } from '../messages/change-message.ts';
import { writeNote } from '../messages/send-message.ts';
import { getThread } from '../threads/get-thread.ts';
import { changeTopic } from '../topics/change-topic.ts';
import { undoChange } from '../topics/undo-change.ts';
import { renewPromise } from './renew-promise.ts';

test('who writes is promised an answer, within the aim where there is no history', async () => {
  const place = await promisesUnderTest();
  const { promises, waits } = await place.rows();
  const dueAt = new Date(place.now().getTime() + 4 * HOUR);
  expect(promises).toMatchObject([
    {
      topicId: place.topicId,
      kind: 'first',
      basis: 'aim',
      likelihood: 90,
      outcome: 'open',
      dueAt,
      madeAt: place.now(),
    },
  ]);
  expect(waits).toMatchObject([
    { topicId: place.topicId, kind: 'first', endedAt: null, queueAhead: 0, peopleOnShift: 1 },
  ]);
});

test('more words in the same wait change nothing of what was promised', async () => {
  const place = await promisesUnderTest();
  const before = await place.rows();
  place.jump(HOUR);
  await place.visitorWrites();
  await place.drain();
  expect(await place.rows()).toEqual(before);
});

test('a reply in time keeps it; the next message is promised a next answer', async () => {
  const place = await promisesUnderTest();
  place.jump(HOUR);
  await place.agentReplies();
  await place.drain();
  const { promises, waits } = await place.rows();
  expect(promises).toMatchObject([{ outcome: 'kept', settledAt: place.now() }]);
  expect(waits).toMatchObject([{ ended: 'replied', endedAt: place.now() }]);
  const thread = await getThread(place.agent, place.threadId);
  expect(thread.topics[0]).not.toHaveProperty('promise');

  place.jump(HOUR);
  await place.visitorWrites();
  await place.drain();
  expect((await place.rows()).promises).toMatchObject([{ outcome: 'kept' }, { kind: 'next', outcome: 'open' }]);
});

test('a note keeps nothing', async () => {
  const place = await promisesUnderTest();
  await writeNote(place.agent, place.threadId, { id: MessageId.parse(place.ctx.newId()), text: 'Look at this' });
  await place.drain();
  expect((await place.rows()).promises).toMatchObject([{ outcome: 'open' }]);
});

test('it is cancelled where the topic is done without an answer, and holds again where that is undone', async () => {
  const place = await promisesUnderTest();
  const [told] = (await place.rows()).promises;
  place.jump(10 * MINUTE);
  const id = ChangeId.parse(place.ctx.newId());
  await changeTopic(place.agent, place.topicId, { id, status: 'done' });
  await place.drain();
  const { promises, waits } = await place.rows();
  expect(promises).toMatchObject([{ outcome: 'cancelled' }]);
  expect(waits).toMatchObject([{ ended: 'left' }]);

  place.jump(MINUTE);
  await undoChange(place.agent, place.topicId, id);
  await place.drain();
  const after = await place.rows();
  expect(after.promises).toMatchObject([{ outcome: 'cancelled' }, { outcome: 'open', dueAt: told?.dueAt }]);
  expect(after.waits).toMatchObject([{ ended: null }]);
});

describe('what was told of a wait, which goes on after all,', () => {
  /** After a while in which nobody thought that he still waits. Meanwhile half an hour has proven to be usual. */
  async function waitsAgain(afterMs: number) {
    const place = await learnedTeam(120);
    const id = ChangeId.parse(place.ctx.newId());
    await changeTopic(place.agent, place.topicId, { id, status: 'done' });
    await place.drain();
    place.jump(afterMs);
    await undoChange(place.agent, place.topicId, id);
    await place.drain();
    const [told, again] = (await place.rows()).promises;
    if (!told || !again) throw new Error('He was promised an answer twice');
    return { told, again };
  }

  test('stands as it was told, on what it rested then', async () => {
    const { told, again } = await waitsAgain(HOUR);
    expect(again).toMatchObject({ outcome: 'open', dueAt: told.dueAt, basis: 'aim', likelihood: 90, quantiles: null });
  });

  test('gives way to what can be said now, where it is more likely broken than kept', async () => {
    const { told, again } = await waitsAgain(4 * HOUR - 5 * MINUTE);
    expect(again).toMatchObject({ outcome: 'open', basis: 'history', quantiles: { '0.9': expect.any(Number) } });
    expect(again.dueAt > told.dueAt).toBe(true);
  });
});

test('a later time says on what it rests itself, and how likely it is', async () => {
  const place = await promisesUnderTest();
  const [told] = (await place.rows()).promises;
  if (!told) throw new Error('He was promised an answer');
  const dueMs = told.dueAt.getTime() + HOUR;
  await renewPromise(place.ctx, told.id, place.topicId, { dueMs, basis: 'history', likelihood: 75 });
  const [, later] = (await place.rows()).promises;
  expect(later).toMatchObject({ basis: 'history', likelihood: 75, dueAt: new Date(dueMs), renewsId: told.id });
});

test('it is cancelled where the visitor takes back what nobody has answered, and he no longer sees it', async () => {
  const place = await promisesUnderTest();
  const { messages } = await getThread(place.agent, place.threadId);
  const hello = messages[0];
  if (!hello) throw new Error('He wrote');
  place.jump(MINUTE);
  await deleteMessage(place.visitor, place.threadId, hello.id);
  await place.drain();
  expect((await place.rows()).promises).toMatchObject([{ outcome: 'cancelled' }]);
  const last = place.told.findLast(({ frame }) => frame.type === 'promise.changed');
  expect(last?.frame).not.toHaveProperty('topic.promise');
});

test('the team is warned, the visitor is told of a later time before the first has passed, and once', async () => {
  const place = await promisesUnderTest();
  await place.pass(4 * HOUR - MINUTE);
  const { promises } = await place.rows();
  expect(promises).toMatchObject([
    { outcome: 'renewed', atRiskAt: expect.any(Date), announcedAt: expect.any(Date) },
    { outcome: 'open', atRiskAt: null, kind: 'first' },
  ]);
  const [first, second] = promises;
  if (!first?.announcedAt || !first.atRiskAt || !second) throw new Error('Renewed');
  expect(first.announcedAt < first.dueAt).toBe(true);
  expect(first.atRiskAt < first.announcedAt).toBe(true);
  expect(second.dueAt > first.dueAt).toBe(true);
  expect(second.renewsId).toBe(first.id);
  await place.agentReplies();
  await place.drain();
  expect((await place.rows()).promises).toMatchObject([{ outcome: 'renewed' }, { outcome: 'kept' }]);
});

test('what nobody could look at in time is broken once its time has passed, and said to be', async () => {
  const place = await promisesUnderTest();
  const due = (await place.rows()).promises[0]?.dueAt;
  place.jump(5 * HOUR);
  await place.drain();
  expect((await place.rows()).promises).toMatchObject([{ outcome: 'broken', settledAt: due }]);
  expect((await getThread(place.agent, place.threadId)).topics[0]?.promise?.state).toBe('broken');
  await place.agentReplies();
  await place.drain();
  expect((await place.rows()).promises).toMatchObject([{ outcome: 'broken', settledAt: due }]);
  expect((await getThread(place.agent, place.threadId)).topics[0]).not.toHaveProperty('promise');
});
