import { MessageId } from '@everthread/shared/models/ids';
import { EDITABLE_MINUTES } from '@everthread/shared/models/message';
import { CHANGES_PAGE } from '@everthread/shared/models/thread';
import { expect, test } from 'vitest';
import { threadOf, type WorkspaceWithThread, workspaceWithThread } from '../../test/conversations.ts';
import { countTrips } from '../../test/count-trips.ts';
import { newAgent } from '../../test/factories.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { changesAfter } from '../threads/changes-after.ts';
import { listTopics } from '../topics/list-topics.ts';
import { deleteMessage, editMessage } from './change-message.ts';
import { listMessageVersions } from './message-versions.ts';
import { sendMessage, writeNote } from './send-message.ts';

const surroundings = await testSurroundings();
const newMessage = (text: string) => ({ id: MessageId.parse(surroundings.newId()), text });
const inMinutes = (minutes: number) => () => new Date(Date.now() + minutes * 60_000);

/** A thread whose visitor has just written `It is brokn`. */
async function withTypo(): Promise<WorkspaceWithThread & { id: MessageId }> {
  const place = await workspaceWithThread(surroundings);
  const { message } = await sendMessage(place.visitor, place.threadId, newMessage('It is brokn'));
  return { ...place, id: message.id };
}

test('one’s own words can be changed for five minutes, and the team sees what they were', async () => {
  const { visitor, agent, threadId, id } = await withTypo();

  const { message } = await editMessage(visitor, threadId, id, { text: 'It is broken' });

  expect(message).toMatchObject({ text: 'It is broken', seq: 2, editedAt: expect.any(Date), deletedAt: null });
  expect((await threadOf(agent, threadId)).at(-1)?.text).toBe('It is broken');
  expect(await listMessageVersions(agent, threadId, id)).toMatchObject([{ text: 'It is brokn' }]);
});

test('a deleted message leaves its place, empty; what it said stays with the team alone', async () => {
  const { visitor, agent, threadId, id } = await withTypo();

  const { message } = await deleteMessage(visitor, threadId, id);

  expect(message).toMatchObject({ text: '', seq: 2, deletedAt: expect.any(Date) });
  expect(JSON.stringify(await changesAfter(visitor, threadId, 0))).not.toContain('brokn');
  expect(await listMessageVersions(agent, threadId, id)).toMatchObject([{ text: 'It is brokn' }]);
});

test('a change moves the thread’s revision, so that whoever was away catches it', async () => {
  const { visitor, agent, threadId, id } = await withTypo();
  const { rev } = await changesAfter(agent, threadId, 0);

  await editMessage(visitor, threadId, id, { text: 'It is broken' });

  const changes = await changesAfter(agent, threadId, rev);
  expect(changes).toMatchObject({ rev: rev + 1, messages: [{ id, text: 'It is broken' }] });
});

test('the list shows the last message as it now is', async () => {
  const { visitor, agent, threadId, id } = await withTypo();
  await editMessage(visitor, threadId, id, { text: 'It is broken' });
  expect((await listTopics(agent, { filters: { status: ['open'] }, sort: 'newest' })).topics[0]?.topic.preview).toBe(
    'It is broken',
  );

  await sendMessage(visitor, threadId, newMessage('And the lid too'));
  await editMessage(visitor, threadId, id, { text: 'It is quite broken' });
  expect((await listTopics(agent, { filters: { status: ['open'] }, sort: 'newest' })).topics[0]?.topic.preview).toBe(
    'And the lid too',
  );
});

test('saying the same change twice is one change, told once', async () => {
  const { visitor, threadId, id, countEvents } = await withTypo();
  const once = await editMessage(visitor, threadId, id, { text: 'It is broken' });
  const events = await countEvents();

  expect(await editMessage(visitor, threadId, id, { text: 'It is broken' })).toEqual(once);
  await deleteMessage(visitor, threadId, id);
  await deleteMessage(visitor, threadId, id);

  expect(await countEvents()).toBe(events + 1);
});

test('after five minutes it stands', async () => {
  const { visitor, threadId, id } = await withTypo();
  const late = { ...visitor, now: inMinutes(EDITABLE_MINUTES) };

  await expect(editMessage(late, threadId, id, { text: 'Never said' })).rejects.toMatchObject({ code: 'forbidden' });
  await expect(deleteMessage(late, threadId, id)).rejects.toMatchObject({ code: 'forbidden' });
});

test('what was deleted cannot be brought back as something else', async () => {
  const { visitor, threadId, id } = await withTypo();
  await deleteMessage(visitor, threadId, id);

  await expect(editMessage(visitor, threadId, id, { text: 'Back' })).rejects.toMatchObject({ code: 'conflict' });
});

