import { ChangeId, type TagId } from '@everthread/shared/models/ids';
import { expect, test } from 'vitest';
import { workspaceWithThread } from '../../test/conversations.ts';
import { newAgent } from '../../test/factories.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { changeTopic } from '../topics/change-topic.ts';
import { getWorkspace } from '../workspaces/get-workspace.ts';
import { changeTag, removeTag } from './change-tag.ts';
import { createTag } from './create-tag.ts';

const surroundings = await testSurroundings();
const newTag = (name = 'Billing') => ({ id: surroundings.newId() as TagId, name, color: 'blue' as const });

test('a tag is made, renamed, recoloured and removed, and the roster follows', async () => {
  const { agent } = await workspaceWithThread(surroundings);
  const [billing, api] = [newTag('billing'), newTag('API')];

  await createTag(agent, billing);
  await createTag(agent, api);
  expect((await getWorkspace(agent)).tags).toEqual([api, billing]);

  await changeTag(agent, billing.id, { name: 'Accounts', color: 'red' });
  expect((await getWorkspace(agent)).tags[0]).toEqual({ id: billing.id, name: 'Accounts', color: 'red' });

  await removeTag(agent, billing.id);
  expect((await getWorkspace(agent)).tags).toEqual([api]);
});

test('a name stands for one tag, however it is written, until that one is removed', async () => {
  const { agent } = await workspaceWithThread(surroundings);
  const [one, other] = [newTag('Billing'), newTag('Other')];
  await createTag(agent, one);
  await createTag(agent, other);

  const taken = { code: 'conflict', message: 'There is a tag of this name already' };
  await expect(createTag(agent, newTag('BILLING'))).rejects.toMatchObject(taken);
  await expect(changeTag(agent, other.id, { name: 'billing' })).rejects.toMatchObject(taken);

  await removeTag(agent, one.id);
  await createTag(agent, newTag('billing'));
  // The name is another's now: the one that was removed cannot come back under it.
  await expect(createTag(agent, one)).rejects.toMatchObject(taken);
});

test('making it twice makes it once; its id cannot stand for another one', async () => {
  const { agent, countEvents } = await workspaceWithThread(surroundings);
  const tag = newTag();
  await createTag(agent, tag);
  const events = await countEvents();

  expect(await createTag(agent, tag)).toEqual(tag);
  await expect(createTag(agent, { ...tag, name: 'Else' })).rejects.toMatchObject({ code: 'conflict' });
  expect(await countEvents()).toBe(events);
});

test('a removed tag that is made again is on its topics again', async () => {
  const { agent, topicId } = await workspaceWithThread(surroundings);
  const tag = newTag();
  await createTag(agent, tag);
  await changeTopic(agent, topicId, { id: ChangeId.parse(surroundings.newId()), addTagIds: [tag.id] });

  await removeTag(agent, tag.id);
  await removeTag(agent, tag.id);
  await createTag(agent, tag);

  const { topic } = await changeTopic(agent, topicId, { id: ChangeId.parse(surroundings.newId()), priority: 'low' });
  expect(topic.tagIds).toEqual([tag.id]);
});

test("nobody touches another workspace's tag, nor does a viewer touch one", async () => {
  const [here, elsewhere] = [await workspaceWithThread(surroundings), await workspaceWithThread(surroundings)];
  const viewer = await newAgent(here.workspace, 'viewer');
  const tag = newTag();
  await createTag(here.agent, tag);

  await expect(changeTag(elsewhere.agent, tag.id, { name: 'Mine' })).rejects.toMatchObject({ code: 'not_found' });
  await expect(removeTag(elsewhere.agent, tag.id)).rejects.toMatchObject({ code: 'not_found' });
  for (const work of [
    () => createTag(viewer.ctx, newTag('Viewed')),
    () => changeTag(viewer.ctx, tag.id, { name: 'Mine' }),
    () => removeTag(viewer.ctx, tag.id),
  ]) {
    await expect(work()).rejects.toMatchObject({ code: 'forbidden' });
  }
  expect((await getWorkspace(here.agent)).tags).toEqual([tag]);
});
