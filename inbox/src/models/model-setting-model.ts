import type {
  ModelInUse,
  ModelTrial,
  WorkspaceModel,
  WorkspaceModelChange,
} from '@everthread/shared/models/workspace-model';
import { createModel, signal } from '@preact/signals';
import type { Call } from '../api/call.ts';

export type ModelSettingState = { name: 'loading' | 'failed' } | { name: 'ready'; model: ModelInUse };

/** The model that a workspace asks. `root`: where it is. */
export const ModelSettingModel = createModel((call: Call, root: string) => {
  const state = signal<ModelSettingState>({ name: 'loading' });
  const put = (own: WorkspaceModel | null) => {
    const { value } = state;
    if (value.name === 'ready') state.value = { name: 'ready', model: { ...value.model, own } };
  };
  return {
    state,
    async load(): Promise<void> {
      try {
        state.value = { name: 'ready', model: (await call<{ model: ModelInUse }>('GET', root)).model };
      } catch {
        state.value = { name: 'failed' };
      }
    },
    async save(change: WorkspaceModelChange): Promise<void> {
      put((await call<{ model: WorkspaceModel }>('PUT', root, change)).model);
    },
    async remove(): Promise<void> {
      await call('DELETE', root);
      put(null);
    },
    /** Asks it once, as it would be asked were it saved so. */
    tryIt: async (change: WorkspaceModelChange): Promise<ModelTrial['outcome']> =>
      (await call<ModelTrial>('POST', `${root}/trial`, change)).outcome,
  };
});
export type ModelSettingModel = InstanceType<typeof ModelSettingModel>;
