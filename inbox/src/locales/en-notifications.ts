import type { NoticeKind } from '@everthread/shared/models/notification';
import type { DeviceState } from '../models/device-model.ts';

/** What the settings of notifications say. */
export const enNotifications = {
  section: 'Notifications',
  device: {
    title: 'On this device',
    hint: 'While you are away this browser tells you what is new, also when the inbox is closed.',
    states: {
      unknown: '',
      unsupported: 'This browser cannot be told anything while the inbox is closed.',
      'install-first':
        'On an iPhone or iPad: tap Share, then “Add to Home Screen”, and open Everthread from there. Then turn notifications on here.',
      denied:
        'This browser does not allow notifications from here. Allow them in its settings for this site (beside the address), then load this page anew.',
      off: 'You are not told on this device.',
      working: 'One moment…',
      on: 'You are told on this device.',
    } satisfies Record<DeviceState, string>,
    turnOn: 'Turn on',
    turnOff: 'Turn off',
    notTurnedOn: 'Notifications could not be turned on',
    notTurnedOff: 'Notifications could not be turned off',
    test: 'Send a test',
    tested: {
      sent: 'Sent. It should be there in a moment.',
      later: 'The browser’s push service cannot be reached. Try again in a moment.',
      refused: 'The browser’s push service did not take it.',
      gone: 'This browser’s subscription has ended. Turn notifications on again.',
    },
    notTested: 'The test could not be sent',
  },
  kinds: {
    title: 'What you are told of',
    hint: 'Once for all that is unread in a topic, and not while you sit before the inbox.',
    what: 'What happens',
    push: 'Devices',
    mail: 'Mail',
    sound: 'Sound',
    badge: 'Count',
    names: {
      mine: 'A visitor writes in a topic of yours',
      team: 'A visitor writes to one of your teams',
      unassigned: 'A visitor writes and nobody has the topic',
      followed: 'A visitor writes in a topic that you follow',
      mention: 'Somebody names you in a note',
      assignment: 'Somebody gives you a topic',
      returned: 'A reply of yours is not sent after all',
      target: 'A target comes due soon or is missed, in a topic that concerns you',
      promise: 'What a visitor was promised will hardly be kept, in a topic that concerns you',
    } satisfies Record<NoticeKind, string>,
    choice: (what: string, way: string) => `${what}: ${way}`,
    legend:
      'Devices: while you are away. Mail: a quarter of an hour later, where it is unread still; two minutes, where no device is told. Sound: a short tone in the open inbox. Count: the number in the window’s title and at the app’s icon.',
  },
  quiet: {
    title: 'Quiet hours',
    hint: 'Nothing is pushed, mailed or sounds. What is unread when they end comes then, together.',
    isOn: 'Every day',
    from: 'From',
    to: 'Until',
    zone: 'Time zone',
    offShift: 'Also outside my working hours',
    offShiftHint: 'They are in your profile.',
  },
  words: {
    title: 'On the lock screen',
    isOn: 'Say who wrote and what',
    hint: 'Without it notifications and mails say only that there is something new.',
  },
  devices: {
    title: 'Your devices',
    hint: 'Each is told until you sign out there.',
    none: 'None yet.',
    current: 'this device',
    reached: (when: string) => `last told ${when}`,
    neverReached: 'not told yet',
    forget: 'Remove',
    forgetThat: (name: string) => `Remove ${name}`,
    notForgotten: 'The device could not be removed',
  },
  failed: 'Your notifications could not be loaded',
};

/** The words of these settings. A further language is a file of the same shape and a line here. */
export const useNotificationWords = (): typeof enNotifications => enNotifications;
