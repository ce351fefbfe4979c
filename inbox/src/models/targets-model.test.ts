import { TargetId } from '@everthread/shared/models/ids';
import type { Target } from '@everthread/shared/models/target';
import { expect, test } from 'vitest';
import { TargetsModel } from './targets-model.ts';

const target = (nth: number, name = `Target ${nth}`): Target => ({
  id: TargetId.parse(`00000000-0000-4000-8000-00000000000${nth}`),
  name,
  viewId: null,
  filters: {},
  minutes: { first: 60, next: null, done: null },
  inOfficeHours: true,
});

function withServer(stored: Target[]) {
  const refused = new Set<string>();
  const api = {
    targets: async () => [...stored],
    saveTarget: async (id: TargetId, change: Omit<Target, 'id'>) => {
      if (refused.has(change.name)) throw new Error('Refused');
      const saved = { id, ...change };
      const at = stored.findIndex((each) => each.id === id);
      if (at < 0) stored.push(saved);
      else stored[at] = saved;
      return saved;
    },
    removeTarget: async (id: TargetId) =>
      void stored.splice(0, stored.length, ...stored.filter((each) => each.id !== id)),
  };
  return { model: new TargetsModel(api), stored, refused };
}
const shown = (model: TargetsModel) => {
  const { value } = model.state;
  return value.name === 'ready' ? value.kept.map(({ name }) => name) : value.name;
};

test('a change is seen at once, and what the server has in the end', async () => {
  const { model, stored } = withServer([target(1)]);
  expect(shown(model)).toBe('loading');
  await model.load();
  const [first, second] = [model.save(target(1, 'Quick')), model.save(target(2))];
  expect(shown(model)).toEqual(['Quick', 'Target 2']);
  await Promise.all([first, second]);
  const gone = model.remove(target(1).id);
  expect(shown(model)).toEqual(['Target 2']);
  await gone;
  expect(stored.map(({ name }) => name)).toEqual(['Target 2']);
});

test('what the server refuses is as it was', async () => {
  const { model, refused } = withServer([target(1)]);
  await model.load();
  refused.add('Never');
  await expect(model.save(target(1, 'Never'))).rejects.toThrow('Refused');
  await expect.poll(() => shown(model)).toEqual(['Target 1']);
});

test('what cannot be loaded says so', async () => {
  const model = new TargetsModel({ ...withServer([]), targets: () => Promise.reject(new Error('Away')) } as never);
  await model.load();
  expect(shown(model)).toBe('failed');
});

test('what was asked for before a change does not hide it', async () => {
  const { model, stored } = withServer([target(1)]);
  await model.load();
  const looked = model.load();
  const saved = model.save(target(1, 'Quick'));
  await looked;
  expect(shown(model)).toEqual(['Quick']);
  await saved;
  await expect.poll(() => stored.map(({ name }) => name)).toEqual(['Quick']);
  expect(shown(model)).toEqual(['Quick']);
});
