import { type Availability, availabilityOf } from '@everthread/shared/client/availability';
import type { AgentId } from '@everthread/shared/models/ids';
import { computed, createModel, signal } from '@preact/signals';
import type { RosterModel } from './roster-model.ts';
import type { Colleague } from './typing-model.ts';

/** Which colleagues have the inbox open. Frames bring their ids, the roster their names. */
export const PresenceModel = createModel((ownId: AgentId, roster: Pick<RosterModel, 'agents'>) => {
  const hereIds = signal<readonly AgentId[]>([]);

  return {
    here: computed((): readonly (Colleague & { photo: string | null })[] =>
      hereIds.value.flatMap((id) => {
        const agent = roster.agents.value.get(id);
        return agent === undefined || id === ownId ? [] : [{ id, name: agent.name, photo: agent.photo }];
      }),
    ),
    /** Whether a colleague can be expected to answer. A getter, so that whoever reads in it hears of changes. */
    get of() {
      return (id: AgentId, nowMs: number): Availability | undefined => {
        const agent = roster.agents.value.get(id);
        return agent && availabilityOf({ ...agent, isConnected: hereIds.value.includes(id) }, nowMs);
      };
    },
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