test('nobody changes another’s words', async () => {
  const { visitor, agent, workspace, threadId, id } = await withTypo();
  const { message: answer } = await sendMessage(agent, threadId, newMessage('We look into it'));
  const { message: note } = await writeNote(agent, threadId, newMessage('Again'));
  const { ctx: colleague } = await newAgent(workspace);
  const elsewhere = await workspaceWithThread(surroundings);

  const text = { text: 'Changed' };
  await expect(editMessage(agent, threadId, id, text)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(editMessage(visitor, threadId, answer.id, text)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(editMessage(colleague, threadId, answer.id, text)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(editMessage(visitor, threadId, note.id, text)).rejects.toMatchObject({ code: 'not_found' });
  await expect(editMessage(elsewhere.visitor, threadId, id, text)).rejects.toMatchObject({ code: 'not_found' });
  await expect(deleteMessage(elsewhere.agent, threadId, id)).rejects.toMatchObject({ code: 'not_found' });
  await expect(listMessageVersions(elsewhere.agent, threadId, id)).rejects.toMatchObject({ code: 'not_found' });
});

test('editing and deleting are one round trip each', async () => {
  const { visitor, threadId, id } = await withTypo();

  expect(await countTrips(() => editMessage(visitor, threadId, id, { text: 'It is broken' }))).toBe(1);
  expect(await countTrips(() => deleteMessage(visitor, threadId, id))).toBe(1);
});

test('a message can answer to another of its thread, and shows what that says', async () => {
  const { visitor, agent, threadId, id } = await withTypo();

  const { message } = await sendMessage(agent, threadId, { ...newMessage('Which part?'), quoteId: id });

  expect(message).toMatchObject({ quotedId: id, quotedSeq: 2, quotedBy: 'visitor', quotedText: 'It is brokn' });

  const { rev } = await changesAfter(visitor, threadId, 0);
  await deleteMessage(visitor, threadId, id);
  const { messages } = await changesAfter(visitor, threadId, rev);
  expect(messages.find(({ id: changed }) => changed === message.id)).toMatchObject({ quotedId: id, quotedText: '' });
});

test('what is not in the thread, or is a note, cannot be quoted to a visitor', async () => {
  const here = await withTypo();
  const elsewhere = await withTypo();
  const { message: note } = await writeNote(here.agent, here.threadId, newMessage('Secret'));

  for (const quoteId of [elsewhere.id, note.id, MessageId.parse(surroundings.newId())]) {
    await expect(sendMessage(here.agent, here.threadId, { ...newMessage('See'), quoteId })).rejects.toMatchObject({
      code: 'invalid',
    });
  }
  const among = await writeNote(here.agent, here.threadId, { ...newMessage('As said'), quoteId: note.id });
  expect(among.message.quotedText).toBe('Secret');
});

test('every message that shows a changed quote has a revision of its own, so that no page of changes can cut one off', async () => {
  const { agent, visitor, threadId, id } = await withTypo();
  for (let turn = 0; turn < CHANGES_PAGE + 5; turn += 1) {
    await sendMessage(agent, threadId, { ...newMessage('This?'), quoteId: id });
  }
  const { rev } = await editMessage(visitor, threadId, id, { text: 'It is broken' }).then(() =>
    changesAfter(agent, threadId, 1_000_000),
  );

  const seen = new Map<string, number>();
  let cursor = rev - (CHANGES_PAGE + 6);
  for (let more = true; more; ) {
    const page = await changesAfter(agent, threadId, cursor);
    for (const message of page.messages) seen.set(message.id, message.rev);
    cursor = page.rev;
    more = page.more;
  }
  expect(seen.size).toBe(CHANGES_PAGE + 6);
  expect(new Set(seen.values()).size).toBe(seen.size);
  expect(cursor).toBe(rev);
}, 60_000);

test('a sender whose answer was lost sends again, and is told the message as another window of his has changed it', async () => {
  const { visitor, threadId, id } = await withTypo();
  const again = () => sendMessage(visitor, threadId, { id, text: 'It is brokn' });

  await editMessage(visitor, threadId, id, { text: 'It is broken' });
  expect((await again()).message).toMatchObject({ id, text: 'It is broken' });
  await expect(sendMessage(visitor, threadId, { id, text: 'It is broken' })).rejects.toMatchObject({
    code: 'conflict',
  });

  await editMessage(visitor, threadId, id, { text: 'It is quite broken' });
  await deleteMessage(visitor, threadId, id);
  expect((await again()).message).toMatchObject({ id, text: '', deletedAt: expect.any(Date) });
});
