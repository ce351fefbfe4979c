import type { ErasureId, VisitorId, WorkspaceId } from '@everthread/shared/models/ids';
import { expect, test } from 'vitest';
import type { Call } from '../api/call.ts';
import { ErasuresModel } from './erasures-model.ts';

function setUp(answers: (() => unknown)[]) {
  const asked: unknown[] = [];
  let ids = 0;
  const call = (async (...all: unknown[]) => {
    asked.push(all);
    return answers.shift()?.();
  }) as Call;
  return { asked, model: new ErasuresModel(call, 'tea' as WorkspaceId, () => `erasure ${++ids}` as ErasureId) };
}
const away = () => {
  throw new Error('away');
};

test('who asks again after nobody answered asks for the same, and after an answer for another', async () => {
  const { model, asked } = setUp([away, () => ({}), () => ({})]);

  await expect(model.erase('ada' as VisitorId)).rejects.toThrow('away');
  expect(model.isAsking.value).toBe(false);
  await model.erase('ada' as VisitorId);

  const once = ['POST', '/api/workspaces/tea/visitors/ada/erasure', { id: 'erasure 1' }];
  await model.erase('bob' as VisitorId);
  const another = ['POST', '/api/workspaces/tea/visitors/bob/erasure', { id: 'erasure 2' }];
  expect(asked).toEqual([once, once, another]);
});

test('receipts are there, or it is said that they are not', async () => {
  const { model } = setUp([away, () => ({ erasures: [], unseen: [] })]);

  await model.load();
  expect(model.state.value).toEqual({ name: 'failed' });
  await model.load();
  expect(model.state.value).toEqual({ name: 'ready', erasures: [], unseen: [] });
});
