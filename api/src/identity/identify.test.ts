import { MessageId } from '@everthread/shared/models/ids';
import { eq, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { newcomer, newKey } from '../../test/conversations.ts';
import { countTrips } from '../../test/count-trips.ts';
import { newWorkspace } from '../../test/factories.ts';
import { newPeople } from '../../test/identities.ts';
import { recordingRooms } from '../../test/recording-rooms.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import type { Context, KeyHolder, VisitorActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { visitors } from '../db/schema/visitors.ts';
import { sendMessage, writeNote } from '../messages/send-message.ts';
import { drainOutbox } from '../outbox/drain-outbox.ts';
import { changesAfter } from '../threads/changes-after.ts';
import { getThread } from '../threads/get-thread.ts';
import { listTopics } from '../topics/list-topics.ts';
import { markTopicRead } from '../topics/mark-topic-read.ts';
import { setTopicStatus } from '../topics/set-topic-status.ts';
import { beginThread } from '../visitors/begin-thread.ts';
import { forgetKey } from '../visitors/forget-key.ts';
import { hashKey } from '../visitors/key-hash.ts';
import { openSession } from '../visitors/open-session.ts';
import type { OpenedSession } from '../visitors/visitor-thread.ts';
import { identify } from './identify.ts';

const surroundings = await testSurroundings();
const words = (text: string) => ({ id: MessageId.parse(surroundings.newId()), text });
const newHash = () => hashKey(newKey());
const textsOf = (session: OpenedSession | null) => session?.thread.messages.map(({ text }) => text);

/** A workspace with people who can prove who they are. */
async function place() {
  const workspace = await newWorkspace(surroundings);
  const people = await newPeople(workspace);
  const asVisitor = (holder: Context<KeyHolder>, { visitorId, identity }: OpenedSession): Context<VisitorActor> => ({
    ...workspace,
    actor: {
      kind: 'visitor',
      workspaceId: workspace.actor.workspaceId,
      visitorId,
      identity,
      keyHash: holder.actor.keyHash,
    },
  });
  return { workspace, asVisitor, ...people };
}

test('a person who has never written is nobody yet', async () => {
  const { asPerson, newPerson, workspace } = await place();
  const newKeyHash = newHash();

  const answer = await identify(asPerson(newPerson()), { keyHash: undefined, newKeyHash });

  expect(answer).toEqual({ session: null, keyHash: newKeyHash });
  const [rows] = await inWorkspace(workspace, [
    workspace.db.select().from(visitors).where(eq(visitors.workspaceId, workspace.actor.workspaceId)),
  ]);
  expect(rows).toEqual([]);
});

test('a person begins as himself, and each of his devices finds his thread', async () => {
  const { workspace, asPerson, withToken, newPerson, owner } = await place();
  const ada = newPerson({ name: 'Ada', email: 'ada@shop.example' });
  const phone = withToken(newcomer(workspace), ada);

  const begun = await beginThread(phone, words('From the phone'));
  const laptop = await identify(asPerson(ada), { keyHash: undefined, newKeyHash: newHash() });

  expect(begun.identity).toBe('verified');
  expect(laptop.session).toMatchObject({ visitorId: begun.visitorId, thread: { id: begun.thread.id } });
  expect(await getThread(owner, begun.thread.id)).toMatchObject({
    visitor: { identity: 'verified', name: 'Ada', email: 'ada@shop.example' },
    messages: [{ author: { kind: 'visitor', identity: 'verified' } }],
  });
  const onLaptop = withToken({ ...phone, actor: { ...phone.actor, keyHash: laptop.keyHash } }, ada);
  expect(await openSession(onLaptop, undefined)).toMatchObject({ visitorId: begun.visitorId });
});

test('an anonymous visitor becomes the person whom nobody knew yet, and what he only claimed is gone', async () => {
  const { workspace, asPerson, newPerson, owner } = await place();
  const holder = newcomer(workspace);
  const before = await beginThread(holder, words('Before'), { name: 'The Director', email: 'boss@shop.example' });
  const ada = newPerson({ name: 'Ada' });

  const { session, keyHash } = await identify(asPerson(ada), { keyHash: holder.actor.keyHash, newKeyHash: newHash() });

  expect(keyHash).toBe(holder.actor.keyHash);
  expect(session).toMatchObject({
    visitorId: before.visitorId,
    identity: 'verified',
    thread: { id: before.thread.id },
  });
  const { visitor, messages } = await getThread(owner, before.thread.id);
  expect(visitor).toMatchObject({ name: 'Ada', email: null, identity: 'verified' });
  expect(messages).toMatchObject([{ text: 'Before', author: { identity: 'claimed' } }]); // as it was when he wrote it
});

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
  expect((await listTopics(owner, 'done', undefined)).topics).toMatchObject([{ readSeq: 4 }]);
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
  const next = await sendMessage(owner, known.thread.id, words('three'));
  expect(next.message).toMatchObject({ seq: 3, rev: changes.rev + 1 });
});

