import type { TargetId } from '@everthread/shared/models/ids';
import type { Target } from '@everthread/shared/models/target';
import { createModel } from '@preact/signals';
import type { TargetsApi } from '../api/targets-api.ts';
import { keptByServer } from './kept-by-server.ts';

/** The targets of a workspace. */
export const TargetsModel = createModel((api: Pick<TargetsApi, 'targets' | 'saveTarget' | 'removeTarget'>) => {
  const { state, load, show, send } = keptByServer<readonly Target[]>(() => api.targets());

  return {
    state,
    load,
    /** As it is to be from now on; at the end of the list where it was not there. */
    save(target: Target): Promise<unknown> {
      show((targets) =>
        targets.some(({ id }) => id === target.id)
          ? targets.map((each) => (each.id === target.id ? target : each))
          : [...targets, target],
      );
      const { id, ...change } = target;
      return send(() => api.saveTarget(id, change));
    },
    remove(id: TargetId): Promise<unknown> {
      show((targets) => targets.filter((each) => each.id !== id));
      return send(() => api.removeTarget(id));
    },
  };
});
export type TargetsModel = InstanceType<typeof TargetsModel>;
