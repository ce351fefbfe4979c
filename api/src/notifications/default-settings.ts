import type { NotificationSettings } from '@everthread/shared/models/notification';

const ways = (push: boolean, sound: boolean, badge: boolean) => ({ push, sound, badge });

/** As it comes: told at once of what is one's own, and by no tone of what is only followed. */
export const DEFAULT_SETTINGS: NotificationSettings = {
  kinds: {
    mine: ways(true, true, true),
    followed: ways(true, false, false),
    team: ways(true, true, true),
    unassigned: ways(true, true, true),
    mention: ways(true, true, true),
    assignment: ways(true, true, false),
    returned: ways(true, true, true),
    target: ways(true, true, false),
    promise: ways(true, true, false),
  },
  quiet: null,
  isQuietOffShift: false,
  showsWords: true,
};