test('identifying again changes nothing, whichever answer was lost', async () => {
  const { workspace, asPerson, withToken, newPerson, owner } = await place();
  const ada = newPerson({ name: 'Ada' });
  await beginThread(withToken(newcomer(workspace), ada), words('one'));
  const browser = newcomer(workspace);
  await beginThread(browser, words('two'));
  const keys = { keyHash: browser.actor.keyHash, newKeyHash: newHash() };

  const first = await identify(asPerson(ada), keys);
  const again = await identify(asPerson(ada), keys);
  const fresh = { keyHash: undefined, newKeyHash: newHash() };

  expect(again).toEqual(first);
  expect(await identify(asPerson(ada), fresh)).toEqual(await identify(asPerson(ada), fresh));
  expect((await getThread(owner, first.session?.thread.id as never)).messages).toHaveLength(2);
});

test('a key that is another person’s stays his; the newcomer gets his own thread and a key of his own', async () => {
  const { workspace, asPerson, withToken, newPerson } = await place();
  const [ada, bob] = [newPerson(), newPerson()];
  const browser = withToken(newcomer(workspace), ada);
  const adas = await beginThread(browser, words('Ada’s secret'));
  const bobs = await beginThread(withToken(newcomer(workspace), bob), words('Bob’s'));
  const newKeyHash = newHash();

  const answer = await identify(asPerson(bob), { keyHash: browser.actor.keyHash, newKeyHash });

  expect(answer.keyHash).toBe(newKeyHash);
  expect(answer.session?.visitorId).toBe(bobs.visitorId);
  expect(textsOf(answer.session)).toEqual(['Bob’s']);
  expect(await openSession(browser, undefined)).toMatchObject({ visitorId: adas.visitorId });
  await expect(openSession(withToken(browser, bob), undefined)).rejects.toMatchObject({ code: 'conflict' });
});

test('a history joins one identity, once: whoever comes next on that browser gets none of it', async () => {
  const { workspace, asPerson, newPerson } = await place();
  const browser = newcomer(workspace);
  await beginThread(browser, words('Before anybody'));
  const [ada, bob] = [newPerson(), newPerson()];
  const keys = () => ({ keyHash: browser.actor.keyHash, newKeyHash: newHash() });

  const adas = await identify(asPerson(ada), keys());
  const bobs = await identify(asPerson(bob), keys());

  expect(textsOf(adas.session)).toEqual(['Before anybody']);
  expect(bobs.session).toBeNull();
});

test('two who claim one address stay two, and so does who proves it', async () => {
  const { workspace, asPerson, newPerson } = await place();
  const claims = { email: 'ada@shop.example' };
  const [one, two] = [newcomer(workspace), newcomer(workspace)];
  const first = await beginThread(one, words('one'), claims);
  const second = await beginThread(two, words('two'), claims);
  const ada = await identify(asPerson(newPerson({ email: claims.email })), {
    keyHash: two.actor.keyHash,
    newKeyHash: newHash(),
  });

  expect(first.visitorId).not.toBe(second.visitorId);
  expect(textsOf(ada.session)).toEqual(['two']);
  expect(textsOf(await openSession(one, undefined))).toEqual(['one']);
});

test.each(['Ada', 'ada ', 'ada\u0301'])('ids are compared byte by byte: "ada" is not "%s"', async (externalId) => {
  const { workspace, asPerson, withToken, newPerson } = await place();
  await beginThread(withToken(newcomer(workspace), newPerson({ externalId: 'ada' })), words('Mine'));

  const other = await identify(asPerson(newPerson({ externalId })), { keyHash: undefined, newKeyHash: newHash() });

  expect(other.session).toBeNull();
});

test('one id in two workspaces is two people', async () => {
  const [here, there] = [await place(), await place()];
  const ada = here.newPerson({ externalId: 'ada' });
  const browser = here.withToken(newcomer(here.workspace), ada);
  await beginThread(browser, words('Here'));

  const person = there.newPerson({ externalId: 'ada' });
  const elsewhere = await identify(there.asPerson(person), { keyHash: browser.actor.keyHash, newKeyHash: newHash() });

  expect(elsewhere.session).toBeNull();
  await expect(
    identify(there.asPerson(ada), { keyHash: undefined, newKeyHash: newHash() }), // signed with a secret of here
  ).rejects.toMatchObject({ code: 'signed_out' });
});

