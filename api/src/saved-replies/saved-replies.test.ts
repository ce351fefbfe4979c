import { SavedReplyId } from '@everthread/shared/models/ids';
import type { NewSavedReply } from '@everthread/shared/models/saved-reply';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { countTrips } from '../../test/count-trips.ts';
import { newAgent, newWorkspace } from '../../test/factories.ts';
import { slowToCommit } from '../../test/slow-to-commit.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { changeSavedReply, createSavedReply } from './save-reply.ts';
import { countUse, listSavedReplies } from './saved-replies.ts';

const surroundings = await testSurroundings();

async function start() {
  const workspace = await newWorkspace(surroundings);
  const [ada, ben] = await Promise.all([newAgent(workspace), newAgent(workspace, 'agent', 'Ben')]);
  const newReply = (change: Partial<NewSavedReply> = {}): NewSavedReply => ({
    id: SavedReplyId.parse(surroundings.newId()),
    name: 'Greeting',
    text: 'Hello {{visitor.first_name | there}}',
    isPrivate: false,
    actions: {},
    ...change,
  });
  const names = async (who = ada) => (await listSavedReplies(who.ctx)).map(({ name }) => name);
  return { ada: ada.ctx, ben: ben.ctx, benId: ben.agentId, newReply, names: (who?: 'ben') => names(who ? ben : ada) };
}

test('what is shared is everybody’s, what is private its owner’s alone', async () => {
  const { ada, ben, newReply, names } = await start();
  await createSavedReply(ada, newReply());
  const own = await createSavedReply(ben, newReply({ name: 'Mine', isPrivate: true }));

  expect([await names(), await names('ben')]).toEqual([['Greeting'], ['Greeting', 'Mine']]);
  await expect(changeSavedReply(ada, own.id, { text: 'Hm' })).rejects.toMatchObject({ code: 'not_found' });
  await expect(countUse(ada, own.id)).rejects.toMatchObject({ code: 'not_found' });
});

test('saved twice with one id it is one', async () => {
  const { ada, newReply, names } = await start();
  const reply = newReply();
  expect(await createSavedReply(ada, reply)).toEqual(await createSavedReply(ada, reply));
  expect(await names()).toEqual(['Greeting']);
});

test('it can be changed, shared, removed and brought back', async () => {
  const { ben, newReply, names } = await start();
  const { id } = await createSavedReply(ben, newReply({ isPrivate: true }));
  await changeSavedReply(ben, id, { name: 'Hi', isPrivate: false });
  expect(await names()).toEqual(['Hi']);
  await changeSavedReply(ben, id, { isRemoved: true });
  expect(await names()).toEqual([]);
  await changeSavedReply(ben, id, { isRemoved: false });
  expect(await names()).toEqual(['Hi']);
});

test('a workspace saves five hundred at most, also where more are saved in the same moment', async () => {
  const { ada, newReply, names } = await start();
  await inWorkspace(ada, [
    ada.db.execute(sql`insert into saved_replies (workspace_id, id, name, text, actions, changed_at)
      select ${ada.actor.workspaceId}::uuid, gen_random_uuid(), 'Hi', 'Hi', '{}', now() from generate_series(1, 498)`),
  ]);
  const slow = slowToCommit(ada);
  const saved = await Promise.allSettled(Array.from({ length: 4 }, () => createSavedReply(slow, newReply())));
  const refused = saved.flatMap((each) => (each.status === 'rejected' ? [each.reason.code] : []));
  expect(refused).toEqual(['conflict', 'conflict']);
  expect(await names()).toHaveLength(500);
});

test('what was removed from five hundred comes back only where there is still a place', async () => {
  const { ada, newReply, names } = await start();
  const { id } = await createSavedReply(ada, newReply({ name: 'The first' }));
  await changeSavedReply(ada, id, { isRemoved: true });
  await inWorkspace(ada, [
    ada.db.execute(sql`insert into saved_replies (workspace_id, id, name, text, actions, changed_at)
      select ${ada.actor.workspaceId}::uuid, gen_random_uuid(), 'Hi', 'Hi', '{}', now() from generate_series(1, 499)`),
  ]);
  const another = await createSavedReply(ada, newReply());
  await expect(changeSavedReply(ada, id, { isRemoved: false })).rejects.toMatchObject({ code: 'conflict' });
  expect(await names()).not.toContain('The first');

  await changeSavedReply(ada, another.id, { isRemoved: true });
  await changeSavedReply(ada, id, { isRemoved: false });
  expect(await names()).toContain('The first');
});

test('how often it was sent is counted, by all who use it', async () => {
  const { ada, ben, newReply } = await start();
  const { id } = await createSavedReply(ada, newReply());
  await countUse(ada, id);
  expect(await countUse(ben, id)).toMatchObject({ uses: 2 });
});

test('one that neither says nor does anything is refused', async () => {
  const { ada, newReply } = await start();
  await expect(createSavedReply(ada, newReply({ text: '' }))).rejects.toMatchObject({ code: 'invalid' });
  expect(await createSavedReply(ada, newReply({ text: '', actions: { status: 'done' } }))).toMatchObject({ text: '' });
});

test('another workspace has its own', async () => {
  const [here, there] = [await start(), await start()];
  const { id } = await createSavedReply(here.ada, here.newReply());
  expect(await there.names()).toEqual([]);
  await expect(changeSavedReply(there.ada, id, { name: 'Taken' })).rejects.toMatchObject({ code: 'not_found' });
});

test('each is one trip', async () => {
  const { ada, newReply } = await start();
  const reply = newReply();
  expect(await countTrips(() => createSavedReply(ada, reply))).toBe(1);
  expect(await countTrips(() => changeSavedReply(ada, reply.id, { name: 'Hi' }))).toBe(1);
  expect(await countTrips(() => listSavedReplies(ada))).toBe(1);
});
