import { MessageId, type ThreadId, VisitorId } from '@everthread/shared/models/ids';
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { threadOf, workspaceWithThread } from '../../test/conversations.ts';
import { countTrips } from '../../test/count-trips.ts';
import { setTopicStatus } from '../../test/set-topic-status.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { visitors } from '../db/schema/visitors.ts';
import { changesAfter } from '../threads/changes-after.ts';
import { listTopics } from '../topics/list-topics.ts';
import { sendMessage, writeNote } from './send-message.ts';

const surroundings = await testSurroundings();
const newMessage = (text = 'Hello') => ({ id: MessageId.parse(surroundings.newId()), text });

test('a message takes the next place in its thread', async () => {
  const { visitor, threadId } = await workspaceWithThread(surroundings);

  const second = await sendMessage(visitor, threadId, newMessage());
  const third = await sendMessage(visitor, threadId, newMessage());

  expect([second.message.seq, third.message.seq]).toEqual([2, 3]);
});

test('the same message sent twice is stored once and told once', async () => {
  const { visitor, threadId, countEvents } = await workspaceWithThread(surroundings);
  const hello = newMessage();

  const first = await sendMessage(visitor, threadId, hello);
  const events = await countEvents();
  const again = await sendMessage(visitor, threadId, hello);

  expect(again).toEqual(first);
  expect(await countEvents()).toBe(events);
});

test('N3 an id that stands for other words is refused, and the first words are kept', async () => {
  const { visitor, threadId } = await workspaceWithThread(surroundings);
  const hello = newMessage();
  await sendMessage(visitor, threadId, hello);

  const other = sendMessage(visitor, threadId, { ...hello, text: 'Something else' });

  await expect(other).rejects.toMatchObject({ code: 'conflict' });
  expect((await threadOf(visitor, threadId)).at(-1)?.text).toBe('Hello');
});

test('an id that stands for the same words in answer to another message is refused', async () => {
  const { visitor, threadId } = await workspaceWithThread(surroundings);
  const { message: quoted } = await sendMessage(visitor, threadId, newMessage());
  const hello = newMessage();
  await sendMessage(visitor, threadId, hello);

  const other = sendMessage(visitor, threadId, { ...hello, quoteId: quoted.id });

  await expect(other).rejects.toMatchObject({ code: 'conflict' });
});

test("an id that stands for another's message is refused without showing it", async () => {
  const one = await workspaceWithThread(surroundings);
  const two = await one.anotherThread();
  const hello = newMessage();
  await sendMessage(one.visitor, one.threadId, hello);

  await expect(sendMessage(two.visitor, two.threadId, hello)).rejects.toMatchObject({ code: 'conflict' });
  await expect(sendMessage(one.agent, one.threadId, hello)).rejects.toMatchObject({ code: 'conflict' });
});

test('the same id in two workspaces stands for two messages', async () => {
  const one = await workspaceWithThread(surroundings);
  const two = await workspaceWithThread(surroundings);
  const hello = newMessage();

  await sendMessage(one.visitor, one.threadId, hello);
  const other = await sendMessage(two.visitor, two.threadId, hello);

  expect(other.message.threadId).toBe(two.threadId);
});

test.each(['otherVisitor', 'agentElsewhere', 'visitorElsewhere'] as const)(
  '%s cannot write here, nor learn that it exists',
  async (who) => {
    const here = await workspaceWithThread(surroundings);
    const elsewhere = await workspaceWithThread(surroundings);
    const actors = {
      otherVisitor: (await here.anotherThread()).visitor,
      agentElsewhere: elsewhere.agent,
      visitorElsewhere: elsewhere.visitor,
    };

    await expect(sendMessage(actors[who], here.threadId, newMessage())).rejects.toMatchObject({
      code: 'not_found',
      message: 'No such thread',
    });
    await expect(sendMessage(actors[who], surroundings.newId() as ThreadId, newMessage())).rejects.toMatchObject({
      code: 'not_found',
      message: 'No such thread',
    });
    expect(await threadOf(here.visitor, here.threadId)).toHaveLength(1);
  },
);

