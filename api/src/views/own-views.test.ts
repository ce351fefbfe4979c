import type { ViewId } from '@everthread/shared/models/ids';
import type { NewView } from '@everthread/shared/models/view';
import { expect, test } from 'vitest';
import { workspaceWithThread } from '../../test/conversations.ts';
import { newAgent, newWorkspace } from '../../test/factories.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { changeView, deleteView } from './change-view.ts';
import { createView, MOST_OWN_VIEWS } from './create-view.ts';
import { listViews } from './list-views.ts';
import { orderViews } from './order-views.ts';

const surroundings = await testSurroundings();
const aView = (change: Partial<NewView> = {}): NewView => ({
  id: surroundings.newId() as ViewId,
  name: 'Pressing',
  filters: { priority: ['high', 'urgent'], status: ['open'] },
  sort: 'waiting',
  isShared: false,
  ...change,
});

async function aTeam() {
  const place = await workspaceWithThread(surroundings);
  const [ada, ben] = [await newAgent(place.workspace), await newAgent(place.workspace)];
  return { ...place, ada, ben };
}
const namesOf = async (ctx: Parameters<typeof listViews>[0]) => (await listViews(ctx)).views.map(({ name }) => name);

test('a view is kept once however often it is sent, for oneself until it is shared', async () => {
  const { ada, ben } = await aTeam();
  const view = aView();

  const first = await createView(ada.ctx, view);
  expect(await createView(ada.ctx, view)).toEqual(first);
  expect(first).toEqual({ ...view, ownerId: ada.agentId });
  expect([await namesOf(ada.ctx), await namesOf(ben.ctx)]).toEqual([['Pressing'], []]);

  await changeView(ada.ctx, view.id, { isShared: true, name: 'Burning' });
  expect([await namesOf(ada.ctx), await namesOf(ben.ctx)]).toEqual([['Burning'], ['Burning']]);
});

test('each view comes with its counts, as do the built-in ones and the teams’', async () => {
  const { ada, agent } = await aTeam();
  const { id } = await createView(ada.ctx, aView({ filters: { waitingMinutes: 1_000 } }));
  const done = await createView(ada.ctx, aView({ filters: { status: ['done', 'open'] } }));

  expect((await listViews(ada.ctx)).counts).toEqual({
    yours: { open: 0, waiting: 0, snoozed: 0 },
    unassigned: { open: 1, waiting: 0, snoozed: 0 },
    mentions: { open: 0, waiting: 0, snoozed: 0 },
    all: { open: 1, waiting: 0, snoozed: 0 },
    snoozed: { snoozed: 0 },
    [`view/${id}`]: { open: 0, waiting: 0, snoozed: 0 },
    [`view/${done.id}`]: { done: 0, open: 1 },
  });
  expect((await listViews(agent)).views).toEqual([]);
});

test('a shared view is changed and deleted by its maker, an owner or an admin; a private one by its maker alone', async () => {
  const { agent: owner, ada, ben } = await aTeam();
  const shared = await createView(ada.ctx, aView({ isShared: true }));
  const own = await createView(ada.ctx, aView({ name: 'Mine' }));

  expect((await changeView(ben.ctx, shared.id, { name: 'Taken' })).name).toBe('Pressing');
  await expect(changeView(owner, own.id, { name: 'Taken' })).rejects.toMatchObject({ code: 'not_found' });
  for (const ctx of [ben.ctx, owner]) await deleteView(ctx, own.id);
  await deleteView(ben.ctx, shared.id);
  expect(await namesOf(ada.ctx)).toEqual(['Mine', 'Pressing']);

  expect((await changeView(owner, shared.id, { name: 'Better' })).name).toBe('Better');
  await deleteView(owner, shared.id);
  await deleteView(owner, shared.id);
  expect(await namesOf(ada.ctx)).toEqual(['Mine']);
});

test('what was deleted comes back by its id; an id that another has is taken', async () => {
  const { ada, ben } = await aTeam();
  const view = aView();
  await createView(ada.ctx, view);
  await deleteView(ada.ctx, view.id);
  expect((await createView(ada.ctx, view)).name).toBe('Pressing');
  await expect(createView(ben.ctx, view)).rejects.toMatchObject({ code: 'conflict' });
});

test('another workspace’s view looks like none', async () => {
  const [here, elsewhere] = [await aTeam(), await aTeam()];
  const { id } = await createView(here.ada.ctx, aView({ isShared: true }));

  await expect(changeView(elsewhere.agent, id, { name: 'x' })).rejects.toMatchObject({ code: 'not_found' });
  await deleteView(elsewhere.agent, id);
  expect(await namesOf(here.ada.ctx)).toEqual(['Pressing']);
  expect(await namesOf(elsewhere.ada.ctx)).toEqual([]);
});

test('a viewer keeps views for himself and shares none', async () => {
  const { workspace } = await aTeam();
  const viewer = await newAgent(workspace, 'viewer');

  await createView(viewer.ctx, aView());
  await expect(createView(viewer.ctx, aView({ isShared: true }))).rejects.toMatchObject({ code: 'forbidden' });
  const [own] = (await listViews(viewer.ctx)).views;
  if (!own) throw new Error('It was kept');
  await expect(changeView(viewer.ctx, own.id, { isShared: true })).rejects.toMatchObject({ code: 'forbidden' });
});

test('one agent keeps so many views and no more', async () => {
  const { ada } = await aTeam();
  for (let kept = 0; kept < MOST_OWN_VIEWS; kept += 1) await createView(ada.ctx, aView());
  await expect(createView(ada.ctx, aView())).rejects.toMatchObject({ code: 'conflict' });
});

test('all see the shared views in one order, which managers choose; what is one’s alone stands before', async () => {
  const workspace = await newWorkspace(surroundings);
  const [ada, ben] = [await newAgent(workspace, 'admin'), await newAgent(workspace, 'agent')];
  const shared = await Promise.all(
    ['One', 'Two', 'Three'].map((name) => createView(ben.ctx, aView({ name, isShared: true }))),
  );
  await createView(ada.ctx, aView({ name: 'Mine' }));
  const ids = new Map(shared.map(({ id, name }) => [name, id]));
  const order = (...names: string[]) => ({ ids: names.map((name) => ids.get(name)).filter((id) => id !== undefined) });
  const names = async ({ ctx }: typeof ada) => (await listViews(ctx)).views.map(({ name }) => name);

  await orderViews(ada.ctx, order('Three', 'One', 'Two'));
  expect(await names(ada)).toEqual(['Mine', 'Three', 'One', 'Two']);
  await orderViews(ada.ctx, order('Two'));
  expect((await names(ben))[0]).toBe('Two');

  await expect(orderViews(ben.ctx, order('One'))).rejects.toMatchObject({ code: 'forbidden' });
  const elsewhere = await newAgent(await newWorkspace(surroundings), 'owner');
  await orderViews(elsewhere.ctx, order('Three', 'Two', 'One'));
  expect((await names(ben))[0]).toBe('Two');
});
