/** What notifications say. The service worker has these words alone. */
export const enPush = {
  product: 'Everthread',
  somebody: 'A visitor',
  colleague: 'A colleague',
  newMessage: 'A new message',
  mentioned: (name: string) => `${name} named you in a note`,
  assigned: (name: string) => `Given to you: ${name}`,
  returned: (name: string) => `Your reply to ${name} was not sent`,
  returnedHint: 'Something was written before it went. Look at it again.',
  target: (name: string) => `A target comes due or was missed: ${name}`,
  promise: (name: string) => `A promise will hardly be kept: ${name}`,
  several: (count: number) => `${count} topics want to be looked at`,
  line: (name: string, text: string) => `${name}: ${text}`,
  more: (count: number) => `… and ${count} more`,
  test: 'Notifications arrive here',
  testHint: 'This is how you are told while you are away.',
  unreadable: 'Something new has come in',
};
export type PushWords = typeof enPush;