test('a visitor whom nobody knows can do nothing', async () => {
  const { visitor, threadId } = await workspaceWithThread(surroundings);
  const stranger = { ...visitor, actor: { ...visitor.actor, visitorId: VisitorId.parse(surroundings.newId()) } };

  await expect(sendMessage(stranger, threadId, newMessage())).rejects.toMatchObject({ code: 'signed_out' });
  expect(await threadOf(visitor, threadId)).toHaveLength(1);
});

test('an agent who is no member of the workspace is told that there is none', async () => {
  const here = await workspaceWithThread(surroundings);
  const elsewhere = await workspaceWithThread(surroundings);
  const intruder = {
    ...elsewhere.agent,
    actor: { ...elsewhere.agent.actor, workspaceId: here.agent.actor.workspaceId },
  };

  await expect(sendMessage(intruder, here.threadId, newMessage())).rejects.toMatchObject({ code: 'not_found' });
});

test('an ended session can do nothing, not even a moment later', async () => {
  const { agent, threadId, visitor } = await workspaceWithThread(surroundings);
  const ended = { ...agent, actor: { ...agent.actor, sessionToken: 'ended' } };

  await expect(sendMessage(ended, threadId, newMessage())).rejects.toMatchObject({ code: 'signed_out' });
  expect(await threadOf(visitor, threadId)).toHaveLength(1);
});

test('every writing verb is one round trip', async () => {
  const { visitor, agent, threadId, topicId } = await workspaceWithThread(surroundings);

  for (const verb of [
    () => sendMessage(visitor, threadId, newMessage()),
    () => sendMessage(agent, threadId, newMessage()),
    () => writeNote(agent, threadId, newMessage()),
    () => setTopicStatus(agent, topicId, { status: 'done' }),
    () => listTopics(agent, { filters: { status: ['done'] }, sort: 'newest' }),
  ]) {
    expect(await countTrips(verb)).toBe(1);
  }
});

test('whose turn it is follows from who wrote last', async () => {
  const { visitor, agent, threadId } = await workspaceWithThread(surroundings);

  expect((await sendMessage(agent, threadId, newMessage())).topic.status).toBe('waiting');
  expect((await sendMessage(visitor, threadId, newMessage())).topic.status).toBe('open');
});

test('a note changes neither whose turn it is nor what the list shows', async () => {
  const { agent, visitor, threadId } = await workspaceWithThread(surroundings);

  const { topic, message } = await writeNote(agent, threadId, newMessage('He is angry'));

  expect(topic).toMatchObject({ status: 'open', preview: 'Hello', previewBy: 'visitor', lastSeq: 2 });
  expect(message.kind).toBe('note');
  expect((await threadOf(visitor, threadId)).map((seen) => seen.text)).toEqual(['Hello']);
});

test('what follows soon after a topic was done is about the same matter and reopens it', async () => {
  const { visitor, agent, threadId, topicId } = await workspaceWithThread(surroundings);
  await setTopicStatus(agent, topicId, { status: 'done' });

  const { topic } = await sendMessage(visitor, threadId, newMessage());

  expect(topic).toMatchObject({ id: topicId, status: 'open', doneAt: null });
});

test('what follows long after a topic was done begins the next one', async () => {
  const { visitor, agent, threadId, topicId } = await workspaceWithThread(surroundings);
  await setTopicStatus(agent, topicId, { status: 'done' });
  const daysLater = { ...visitor, now: () => new Date(Date.now() + 3 * 24 * 60 * 60 * 1000) };

  const { topic, message } = await sendMessage(daysLater, threadId, newMessage());

  expect(topic.id).not.toBe(topicId);
  expect(topic).toMatchObject({ status: 'open', firstSeq: message.seq, lastSeq: message.seq });
});

