import { MessageId } from '@everthread/shared/models/ids';
import { expect, test } from 'vitest';
import { newcomer } from '../../test/conversations.ts';
import { newCompany, newHash, textsOf } from '../../test/identities.ts';
import { recordingRooms } from '../../test/recording-rooms.ts';
import { setTopicStatus } from '../../test/set-topic-status.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { attachments } from '../db/schema/attachments.ts';
import { sendMessage, writeNote } from '../messages/send-message.ts';
import { drainOutbox } from '../outbox/drain-outbox.ts';
import { changesAfter, teamChangesAfter } from '../threads/changes-after.ts';
import { getThread } from '../threads/get-thread.ts';
import { listTopics } from '../topics/list-topics.ts';
import { markTopicRead } from '../topics/mark-topic-read.ts';
import { beginThread } from '../visitors/begin-thread.ts';
import { forgetKey } from '../visitors/forget-key.ts';
import { identify } from './identify.ts';

// No two things happen in one millisecond.
let at = Date.now();
const surroundings = await testSurroundings({
  now() {
    at = Math.max(at + 1, Date.now());
    return new Date(at);
  },
});
const words = (text: string) => ({ id: MessageId.parse(surroundings.newId()), text });
const place = () => newCompany(surroundings);

test('the anonymous thread is appended to the known one, in its order, and the anonymous visitor is no more', async () => {
  const { workspace, asPerson, asVisitor, withToken, newPerson, owner } = await place();
  const ada = newPerson();
  const phone = withToken(newcomer(workspace), ada);
  const known = await beginThread(phone, words('one'));
  await sendMessage(owner, known.thread.id, words('two'));
  const browser = newcomer(workspace);
  const anonymous = await beginThread(browser, words('three'));
  const asStranger = asVisitor(browser, anonymous);
  const question = words('four');
  await sendMessage(asStranger, anonymous.thread.id, question);
  await sendMessage(owner, anonymous.thread.id, { ...words('five'), quoteId: question.id });
  await writeNote(owner, anonymous.thread.id, words('six, for us'));
  await inWorkspace(workspace, [
    workspace.db.insert(attachments).values({
      workspaceId: workspace.actor.workspaceId,
      id: surroundings.newId() as never,
      threadId: anonymous.thread.id,
      messageId: question.id,
      storageKey: surroundings.newId(),
      name: 'receipt.pdf',
      type: 'application/pdf',
      size: 1,
      createdAt: surroundings.now(),
    }),
  ]);
  const [firstTopic] = anonymous.thread.topics;
  await markTopicRead(owner, firstTopic?.id as never, { seq: 2 });
  await setTopicStatus(owner, firstTopic?.id as never, { status: 'done' });

  const { session, keyHash } = await identify(asPerson(ada), {
    keyHash: browser.actor.keyHash,
    newKeyHash: newHash(),
  });

  expect(keyHash).toBe(browser.actor.keyHash);
  expect(session).toMatchObject({ visitorId: known.visitorId, thread: { id: known.thread.id } });
  expect(textsOf(session)).toEqual(['one', 'two', 'three', 'four', 'five']);
  const thread = await getThread(owner, known.thread.id);
  expect(thread.messages.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(new Set(thread.messages.map(({ rev }) => rev)).size).toBe(6);
  expect(thread.messages.at(-1)?.rev).toBe(thread.rev);
  expect(thread.messages[3]).toMatchObject({ attachments: [{ name: 'receipt.pdf' }] });
  expect(thread.messages[4]).toMatchObject({ quote: { id: question.id, seq: 4 } });
  expect(thread.messages.map(({ author }) => ('identity' in author ? author.identity : 'team'))).toEqual([
    'verified',
    'team',
    'claimed',
    'claimed',
    'team',
    'team',
  ]);
  expect(thread.topics).toMatchObject([
    { firstSeq: 1, lastSeq: 2, lastVisitorSeq: 1 },
    { id: firstTopic?.id, firstSeq: 3, lastSeq: 6, lastVisitorSeq: 4, status: 'done', threadId: known.thread.id },
  ]);
  expect((await listTopics(owner, { filters: { status: ['done'] }, sort: 'newest' })).topics).toMatchObject([
    { readSeq: 4 },
  ]);
  await expect(getThread(owner, anonymous.thread.id)).rejects.toMatchObject({ code: 'not_found' });
  await expect(changesAfter(asStranger, anonymous.thread.id, 0)).rejects.toMatchObject({ code: 'signed_out' });
  await expect(changesAfter(asStranger, known.thread.id, 0)).rejects.toMatchObject({ code: 'signed_out' });
});

test('who knew either thread as it was finds all that moved among its changes', async () => {
  const { workspace, asPerson, withToken, newPerson, owner } = await place();
  const ada = newPerson();
  const phone = withToken(newcomer(workspace), ada);
  const known = await beginThread(phone, words('one'));
  const browser = newcomer(workspace);
  const anonymous = await beginThread(browser, words('two'));
  const topicId = anonymous.thread.topics[0]?.id as never;
  for (const status of ['done', 'open', 'done', 'open'] as const) await setTopicStatus(owner, topicId, { status });
  const topicBefore = (await getThread(owner, anonymous.thread.id)).topics[0];

  await identify(asPerson(ada), { keyHash: browser.actor.keyHash, newKeyHash: newHash() });

  const changes = await changesAfter(owner, known.thread.id, known.thread.rev);
  expect(changes.messages).toMatchObject([{ text: 'two', seq: 2 }]);
  expect(changes.topics).toMatchObject([{ id: topicId, firstSeq: 2 }]);
  expect(changes.topics[0]?.rev).toBeGreaterThan(topicBefore?.rev ?? 0);
  // What was done to the topic goes along.
  const { events } = await teamChangesAfter(owner, known.thread.id, known.thread.rev);
  expect(events.map(({ topicId: of, afterSeq, after }) => [of, afterSeq, after])).toEqual(
    ['done', 'open', 'done', 'open'].map((status) => [topicId, 2, expect.objectContaining({ status })]),
  );
  const next = await sendMessage(owner, known.thread.id, words('three'));
  expect(next.message).toMatchObject({ seq: 3, rev: changes.rev + 1 });
});

test('Rooms learn of it all: the team what moved and who he is, his devices to catch up, old sockets their end', async () => {
  const { workspace, asPerson, newPerson, owner } = await place();
  const { env, told, ended } = recordingRooms();
  const drain = async () => {
    told.length = 0;
    ended.length = 0;
    await drainOutbox(surroundings, env, workspaceId);
    return told.map(({ room, frame }) => `${room.split(':')[0]} ${frame.type}`);
  };
  const { workspaceId } = workspace.actor;
  const ada = newPerson();
  const first = newcomer(workspace);
  const known = await beginThread(first, words('one'));
  await drain();

  await identify(asPerson(ada), { keyHash: first.actor.keyHash, newKeyHash: newHash() });
  expect(await drain()).toEqual(['team visitor.changed', 'team topic.changed']);
  expect(told[1]).toMatchObject({ frame: { topic: { visitor: { identity: 'verified' } } } });
  expect(ended).toEqual([{ room: `visitor:${workspaceId}:${known.visitorId}`, who: { identity: 'claimed' } }]);

  const second = newcomer(workspace);
  const anonymous = await beginThread(second, words('two'));
  await markTopicRead(owner, anonymous.thread.topics[0]?.id as never, { seq: 1 });
  await drain();
  await identify(asPerson(ada), { keyHash: second.actor.keyHash, newKeyHash: newHash() });
  expect(await drain()).toEqual([
    'team topic.changed',
    'team topic.read',
    'team thread.joined',
    'visitor thread.joined',
  ]);
  expect(told[0]).toMatchObject({ frame: { topic: { threadId: known.thread.id, visitor: { id: known.visitorId } } } });
  expect(told[1]).toMatchObject({ frame: { seq: 2 } });
  expect(told[3]?.room).toBe(`visitor:${workspaceId}:${known.visitorId}`);
  expect(ended).toEqual([{ room: `visitor:${workspaceId}:${anonymous.visitorId}`, who: { identity: 'claimed' } }]);

  const keyHash = second.actor.keyHash;
  await forgetKey(surroundings, workspaceId, keyHash);
  expect(await drain()).toEqual([]);
  expect(ended).toEqual([{ room: `visitor:${workspaceId}:${known.visitorId}`, who: { keyHash } }]);
});
