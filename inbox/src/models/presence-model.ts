import type { AgentId } from '@everthread/shared/models/ids';
import { computed, createModel, signal } from '@preact/signals';
import type { TeamApi } from '../api/team-api.ts';
import type { Colleague } from './typing-model.ts';

/** Which colleagues have the inbox open. Frames bring their ids, the workspace their names. */
export const PresenceModel = createModel((ownId: AgentId, api: Pick<TeamApi, 'workspace'>) => {
  const hereIds = signal<readonly AgentId[]>([]);
  const names = signal<ReadonlyMap<AgentId, string>>(new Map());
  let isAsking = false;

  async function learnNames(): Promise<void> {
    if (isAsking) return;
    isAsking = true;
    try {
      const { agents } = await api.workspace();
      names.value = new Map(agents.map(({ id, name }) => [id, name]));
    } catch {
      // Faces without a name are not shown; the next change of who is here asks again.
    } finally {
      isAsking = false;
    }
  }

  return {
    here: computed((): readonly Colleague[] =>
      hereIds.value.flatMap((id) => {
        const name = names.value.get(id);
        return name === undefined || id === ownId ? [] : [{ id, name }];
      }),
    ),
    receive(here: readonly AgentId[]) {
      hereIds.value = here;
      if (here.some((id) => id !== ownId && !names.peek().has(id))) void learnNames();
    },
    /** Without a connection nobody knows. */
    forget() {
      hereIds.value = [];
    },
  };
});
export type PresenceModel = InstanceType<typeof PresenceModel>;