test('a note after a topic was done leaves it done', async () => {
  const { agent, threadId, topicId } = await workspaceWithThread(surroundings);
  await setTopicStatus(agent, topicId, { status: 'done' });

  const { topic } = await writeNote(agent, threadId, newMessage('For the record'));

  expect(topic).toMatchObject({ id: topicId, status: 'done' });
});

test.each(['你好，世界', 'مرحبا بالعالم', 'สวัสดีชาวโลก', '👩‍👩‍👧‍👦🏳️‍🌈', 'a\u2028b\u202Ec', 'Z̷̢͠a̵͖͝l̸̰̈́g̶͎͗ö̸́'])(
  'L3 %j comes back as it was written',
  async (text) => {
    const { visitor, threadId } = await workspaceWithThread(surroundings);

    await sendMessage(visitor, threadId, newMessage(text));

    expect((await threadOf(visitor, threadId)).at(-1)?.text).toBe(text);
  },
);

test('a preview is never cut through a character', async () => {
  const { visitor, threadId } = await workspaceWithThread(surroundings);

  const { topic } = await sendMessage(visitor, threadId, newMessage('🙂'.repeat(300)));

  expect(topic.preview).toBe('🙂'.repeat(200));
});

test('the answer to a send is what a reload shows', async () => {
  let now = new Date();
  const place = await workspaceWithThread({ ...surroundings, now: () => now });
  const { visitor, agent, threadId, topicId } = place;
  const { message: quoted } = await sendMessage(agent, threadId, newMessage('Which one?'));
  const later = (hours: number) => {
    now = new Date(now.getTime() + hours * 60 * 60 * 1000);
  };
  const isAsReloaded = async (sent: Awaited<ReturnType<typeof sendMessage>>) => {
    const { messages, topics } = await changesAfter(agent, threadId, 0);
    expect(sent.message).toEqual(messages.at(-1));
    expect(sent.topic).toEqual(topics.find(({ id }) => id === sent.topic.id));
    return sent;
  };

  await isAsReloaded(await sendMessage(visitor, threadId, { ...newMessage(), where: { pageTitle: 'Pots' } }));
  const { message } = await isAsReloaded(
    await sendMessage(visitor, threadId, { ...newMessage('The blue one'), quoteId: quoted.id }),
  );
  expect(message).toMatchObject({ quotedText: 'Which one?', quotedBy: 'agent' });
  await isAsReloaded(await sendMessage(agent, threadId, newMessage('It is on its way')));
  await isAsReloaded(await writeNote(agent, threadId, { ...newMessage('A regular'), quoteId: message.id }));
  await setTopicStatus(agent, topicId, { status: 'done' });
  later(1);
  const reopened = await isAsReloaded(await sendMessage(visitor, threadId, newMessage('One more thing')));
  expect(reopened.topic).toMatchObject({ id: topicId, status: 'open', doneAt: null });
  await setTopicStatus(agent, topicId, { status: 'done' });
  later(49);
  const begun = await isAsReloaded(await sendMessage(visitor, threadId, newMessage('Something else')));
  expect(begun.topic.id).not.toBe(topicId);
});

test('where a visitor is when he writes is noted; what his browser leaves unsaid stays as it was', async () => {
  const { visitor, threadId, workspace } = await workspaceWithThread(surroundings);
  const here = { pageTitle: 'Pots', timeZone: 'Asia/Kathmandu' };
  await sendMessage(visitor, threadId, { ...newMessage(), where: here });
  const now = new Date(surroundings.now().getTime() + 60_000);
  await sendMessage({ ...visitor, now: () => now }, threadId, { ...newMessage(), where: { pageTitle: 'Cups' } });

  const [[row]] = await inWorkspace(workspace, [
    workspace.db.select().from(visitors).where(eq(visitors.id, visitor.actor.visitorId)),
  ]);
  expect(row).toMatchObject({ pageTitle: 'Cups', timeZone: 'Asia/Kathmandu', lastSeenAt: now });
});
