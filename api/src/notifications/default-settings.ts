import type { NotificationSettings } from '@everthread/shared/models/notification';

const ways = (push: boolean, mail: boolean, sound: boolean, badge: boolean) => ({ push, mail, sound, badge });

/** As it comes: told at once of what is one's own, by no tone of what is only followed, and mailed what nobody else sees to. */
export const DEFAULT_SETTINGS: NotificationSettings = {
  kinds: {
    mine: ways(true, true, true, true),
    followed: ways(true, false, false, false),
    team: ways(true, false, true, true),
    unassigned: ways(true, false, true, true),
    mention: ways(true, true, true, true),
    assignment: ways(true, true, true, false),
    returned: ways(true, true, true, true),
    target: ways(true, false, true, false),
    promise: ways(true, true, true, false),
  },
  quiet: null,
  isQuietOffShift: false,
  showsWords: true,
};
