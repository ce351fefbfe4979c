import type { AgentId, ViewId } from '@everthread/shared/models/ids';
import type { View } from '@everthread/shared/models/view';
import { expect, test, vi } from 'vitest';
import { handClock } from '../../test/hand-clock.ts';
import { ViewsModel } from './views-model.ts';

const view = (name: string): View => ({
  id: name as ViewId,
  ownerId: 'ada' as AgentId,
  name,
  filters: {},
  sort: 'newest',
  isShared: true,
});

function start(...names: string[]) {
  let stored = names.map(view);
  const answered = () => Promise.resolve({ views: stored, counts: {}, namedIn: [] });
  const api = {
    views: vi.fn(answered),
    createView: vi.fn(),
    changeView: vi.fn(),
    deleteView: vi.fn(async (id: ViewId) => {
      stored = stored.filter((each) => each.id !== id);
    }),
  };
  const clock = handClock();
  const views = new ViewsModel(api, clock, () => 0.5, 'ada' as AgentId);
  return { views, api, clock, answered, names: () => views.views.value.map(({ name }) => name) };
}

test('an answer that was asked for before a view was deleted does not bring it back', async () => {
  const { views, api, clock, answered, names } = start('Returns', 'Wholesale');
  await views.load();
  const old = await answered();
  const late = Promise.withResolvers<typeof old>();
  api.views.mockReturnValueOnce(late.promise);
  const asked = views.load();

  await views.remove('Returns' as ViewId);
  late.resolve(old);
  await asked;
  expect(names()).toEqual(['Wholesale']);

  await clock.pass(2_000);
  await vi.waitFor(() => expect(api.views).toHaveBeenCalledTimes(3));
  expect(names()).toEqual(['Wholesale']);
});

test('a view that may not be deleted is there again', async () => {
  const { views, api, names } = start('Returns');
  await views.load();
  api.deleteView.mockRejectedValueOnce(new Error('not yours'));
  await expect(views.remove('Returns' as ViewId)).rejects.toThrow('not yours');
  expect(names()).toEqual(['Returns']);
});
