import type { TargetId } from '@everthread/shared/models/ids';
import type { Target } from '@everthread/shared/models/target';
import { createModel, signal } from '@preact/signals';
import type { TargetsApi } from '../api/targets-api.ts';

export type TargetsState =
  | { name: 'loading' }
  | { name: 'failed'; error: unknown }
  | { name: 'ready'; targets: readonly Target[] };

/**
 * The targets of a workspace. A change is seen at once and goes out after those before it; when the last has ended, what
 * the server then has is shown.
 */
export const TargetsModel = createModel((api: Pick<TargetsApi, 'targets' | 'saveTarget' | 'removeTarget'>) => {
  const state = signal<TargetsState>({ name: 'loading' });
  let last: Promise<unknown> = Promise.resolve();

  async function load(): Promise<void> {
    const before = last;
    try {
      const targets = await api.targets();
      if (last === before) state.value = { name: 'ready', targets }; // else it knows nothing of a change, whose end asks again
    } catch (error) {
      if (state.peek().name !== 'ready') state.value = { name: 'failed', error };
    }
  }

  function show(change: (targets: readonly Target[]) => readonly Target[]): void {
    const now = state.peek();
    if (now.name === 'ready') state.value = { name: 'ready', targets: change(now.targets) };
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
