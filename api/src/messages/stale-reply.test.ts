import { MessageId } from '@everthread/shared/models/ids';
import { expect, test } from 'vitest';
import { threadOf, workspaceWithThread } from '../../test/conversations.ts';
import { countTrips } from '../../test/count-trips.ts';
import { newAgent } from '../../test/factories.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { deleteMessage } from './change-message.ts';
import { sendMessage, writeNote } from './send-message.ts';

const surroundings = await testSurroundings();
const newMessage = (text = 'Hello') => ({ id: MessageId.parse(surroundings.newId()), text });

/** Two agents, and a visitor who has written one message. */
async function twoAgents() {
  const place = await workspaceWithThread(surroundings);
  const { ctx: colleague } = await newAgent(place.workspace, 'agent', 'Ben');
  return { ...place, colleague };
}

test('a reply written on an old state is refused, and the answer says what came in between', async () => {
  const { agent, visitor, colleague, threadId, countEvents } = await twoAgents();
  await sendMessage(visitor, threadId, newMessage('Never mind'));
  await sendMessage(colleague, threadId, newMessage('It is on its way'));
  const events = await countEvents();

  const reply = sendMessage(agent, threadId, { ...newMessage('Which one?'), seenSeq: 1 });

  await expect(reply).rejects.toMatchObject({
    code: 'stale',
    details: {
      between: [
        { seq: 2, text: 'Never mind', author: { kind: 'visitor' } },
        { seq: 3, text: 'It is on its way', author: { kind: 'agent', name: 'Ben' } },
      ],
    },
  });
  expect(await threadOf(agent, threadId)).toHaveLength(3);
  expect(await countEvents()).toBe(events);
});

test('once its writer has seen what came in between, the same reply goes', async () => {
  const { agent, visitor, threadId } = await twoAgents();
  const reply = newMessage('Which one?');
  await sendMessage(visitor, threadId, newMessage('The blue one'));
  await expect(sendMessage(agent, threadId, { ...reply, seenSeq: 1 })).rejects.toMatchObject({ code: 'stale' });

  const { message } = await sendMessage(agent, threadId, { ...reply, seenSeq: 2 });

  expect(message.seq).toBe(3);
});

test('what one has written oneself, and notes, make no reply stale', async () => {
  const { agent, colleague, threadId } = await twoAgents();
  await sendMessage(agent, threadId, newMessage('One'));
  await writeNote(colleague, threadId, newMessage('He is a regular'));

  const { message } = await sendMessage(agent, threadId, { ...newMessage('Two'), seenSeq: 1 });

  expect(message.seq).toBe(4);
});

test('what was taken back again makes no reply stale', async () => {
  const { agent, visitor, threadId } = await twoAgents();
  const slip = newMessage('Oops');
  await sendMessage(visitor, threadId, slip);
  await deleteMessage(visitor, threadId, slip.id);

  const { message } = await sendMessage(agent, threadId, { ...newMessage('Yes?'), seenSeq: 1 });

  expect(message.seq).toBe(3);
});

test('a note is never refused', async () => {
  const { agent, visitor, threadId } = await twoAgents();
  await sendMessage(visitor, threadId, newMessage('More'));

  const { message } = await writeNote(agent, threadId, newMessage('For us'));

  expect(message.kind).toBe('note');
});

test('a repeat of what was sent is answered with it, whatever has come since', async () => {
  const { agent, visitor, threadId } = await twoAgents();
  const reply = { ...newMessage('Which one?'), seenSeq: 1 };
  const first = await sendMessage(agent, threadId, reply);
  await sendMessage(visitor, threadId, newMessage('The blue one'));

  const again = await sendMessage(agent, threadId, reply);

  expect(again.message).toEqual(first.message);
  expect(await threadOf(agent, threadId)).toHaveLength(3);
});

test('an id that stands for other words stays a conflict, stale or not', async () => {
  const { agent, visitor, threadId } = await twoAgents();
  const reply = { ...newMessage('Which one?'), seenSeq: 1 };
  await sendMessage(agent, threadId, reply);
  await sendMessage(visitor, threadId, newMessage('The blue one'));

  await expect(sendMessage(agent, threadId, { ...reply, text: 'Other' })).rejects.toMatchObject({ code: 'conflict' });
});

test('another thread is not found, and what is written there makes nothing stale here', async () => {
  const { agent, threadId, anotherThread } = await twoAgents();
  const other = await anotherThread();
  await sendMessage(other.visitor, other.threadId, newMessage('Elsewhere'));
  const stranger = await workspaceWithThread(surroundings);

  expect((await sendMessage(agent, threadId, { ...newMessage(), seenSeq: 1 })).message.seq).toBe(2);
  await expect(sendMessage(stranger.agent, threadId, { ...newMessage(), seenSeq: 0 })).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('a reply that says what was seen is one trip, refused or not', async () => {
  const { agent, visitor, threadId } = await twoAgents();

  expect(await countTrips(() => sendMessage(agent, threadId, { ...newMessage(), seenSeq: 1 }))).toBe(1);
  await sendMessage(visitor, threadId, newMessage());
  const refused = () => sendMessage(agent, threadId, { ...newMessage(), seenSeq: 1 }).catch(() => {});
  expect(await countTrips(refused)).toBe(1);
});
