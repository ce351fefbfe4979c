import type { AgentId } from '@everthread/shared/models/ids';
import { createModel, signal } from '@preact/signals';

/**
 * Who is in a team, which is changed whole. A change is seen at once and goes out after those before it, so that of two
 * made quickly none is lost. One that is refused is gone again when the last has ended.
 */
export const TeamMembersModel = createModel((send: (memberIds: readonly AgentId[]) => Promise<unknown>) => {
  const pending = signal<readonly AgentId[] | undefined>(undefined);
  let last: Promise<unknown> = Promise.resolve();

  return {
    pending, // as they will be; undefined once that is stored
    change(memberIds: readonly AgentId[]): Promise<unknown> {
      pending.value = memberIds;
      const made = last.then(() => send(memberIds));
      const ended = made
        .catch(() => {})
        .then(() => {
          if (last === ended) pending.value = undefined;
        });
      last = ended;
      return made;
    },
  };
});
export type TeamMembersModel = InstanceType<typeof TeamMembersModel>;
