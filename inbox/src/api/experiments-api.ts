import type {
  Experiment,
  ExperimentChange,
  ExperimentReport,
  ExperimentTurn,
} from '@everthread/shared/models/experiment';
import type { ExperimentId, WorkspaceId } from '@everthread/shared/models/ids';
import type { Call } from './call.ts';

/** Two ways of promising an answer, tried out. */
export type ExperimentsApi = {
  experiments(): Promise<Experiment[]>;
  saveExperiment(id: ExperimentId, change: ExperimentChange): Promise<Experiment>;
  turnExperiment(id: ExperimentId, state: ExperimentTurn['state']): Promise<Experiment>;
  removeExperiment(id: ExperimentId): Promise<void>;
  experimentReport(id: ExperimentId): Promise<ExperimentReport>;
};

export function createExperimentsApi(call: Call, workspaceId: WorkspaceId): ExperimentsApi {
  const root = `/api/workspaces/${workspaceId}/experiments`;
  const one = ({ experiment }: { experiment: Experiment }) => experiment;
  return {
    experiments: async () => (await call<{ experiments: Experiment[] }>('GET', root)).experiments,
    saveExperiment: async (id, change) => one(await call('PUT', `${root}/${id}`, change)),
    turnExperiment: async (id, state) => one(await call('POST', `${root}/${id}/state`, { state })),
    removeExperiment: (id) => call('DELETE', `${root}/${id}`),
    experimentReport: async (id) => (await call<{ report: ExperimentReport }>('GET', `${root}/${id}/report`)).report,
  };
}
