import { ChangeId, PromiseId } from '@everthread/shared/models/ids';
import { expect, test } from 'vitest';
import { newAgent } from '../../test/factories.ts';
import { HOUR, MINUTE, promisesUnderTest } from '../../test/promises.ts';
import { changesAfter } from '../threads/changes-after.ts';
import { changeTopic } from '../topics/change-topic.ts';
import { giveWord } from './give-word.ts';

/** An agent who has said that he will come back to it. */
async function saidTomorrow() {
  const place = await promisesUnderTest();
  const messageId = await place.agentReplies("I'll get back to you tomorrow");
  await place.drain();
  const word = { id: PromiseId.parse(place.ctx.newId()), messageId, dueAt: '2026-11-24T17:00:00.000Z' };
  return { ...place, word, outcomes: async () => (await place.rows()).promises.map(({ outcome }) => outcome) };
}

test('both sides see it, and it stays with the topic, whoever gets that', async () => {
  const { agent, visitor, threadId, topicId, workspace, word, drain } = await saidTomorrow();
  const topic = await giveWord(agent, topicId, word);
  expect(topic.promise).toMatchObject({
    kind: 'own-words',
    basis: 'agent',
    messageId: word.messageId,
    dueAt: word.dueAt,
  });
  const { agentId } = await newAgent(workspace);
  await changeTopic(agent, topicId, { id: ChangeId.parse(workspace.newId()), assigneeId: agentId });
  await drain();
  const { topics } = await changesAfter(visitor, threadId, 0);
  expect(topics[0]?.promise?.id).toBe(word.id);
});

test('the team is reminded before it comes due; only an agent can put it off', async () => {
  const { agent, topicId, word, pass, rows, outcomes, told } = await saidTomorrow();
  await giveWord(agent, topicId, word);
  told.length = 0;
  await pass(30 * HOUR + 30 * MINUTE); // half an hour before
  const { promises } = await rows();
  expect(promises.at(-1)?.atRiskAt).toEqual(new Date('2026-11-24T16:00:00Z'));
  expect(told.map(({ room }) => room.split(':')[0])).toContain('team');

  await giveWord(agent, topicId, {
    ...word,
    id: PromiseId.parse(crypto.randomUUID()),
    dueAt: '2026-11-25T12:00:00.000Z',
  });
  expect(await outcomes()).toEqual(['kept', 'renewed', 'open']);
});

test('what is added in the same breath keeps nothing; what comes later does', async () => {
  const { agent, topicId, word, agentReplies, jump, drain, outcomes, rows } = await saidTomorrow();
  await giveWord(agent, topicId, word);
  jump(2 * MINUTE);
  await agentReplies('And thank you for waiting');
  await drain();
  expect(await outcomes()).toEqual(['kept', 'open']);
  jump(20 * HOUR);
  await agentReplies('Here it is');
  await drain();
  expect(await outcomes()).toEqual(['kept', 'kept']);
  expect((await rows()).waits).toHaveLength(1);
});

test('while it holds, a visitor who writes is promised nothing else, and his wait counts', async () => {
  const { agent, topicId, word, visitorWrites, jump, drain, outcomes, rows } = await saidTomorrow();
  await giveWord(agent, topicId, word);
  jump(MINUTE);
  await visitorWrites('Thank you');
  await drain();
  expect(await outcomes()).toEqual(['kept', 'open']);
  expect((await rows()).waits).toMatchObject([{ ended: 'replied' }, { ended: null, kind: 'next' }]);
});

/** What became of each promise, and in place of which it came. */
const storyOf = (promises: Awaited<ReturnType<Awaited<ReturnType<typeof saidTomorrow>>['rows']>>['promises']) =>
  promises.map(({ outcome, renewsId, announcedAt }) => [
    outcome,
    renewsId ? promises.findIndex(({ id }) => id === renewsId) : null,
    announcedAt !== null,
  ]);

