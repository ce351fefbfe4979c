import { MessageId, type WorkspaceId } from '@everthread/shared/models/ids';
import { expect, test } from 'vitest';
import { newcomer } from '../../test/conversations.ts';
import { countTrips } from '../../test/count-trips.ts';
import { newWorkspace } from '../../test/factories.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { beginThread } from './begin-thread.ts';
import { openSession } from './open-session.ts';

const surroundings = await testSurroundings();
const newMessage = (text = 'Hello') => ({ id: MessageId.parse(surroundings.newId()), text });

test('the first words make a visitor, a thread and a topic', async () => {
  const holder = newcomer(await newWorkspace(surroundings));

  const { thread } = await beginThread(holder, newMessage());

  expect(thread.messages.map((message) => [message.seq, message.text])).toEqual([[1, 'Hello']]);
  expect(thread.topics).toHaveLength(1);
});

test('first words said again, because the answer was lost, are stored once', async () => {
  const holder = newcomer(await newWorkspace(surroundings));
  const hello = newMessage();

  const first = await beginThread(holder, hello);

  expect(await beginThread(holder, hello)).toEqual(first);
});

test('ten tabs that begin with one key end in one thread', async () => {
  const holder = newcomer(await newWorkspace(surroundings));

  const begun = await Promise.all(Array.from({ length: 10 }, () => beginThread(holder, newMessage())));

  expect(new Set(begun.map(({ thread }) => thread.id)).size).toBe(1);
  const { thread } = await openSession(holder, undefined);
  expect(thread.messages.map((message) => message.seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(thread.topics).toHaveLength(1);
});

test('a visitor comes back with his key and finds everything', async () => {
  const holder = newcomer(await newWorkspace(surroundings));
  const begun = await beginThread(holder, newMessage());

  const session = await openSession(holder, { language: 'ar', timeZone: 'Africa/Cairo' });

  expect(session).toEqual(begun);
});

test('a key that nobody has opens nothing', async () => {
  const holder = newcomer(await newWorkspace(surroundings));

  await expect(openSession(holder, undefined)).rejects.toMatchObject({ code: 'not_found' });
});

test('a key opens nothing in another workspace', async () => {
  const holder = newcomer(await newWorkspace(surroundings));
  await beginThread(holder, newMessage());
  const elsewhere = await newWorkspace(surroundings);
  const moved = { ...holder, actor: { ...holder.actor, workspaceId: elsewhere.actor.workspaceId } };

  await expect(openSession(moved, undefined)).rejects.toMatchObject({ code: 'not_found' });
});

test('in a workspace that does not exist nothing begins, and the sentence says where to look', async () => {
  const holder = newcomer(await newWorkspace(surroundings));
  const nowhere = { ...holder, actor: { ...holder.actor, workspaceId: surroundings.newId() as WorkspaceId } };

  await expect(beginThread(nowhere, newMessage())).rejects.toMatchObject({
    code: 'not_found',
    message: expect.stringContaining('data-workspace'),
  });
});

test('beginning and coming back are one round trip each', async () => {
  const holder = newcomer(await newWorkspace(surroundings));

  expect(await countTrips(() => beginThread(holder, newMessage()))).toBe(1);
  expect(await countTrips(() => openSession(holder, undefined))).toBe(1);
});
