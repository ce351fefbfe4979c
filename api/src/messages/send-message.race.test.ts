import { MessageId } from '@everthread/shared/models/ids';
import { expect, test } from 'vitest';
import { newcomer, threadOf, workspaceWithThread } from '../../test/conversations.ts';
import { ownPostgres } from '../../test/own-postgres.ts';
import { setTopicStatus } from '../../test/set-topic-status.ts';
import { changesAfter } from '../threads/changes-after.ts';
import { beginThread } from '../visitors/begin-thread.ts';
import { sendMessage, writeNote } from './send-message.ts';

const { surroundings } = await ownPostgres();

const newMessage = (text = 'Hello') => ({ id: MessageId.parse(surroundings.newId()), text });
const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

test('twenty who write at once after a topic was done begin one topic, without a gap', async () => {
  const { visitor, agent, threadId, topicId } = await workspaceWithThread(surroundings);
  await setTopicStatus(agent, topicId, { status: 'done' });
  const daysLater = { ...visitor, now: () => new Date(Date.now() + 3 * 24 * 60 * 60 * 1000) };

  await Promise.all(upTo(20).map(() => sendMessage(daysLater, threadId, newMessage())));

  const { messages, topics } = await changesAfter(agent, threadId, 0);
  expect(messages.map((message) => message.seq)).toEqual(upTo(21));
  expect(topics).toHaveLength(2);
  expect(topics[1]).toMatchObject({ status: 'open', firstSeq: 2, lastSeq: 21, lastVisitorSeq: 21 });
});

test('twenty who write at once soon after a topic was done reopen it once', async () => {
  const { visitor, agent, threadId, topicId } = await workspaceWithThread(surroundings);
  await setTopicStatus(agent, topicId, { status: 'done' });

  await Promise.all(upTo(20).map(() => sendMessage(visitor, threadId, newMessage())));

  const { topics } = await changesAfter(agent, threadId, 0);
  expect(topics).toMatchObject([{ id: topicId, status: 'open', lastSeq: 21 }]);
});

test('two hundred equal sends at once store one message and answer all alike', async () => {
  const { visitor, threadId, countEvents } = await workspaceWithThread(surroundings);
  const events = await countEvents();
  const hello = newMessage();

  const answers = await Promise.all(upTo(200).map(() => sendMessage(visitor, threadId, hello)));

  expect(new Set(answers.map(({ message }) => message.seq))).toEqual(new Set([2]));
  expect(await threadOf(visitor, threadId)).toHaveLength(2);
  expect(await countEvents()).toBe(events + 1);
});

test('N4 visitor and agents who write, note and finish at once leave one order and no two changes with one revision', async () => {
  const { visitor, agent, threadId, topicId } = await workspaceWithThread(surroundings);

  await Promise.all(
    upTo(60).map((turn) => {
      if (turn % 10 === 0) return setTopicStatus(agent, topicId, { status: turn % 20 === 0 ? 'open' : 'done' });
      if (turn % 3 === 0) return writeNote(agent, threadId, newMessage());
      return sendMessage(turn % 2 === 0 ? visitor : agent, threadId, newMessage());
    }),
  );

  const { messages } = await changesAfter(agent, threadId, 0);
  expect(messages.map((message) => message.seq)).toEqual(upTo(55));
  expect(new Set(messages.map((message) => message.rev)).size).toBe(55);
});

test('N5 a reader who polls by revision while others write misses nothing', async () => {
  const { visitor, agent, threadId } = await workspaceWithThread(surroundings);
  const seen = new Set<string>();
  let cursor = 0;
  const poll = async () => {
    const { rev, messages } = await changesAfter(visitor, threadId, cursor);
    cursor = rev;
    for (const message of messages) seen.add(message.id);
  };
  let isWriting = true;
  const reading = (async () => {
    while (isWriting) await poll();
  })();

  await Promise.all(upTo(100).map((turn) => sendMessage(turn % 2 ? visitor : agent, threadId, newMessage())));
  isWriting = false;
  await reading;
  await poll();

  expect(seen.size).toBe(101);
});

test('twenty tabs that begin with one key end in one thread', async () => {
  const { workspace } = await workspaceWithThread(surroundings);
  const holder = newcomer(workspace);

  const begun = await Promise.all(upTo(20).map(() => beginThread(holder, newMessage())));

  expect(new Set(begun.map(({ thread }) => thread.id)).size).toBe(1);
  expect(Math.max(...begun.map(({ thread }) => thread.messages.length))).toBe(20);
});

test('of a reply and a message that cross, the reply goes first or is refused: never unseen behind it', async () => {
  const { visitor, agent, threadId } = await workspaceWithThread(surroundings);

  for (const round of upTo(20)) {
    const seenSeq = (await threadOf(agent, threadId)).at(-1)?.seq ?? 0;
    const reply = { ...newMessage(`Reply ${round}`), seenSeq };
    const [, refusal] = await Promise.all([
      sendMessage(visitor, threadId, newMessage(`Question ${round}`)),
      sendMessage(agent, threadId, reply).then(
        () => undefined,
        (error) => error,
      ),
    ]);
    const last = (await threadOf(agent, threadId)).at(-1);
    if (refusal)
      expect(refusal).toMatchObject({ code: 'stale', details: { between: [{ text: `Question ${round}` }] } });
    expect(last?.text).toBe(`Question ${round}`);
  }
});