test('a key of a proven person opens nothing without his token', async () => {
  const { workspace, withToken, newPerson } = await place();
  const browser = newcomer(workspace);
  await beginThread(withToken(browser, newPerson()), words('Mine'));

  await expect(openSession(browser, undefined)).rejects.toMatchObject({ code: 'signed_out' });
  await expect(beginThread(browser, words('Smuggled'))).rejects.toMatchObject({ code: 'signed_out' });
});

test('an access that was given before he was proven ends as he is', async () => {
  const { workspace, asPerson, asVisitor, newPerson } = await place();
  const browser = newcomer(workspace);
  const anonymous = await beginThread(browser, words('Before'));
  const claimed = asVisitor(browser, anonymous);

  const { session } = await identify(asPerson(newPerson()), { keyHash: browser.actor.keyHash, newKeyHash: newHash() });

  await expect(sendMessage(claimed, anonymous.thread.id, words('Late'))).rejects.toMatchObject({ code: 'signed_out' });
  if (!session) throw new Error('He is known');
  const sent = await sendMessage(asVisitor(browser, session), session.thread.id, words('After'));
  expect(sent.message.authorIdentity).toBe('verified');
});

test('claims are kept for who is not proven, and never go over what is', async () => {
  const { workspace, asPerson, withToken, newPerson, owner } = await place();
  const browser = newcomer(workspace);
  const { thread } = await beginThread(browser, words('Hello'));
  const shown = async () => (await getThread(owner, thread.id)).visitor;

  await openSession(browser, undefined, { email: 'ada@shop.example' });
  expect(await shown()).toMatchObject({ name: null, email: 'ada@shop.example', identity: 'claimed' });
  await openSession(browser, undefined, { name: 'Ada' });
  expect(await shown()).toMatchObject({ name: 'Ada', email: 'ada@shop.example' });

  const ada = newPerson({ name: 'Ada Lovelace', email: 'lovelace@shop.example' });
  await identify(asPerson(ada), { keyHash: browser.actor.keyHash, newKeyHash: newHash() });
  await openSession(withToken(browser, ada), undefined, { name: 'Mallory', email: 'mallory@evil.test' });
  expect(await shown()).toMatchObject({ name: 'Ada Lovelace', email: 'lovelace@shop.example', identity: 'verified' });

  await openSession(withToken(browser, { ...ada, name: 'Ada King' }), undefined);
  expect(await shown()).toMatchObject({ name: 'Ada King', email: 'lovelace@shop.example' });
});

test('who logs out on a device leaves nothing behind for the next', async () => {
  const { workspace, asPerson, asVisitor, withToken, newPerson } = await place();
  const ada = newPerson();
  const browser = withToken(newcomer(workspace), ada);
  const begun = await beginThread(browser, words('Mine'));
  const { workspaceId } = workspace.actor;

  await forgetKey(surroundings, workspaceId, browser.actor.keyHash);
  await forgetKey(surroundings, workspaceId, browser.actor.keyHash);

  await expect(changesAfter(asVisitor(browser, begun), begun.thread.id, 0)).rejects.toMatchObject({
    code: 'signed_out',
  });
  await expect(openSession(browser, undefined)).rejects.toMatchObject({ code: 'not_found' });
  const back = await identify(asPerson(ada), { keyHash: browser.actor.keyHash, newKeyHash: newHash() });
  expect(textsOf(back.session)).toEqual(['Mine']);
});

test('Rooms learn of it all: the team what moved and who he is, his devices to catch up, old sockets their end', async () => {
  const { workspace, asPerson, withToken, newPerson, owner } = await place();
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
  void withToken;
});

test('a browser that can keep nothing does not fill the table with its keys', async () => {
  const { workspace, asPerson, withToken, newPerson } = await place();
  const ada = newPerson();
  await beginThread(withToken(newcomer(workspace), ada), words('one'));

  for (let page = 0; page < 55; page += 1) await identify(asPerson(ada), { keyHash: undefined, newKeyHash: newHash() });

  const [{ rows }] = await inWorkspace(workspace, [
    workspace.db.execute(sql`select 1 from visitor_keys where workspace_id = ${workspace.actor.workspaceId}`),
  ]);
  expect(rows).toHaveLength(50);
});

test('identifying, with a join or without, is one round trip', async () => {
  const { workspace, asPerson, withToken, newPerson } = await place();
  const ada = newPerson({ name: 'Ada' });
  const phone = withToken(newcomer(workspace), ada);
  expect(await countTrips(() => beginThread(phone, words('one')))).toBe(1);
  const browser = newcomer(workspace);
  await beginThread(browser, words('two'));
  const keys = { keyHash: browser.actor.keyHash, newKeyHash: newHash() };

  expect(await countTrips(() => identify(asPerson(ada), keys))).toBe(1);
  expect(await countTrips(() => openSession(withToken(browser, ada), undefined))).toBe(1);
});
