import type { AgentId } from '@everthread/shared/models/ids';
import { computed, createModel, signal } from '@preact/signals';
import type { RosterModel } from './roster-model.ts';
import type { Colleague } from './typing-model.ts';

/** Which colleagues have the inbox open. Frames bring their ids, the roster their names. */
export const PresenceModel = createModel((ownId: AgentId, roster: Pick<RosterModel, 'agents'>) => {
  const hereIds = signal<readonly AgentId[]>([]);

  return {
    here: computed((): readonly Colleague[] =>
      hereIds.value.flatMap((id) => {
        const name = roster.agents.value.get(id)?.name;
        return name === undefined || id === ownId ? [] : [{ id, name }];
      }),
    ),
    receive(here: readonly AgentId[]) {
      hereIds.value = here;
    },
    /** Without a connection nobody knows. */
    forget() {
      hereIds.value = [];
    },
  };
});
export type PresenceModel = InstanceType<typeof PresenceModel>;
