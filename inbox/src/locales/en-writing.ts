import { useLocale } from '../locale.ts';

/** What is said about writing, by parts that come only when they are wanted. */
export const enWriting = {
  waiting: {
    region: 'Replies that wait',
    inSeconds: (seconds: number) => `Goes out in ${seconds} s`,
    going: 'Sending…',
    at: (when: string) => `Goes out ${when}`,
    undo: 'Undo',
    sendNow: 'Send now',
    edit: 'Edit',
    someoneSending: (who: string) => `${who} is sending…`,
    someoneLater: (who: string, when: string) => `${who}: goes out ${when}`,
    notUndone: 'Could not be taken back',
    notSentNow: 'Could not be sent',
    takenBack: 'Taken back: your words are in the composer again',
  },
  later: {
    title: 'Send later',
    inAnHour: 'In an hour',
    tomorrow: 'Tomorrow morning',
    monday: 'Monday morning',
    choose: 'Choose a time',
    day: 'Day and time',
    schedule: 'Send then',
    past: 'Choose a time that is still to come',
    far: 'Choose a time within a year',
  },
  kept: {
    title: (count: number) =>
      count === 1 ? 'Other words of yours, from another device' : `${count} sets of your words, from other devices`,
    use: 'Add to this',
    discard: 'Let go',
    when: (when: string) => `written ${when}`,
  },
};

export type WritingWords = typeof enWriting;

/** The words of the agent's language; English until there are others. */
export const useWritingWords = (): WritingWords => {
  useLocale();
  return enWriting;
};
