import { useLocale } from '../locale.ts';

/** What is said about writing, by parts that come only when they are wanted. */
export const enWriting = {
  section: 'Writing',
  hold: {
    title: 'Time to take a reply back',
    hint: 'A reply waits this long before it goes. Until then you can take it back, and the visitor sees nothing.',
    none: 'Send at once',
    seconds: (seconds: number) => `${seconds} seconds`,
  },
  saved: {
    title: 'Saved replies',
    hint: (variables: string) =>
      `Type / in a reply to put one in. These are filled in: ${variables}. What stands behind a line is said where nothing is known: {{visitor.first_name | there}}.`,
    failed: 'Could not be loaded. Try again',
    create: 'New saved reply',
    edit: 'Edit saved reply',
    name: 'Name',
    text: 'Words',
    onlyMe: 'Only for me',
    private: 'Only yours',
    shared: 'For the team',
    uses: (count: number) => (count === 1 ? 'sent once' : `sent ${count} times`),
    editThat: (name: string) => `Edit ${name}`,
    removeThat: (name: string) => `Remove ${name}`,
    removed: (name: string) => `${name} removed`,
    does: 'What it does besides',
    assign: 'Assign to',
    team: 'Team',
    priority: 'Priority',
    afterwards: 'Afterwards',
    asItIs: 'leave as it is',
    whoSends: 'whoever sends it',
  },
  waiting: {
    region: 'Replies that wait',
    inSeconds: (seconds: number) => `Goes out in ${seconds} s`,
    going: 'Sending…',
    at: (when: string) => `Goes out ${when}`,
    days: { today: 'today', yesterday: 'yesterday' }, // amid a sentence
    undo: 'Undo',
    sendNow: 'Send now',
    edit: 'Edit',
    someoneSending: (who: string) => `${who} is sending…`,
    someoneLater: (who: string, when: string) => `${who}: goes out ${when}`,
    notUndone: 'Could not be taken back',
    onceThere: 'Will be taken back as soon as it is on the server',
    notSentNow: 'Could not be sent',
    otherTime: 'Change the time',
    notPutOff: 'The time could not be changed',
    left: (who: string) => `${who} has left. This was not sent`,
    leftRegion: 'A reply that was left behind',
    take: 'Take over',
    discard: 'Discard',
    notTaken: 'Could not be taken over',
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
  suggest: {
    people: 'Colleagues and teams',
    replies: 'Saved replies',
    none: 'No saved replies yet. They are made in the settings.',
    loading: 'Loading…',
    members: (count: number) => (count === 1 ? '1 colleague' : `${count} colleagues`),
  },
  macro: {
    tags: (names: string) => `Adds ${names}`,
    assign: (who: string) => `Gives it to ${who}`,
    team: (team: string) => `Gives it to the team ${team}`,
    priority: (priority: string) => `Sets the priority: ${priority}`,
    snooze: (hours: number) => (hours === 1 ? 'Snoozes it for an hour' : `Snoozes it for ${hours} hours`),
    status: (status: string) => `Marks it as ${status}`,
    me: 'you',
    nobody: 'nobody',
    priorities: { none: 'none', low: 'low', medium: 'medium', high: 'high', urgent: 'urgent' },
    statuses: { open: 'open', waiting: 'waiting', done: 'done' },
    withReply: 'As it is sent:',
    drop: 'Only send the words',
  },
  lightbox: {
    previous: 'Previous image',
    next: 'Next image',
    place: (at: number, of: number) => `${at} of ${of}`,
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
