import type { Experiment, ExperimentTurn } from '@everthread/shared/models/experiment';
import type { ExperimentId } from '@everthread/shared/models/ids';
import { createModel, signal } from '@preact/signals';
import type { ExperimentsApi } from '../api/experiments-api.ts';

export type ExperimentsState =
  | { name: 'loading' }
  | { name: 'failed'; error: unknown }
  | { name: 'ready'; experiments: readonly Experiment[] };

type Api = Pick<ExperimentsApi, 'experiments' | 'saveExperiment' | 'turnExperiment' | 'removeExperiment'>;

/**
 * The experiments of a workspace, the latest first. A change is seen at once and goes out after those before it; when the
 * last has ended, what the server then has is shown.
 */
export const ExperimentsModel = createModel((api: Api) => {
  const state = signal<ExperimentsState>({ name: 'loading' });
  let last: Promise<unknown> = Promise.resolve();

  async function load(): Promise<void> {
    const before = last;
    try {
      const experiments = await api.experiments();
      if (last === before) state.value = { name: 'ready', experiments }; // else it knows nothing of a change, whose end asks again
    } catch (error) {
      if (state.peek().name !== 'ready') state.value = { name: 'failed', error };
    }
  }

  function show(change: (experiments: readonly Experiment[]) => readonly Experiment[]): void {
    const now = state.peek();
    if (now.name === 'ready') state.value = { name: 'ready', experiments: change(now.experiments) };
  }

  function send(make: () => Promise<unknown>): Promise<unknown> {
    const made = last.then(make);
    const ended: Promise<unknown> = made.catch(() => {}).then(() => (last === ended ? load() : undefined));
    last = ended;
    return made;
  }

  return {
    state,
    load,
    /** As it is to be from now on; first in the list where it was not there. */
    save(experiment: Experiment): Promise<unknown> {
      show((experiments) =>
        experiments.some(({ id }) => id === experiment.id)
          ? experiments.map((each) => (each.id === experiment.id ? experiment : each))
          : [experiment, ...experiments],
      );
      const { id, state: _, startedAt: __, endedAt: ___, ...change } = experiment;
      return send(() => api.saveExperiment(id, change));
    },
    /** Begins it, or ends it. Seen only once the server has agreed: another may be running. */
    turn: (id: ExperimentId, to: ExperimentTurn['state']): Promise<unknown> => send(() => api.turnExperiment(id, to)),
    remove(id: ExperimentId): Promise<unknown> {
      show((experiments) => experiments.filter((each) => each.id !== id));
      return send(() => api.removeExperiment(id));
    },
  };
});
export type ExperimentsModel = InstanceType<typeof ExperimentsModel>;
