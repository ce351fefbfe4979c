import type { MergeId, VisitorId } from '@everthread/shared/models/ids';
import type { SearchAnswer } from '@everthread/shared/models/search';
import type { MergePreview } from '@everthread/shared/models/visitor-merge';
import { expect, test, vi } from 'vitest';
import { handClock } from '../../test/hand-clock.ts';
import { MergeModel } from './merge-model.ts';

const [ada, ben, cyd] = ['ada', 'ben', 'cyd'] as VisitorId[] as [VisitorId, VisitorId, VisitorId];
const nearby = [
  { id: ben, name: 'Ben', email: null, lastSeenAt: null },
  { id: cyd, name: null, email: null, lastSeenAt: null },
];
const previewOf = (kept: VisitorId, merged: VisitorId) =>
  ({ kept: { visitor: { id: kept } }, merged: { visitor: { id: merged } } }) as MergePreview;

function setUp() {
  const clock = handClock();
  const api = {
    previewMerge: vi.fn(async (visitorId: VisitorId, otherId: VisitorId) => previewOf(visitorId, otherId)),
    merge: vi.fn(async () => ({}) as never),
    undoMerge: vi.fn(async () => ({}) as never),
  };
  const found = { visitorId: ada, name: { text: 'Ada', marks: [] }, email: null, lastSeenAt: 'now' };
  const other = { ...found, visitorId: 'bea' as VisitorId, name: { text: 'Bea', marks: [] } };
  const find = vi.fn(async () => ({ visitors: [found, other] }) as unknown as SearchAnswer);
  const newId = () => 'merge' as MergeId;
  return { api, find, clock, model: new MergeModel(api, { visitorId: ada, nearby, find, newId, clock }) };
}
const names = (model: MergeModel) => model.candidates.value.map(({ id }) => id);
const settle = () => new Promise((resolve) => setTimeout(resolve));

test('before anything is typed those at hand are offered; then whom the search finds, but never the visitor himself', async () => {
  const { model, find, clock } = setUp();
  expect(names(model)).toEqual([ben, cyd]);
  model.typed.value = 'b';
  model.typed.value = 'be';
  clock.pass(200);
  await settle();
  expect(find.mock.calls).toEqual([[{ text: 'be' }]]);
  expect(names(model)).toEqual(['bea', ben]);
  model.typed.value = '';
  expect(names(model)).toEqual([ben, cyd]);
});

test('nothing is merged before it was shown what becomes of both; the other one can be kept', async () => {
  const { model, api } = setUp();
  await expect(model.merge()).rejects.toThrow();
  await model.choose(ben);
  expect(model.step.value).toMatchObject({ name: 'shown', preview: previewOf(ada, ben) });
  await model.swap();
  const back = await model.merge();
  expect(api.merge.mock.calls).toEqual([[ben, { id: 'merge', mergedId: ada }]]);
  await back();
  expect(api.undoMerge.mock.calls).toEqual([[ben, 'merge']]);
});

test('who chooses before the search has answered is shown what becomes of both all the same', async () => {
  const { model, clock } = setUp();
  model.typed.value = 'be';
  const chosen = model.choose(ben);
  clock.pass(200);
  await chosen;
  await settle();
  expect(model.step.value).toMatchObject({ name: 'shown', preview: previewOf(ada, ben) });
});

test('what fails can be tried again, and an answer that nobody waits for any more is not shown', async () => {
  const { model, api } = setUp();
  api.previewMerge.mockRejectedValueOnce(new Error('away'));
  await model.choose(ben);
  expect(model.step.value).toMatchObject({ name: 'failed', otherId: ben });
  const late = model.choose(ben);
  model.chooseAgain();
  await late;
  expect(model.step.value).toEqual({ name: 'choosing' });

  await model.choose(cyd);
  api.merge.mockRejectedValueOnce(new Error('away'));
  await expect(model.merge()).rejects.toThrow('away');
  expect(model.step.value).toMatchObject({ name: 'shown', isMerging: false });
});

test('what Enter chooses fits what is typed, also before the search has answered, and whatever comes late', async () => {
  const { model, find, clock } = setUp();
  model.typed.value = 'cy';
  expect([names(model), model.search.value]).toEqual([[cyd], 'searching']);
  const late = Promise.withResolvers<SearchAnswer>();
  find.mockReturnValueOnce(late.promise);
  clock.pass(200);
  model.typed.value = 'cyd';
  late.resolve({ visitors: [] } as unknown as SearchAnswer);
  await settle();
  expect([names(model), model.search.value]).toEqual([[cyd], 'searching']);
});