test('a promise that his own reply has kept is kept, also where that was not counted yet; nobody is told sorry', async () => {
  const place = await promisesUnderTest();
  const messageId = await place.agentReplies("I'll get back to you tomorrow");
  const id = PromiseId.parse(place.ctx.newId());
  const topic = await giveWord(place.agent, place.topicId, { id, messageId, dueAt: '2026-11-24T17:00:00.000Z' });
  expect(topic.promise).toMatchObject({ id, isRenewed: false });
  await place.drain();
  const { promises, waits } = await place.rows();
  expect(storyOf(promises)).toEqual([
    ['kept', null, false],
    ['open', null, false],
  ]);
  expect(waits).toMatchObject([{ ended: 'replied' }]);
});

test('in place of a time that was told an earlier one is no apology, and a later one is', async () => {
  const { agent, topicId, word, ctx, rows } = await saidTomorrow();
  const give = (dueAt: string) =>
    giveWord(agent, topicId, { ...word, id: PromiseId.parse(ctx.newId()), dueAt: `2026-11-${dueAt}:00:00.000Z` });
  await giveWord(agent, topicId, word);
  expect((await give('24T12')).promise?.isRenewed).toBe(false);
  expect((await give('25T12')).promise?.isRenewed).toBe(true);
  const { promises } = await rows();
  const word12 = promises.findIndex(({ dueAt }) => dueAt.toISOString() === '2026-11-24T12:00:00.000Z');
  expect(new Set(storyOf(promises))).toEqual(
    new Set([
      ['kept', null, false],
      ['cancelled', null, false],
      ['renewed', null, true],
      ['open', word12, false],
    ]),
  );
});

test('whose time has passed was broken, though nobody has seen to that yet', async () => {
  const { agent, topicId, word, ctx, jump, rows } = await saidTomorrow();
  await giveWord(agent, topicId, word);
  jump(40 * HOUR);
  const again = { ...word, id: PromiseId.parse(ctx.newId()), dueAt: '2026-11-26T12:00:00.000Z' };
  expect((await giveWord(agent, topicId, again)).promise?.isRenewed).toBe(true);
  expect(storyOf((await rows()).promises)).toEqual([
    ['kept', null, false],
    ['broken', null, false],
    ['open', 1, false],
  ]);
});

test('one id stands for one time', async () => {
  const { agent, topicId, word } = await saidTomorrow();
  await giveWord(agent, topicId, word);
  const other = giveWord(agent, topicId, { ...word, dueAt: '2026-11-25T12:00:00.000Z' });
  await expect(other).rejects.toMatchObject({ code: 'conflict' });
});

test('given twice it is given once; broken it is said to be', async () => {
  const { agent, topicId, word, pass, outcomes } = await saidTomorrow();
  await giveWord(agent, topicId, word);
  await giveWord(agent, topicId, word);
  expect(await outcomes()).toEqual(['kept', 'open']);
  await pass(32 * HOUR);
  expect(await outcomes()).toEqual(['kept', 'broken']);
});

test('nobody promises in the words of another, elsewhere, or into the past', async () => {
  const place = await saidTomorrow();
  const { agent, topicId, word, workspace } = place;
  const other = await newAgent(workspace);
  const elsewhere = await place.anotherThread();
  const stranger = await promisesUnderTest();
  await expect(giveWord(other.ctx, topicId, word)).rejects.toMatchObject({ code: 'not_found' });
  await expect(giveWord(agent, elsewhere.topicId, word)).rejects.toMatchObject({ code: 'not_found' });
  await expect(giveWord(stranger.agent, topicId, word)).rejects.toMatchObject({ code: 'not_found' });
  const past = { ...word, dueAt: '2026-11-23T09:00:00.000Z' };
  await expect(giveWord(agent, topicId, past)).rejects.toMatchObject({ code: 'invalid' });
  const viewer = await newAgent(workspace, 'viewer');
  await expect(giveWord(viewer.ctx, topicId, word)).rejects.toMatchObject({ code: 'forbidden' });
});
