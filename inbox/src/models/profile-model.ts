import type { ProfileChange } from '@everthread/shared/models/profile';
import { computed, createModel, signal } from '@preact/signals';
import type { PeopleApi } from '../api/people-api.ts';
import { changesInTurn } from './changes-in-turn.ts';
import type { RosterModel } from './roster-model.ts';

/**
 * What one says of oneself. A change is seen at once, whatever older answers still come, and goes out after those before
 * it: of hours, which are changed whole, none is lost. One that is refused is gone again when the last has ended.
 */
export const ProfileModel = createModel(
  (roster: Pick<RosterModel, 'me' | 'load'>, api: Pick<PeopleApi, 'changeProfile'>) => {
    const pending = signal<ProfileChange>({});
    const { send } = changesInTurn(() => {
      pending.value = {};
    });

    return {
      me: computed(() => {
        const { value: me } = roster.me;
        if (!me) return undefined;
        const { name = me.name, isAway = me.isAway, hours = me.hours, absences = me.absences } = pending.value;
        return { ...me, name, isAway, hours, absences };
      }),
      change(to: ProfileChange): Promise<void> {
        pending.value = { ...pending.peek(), ...to };
        return send(() => api.changeProfile(to).then(roster.load));
      },
    };
  },
);
export type ProfileModel = InstanceType<typeof ProfileModel>;
