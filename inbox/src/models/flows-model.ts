import type { Flow, FlowPlan, FlowSave } from '@everthread/shared/models/flow';
import type { FlowId } from '@everthread/shared/models/ids';
import { createModel, signal } from '@preact/signals';
import type { FlowsApi } from '../api/flows-api.ts';

export type FlowsState = { name: 'loading' | 'failed' } | { name: 'ready'; flows: readonly Flow[] };

/** The flows of a workspace. Each change is made on the version that is shown; one that is older is refused. */
export const FlowsModel = createModel((api: Pick<FlowsApi, 'flows' | 'saveFlow' | 'removeFlow'>) => {
  const state = signal<FlowsState>({ name: 'loading' });
  /** Of those that were removed, the version to bring back. */
  const versions = new Map<FlowId, number>();

  async function load(): Promise<void> {
    try {
      const flows = await api.flows();
      for (const { id, version } of flows) versions.set(id, version);
      state.value = { name: 'ready', flows };
    } catch {
      if (state.peek().name !== 'ready') state.value = { name: 'failed' };
    }
  }

  function show(change: (flows: readonly Flow[]) => readonly Flow[]): void {
    const now = state.peek();
    if (now.name === 'ready') state.value = { name: 'ready', flows: change(now.flows) };
  }

  async function put(id: FlowId, save: FlowSave): Promise<Flow> {
    try {
      const saved = await api.saveFlow(id, save);
      versions.set(id, saved.version);
      show((flows) =>
        flows.some((each) => each.id === id) ? flows.map((each) => (each.id === id ? saved : each)) : [...flows, saved],
      );
      return saved;
    } catch (error) {
      await load(); // what is there now is shown beside what was refused
      throw error;
    }
  }

  return {
    state,
    load,
    find: (id: FlowId): Flow | undefined => {
      const now = state.peek();
      return now.name === 'ready' ? now.flows.find((flow) => flow.id === id) : undefined;
    },
    /**
     * As it is to begin from now on; at the end of the list where it was not there. Whether it is on stays as it is:
     * somebody may have switched it since. `base`: the version that was changed, where that is not the one which is shown.
     */
    save: (id: FlowId, plan: FlowPlan, base = versions.get(id) ?? 0): Promise<Flow> => put(id, { base, plan }),
    switchTo: (id: FlowId, isOn: boolean, plan: FlowPlan): Promise<Flow> =>
      put(id, { base: versions.get(id) ?? 0, isOn, plan }),
    async remove(id: FlowId): Promise<void> {
      await api.removeFlow(id);
      show((flows) => flows.filter((each) => each.id !== id));
    },
  };
});
export type FlowsModel = InstanceType<typeof FlowsModel>;
