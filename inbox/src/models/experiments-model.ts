import type { Experiment, ExperimentTurn } from '@everthread/shared/models/experiment';
import type { ExperimentId } from '@everthread/shared/models/ids';
import { createModel } from '@preact/signals';
import type { ExperimentsApi } from '../api/experiments-api.ts';
import { keptByServer } from './kept-by-server.ts';

type Api = Pick<ExperimentsApi, 'experiments' | 'saveExperiment' | 'turnExperiment' | 'removeExperiment'>;

/** The experiments of a workspace, the latest first. */
export const ExperimentsModel = createModel((api: Api) => {
  const { state, load, show, send } = keptByServer<readonly Experiment[]>(() => api.experiments());

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
