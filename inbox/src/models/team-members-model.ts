import type { AgentId } from '@everthread/shared/models/ids';
import { createModel, signal } from '@preact/signals';
import { changesInTurn } from './changes-in-turn.ts';

/**
 * Who is in a team, which is changed whole. A change is seen at once and goes out after those before it, so that of two
 * made quickly none is lost. One that is refused is gone again when the last has ended.
 */
export const TeamMembersModel = createModel((store: (memberIds: readonly AgentId[]) => Promise<unknown>) => {
  const pending = signal<readonly AgentId[] | undefined>(undefined);
  const { send } = changesInTurn(() => {
    pending.value = undefined;
  });

  return {
    pending, // as they will be; undefined once that is stored
    change(memberIds: readonly AgentId[]): Promise<unknown> {
      pending.value = memberIds;
      return send(() => store(memberIds));
    },
  };
});
export type TeamMembersModel = InstanceType<typeof TeamMembersModel>;
