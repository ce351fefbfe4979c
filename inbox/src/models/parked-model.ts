import type { ParkedEvent } from '@everthread/shared/models/parked-event';
import { createModel, signal } from '@preact/signals';
import type { SettingsApi } from '../api/settings-api.ts';

export type ParkedState =
  | { name: 'loading' | 'failed' }
  | { name: 'ready'; events: readonly ParkedEvent[]; count: number };

/** What happened and could not be followed up, and having it tried again. */
export const ParkedModel = createModel((api: Pick<SettingsApi, 'parked' | 'replay'>) => {
  const state = signal<ParkedState>({ name: 'loading' });
  const isTrying = signal(false);
  let asked = 0; // an answer to an older question is not shown

  async function load(): Promise<void> {
    asked += 1;
    const question = asked;
    try {
      const { events, count } = await api.parked();
      if (question === asked) state.value = { name: 'ready', events, count };
    } catch {
      if (question === asked && state.peek().name !== 'ready') state.value = { name: 'failed' };
    }
  }

  return {
    state,
    isTrying,
    load,
    /** One of them, or all. Gives how many; whatever fails again comes back here. */
    async replay(id?: number): Promise<number> {
      isTrying.value = true;
      try {
        const replayed = await api.replay(id);
        await load();
        return replayed;
      } finally {
        isTrying.value = false;
      }
    },
  };
});
export type ParkedModel = InstanceType<typeof ParkedModel>;
