import type { Experiment } from '@everthread/shared/models/experiment';
import { ExperimentId } from '@everthread/shared/models/ids';
import { expect, test } from 'vitest';
import { ExperimentsModel } from './experiments-model.ts';

const policy = { likelihood: 90, leastMinutes: 0 };
const experiment = (nth: number): Experiment => ({
  id: ExperimentId.parse(`00000000-0000-4000-8000-00000000000${nth}`),
  name: `Experiment ${nth}`,
  filters: {},
  first: policy,
  second: policy,
  share: 50,
  detects: 10,
  state: 'draft',
  startedAt: null,
  endedAt: null,
});

test('what is changed is seen at once, what is begun once the server agrees', async () => {
  let stored = [experiment(1)];
  const put = (one: Experiment) => {
    stored = stored.some(({ id }) => id === one.id)
      ? stored.map((each) => (each.id === one.id ? one : each))
      : [one, ...stored];
    return one;
  };
  const model = new ExperimentsModel({
    experiments: async () => stored,
    saveExperiment: async (id, change) => put({ ...experiment(1), id, ...change }),
    turnExperiment: async (id, state) => {
      if (id !== experiment(1).id) throw new Error('Another runs');
      return put({ ...experiment(1), state });
    },
    removeExperiment: async (id) => {
      stored = stored.filter((each) => each.id !== id);
    },
  });
  const shown = () => {
    const { value } = model.state;
    return value.name === 'ready' ? value.kept.map(({ name, state }) => [name, state]) : value.name;
  };
  await model.load();
  const saved = model.save(experiment(2));
  expect(shown()).toEqual([
    ['Experiment 2', 'draft'],
    ['Experiment 1', 'draft'],
  ]);
  await saved;
  await model.turn(experiment(1).id, 'running');
  await expect(model.turn(experiment(2).id, 'running')).rejects.toThrow('Another runs');
  await model.remove(experiment(2).id);
  await expect.poll(shown).toEqual([['Experiment 1', 'running']]);
});
