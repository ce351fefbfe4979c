import { useLocale } from '../locale.ts';

/** What is said of how visitors hear of answers. */
export const enWayBack = {
  section: 'Way back',
  delays: {
    title: 'When a visitor is told',
    hint: 'A visitor who is away is told once of what is unread: by a notification where the browser takes them, otherwise by mail. Reading it in time makes it needless.',
    push: 'Notification after',
    mail: 'Mail after',
    saved: 'When a visitor is told',
    seconds: (count: number) => (count === 1 ? '1 second' : `${count} seconds`),
    minutes: (count: number) => (count === 1 ? '1 minute' : `${count} minutes`),
    hours: (count: number) => (count === 1 ? '1 hour' : `${count} hours`),
    atOnce: 'At once',
  },
  words: {
    title: 'What notifications say',
    on: 'Say who answered and what',
    hint: 'Others may see a lock screen. Without this it says only that your team has answered.',
  },
  answers: {
    title: 'Answers from mailboxes',
    on: 'Agents may answer by mail',
    hint: 'Agents are mailed what they have not read (each chooses what, in Settings → Notifications). With this, replying to such a mail from one’s own address answers the visitor. An answer to what was written before something else came is not sent, but given back.',
  },
  pushed: (at: string) => `Pushed ${at}`,
  mailed: (at: string) => `Mailed ${at}`,
  seen: (at: string) => `seen ${at}`,
  failedPush: (at: string) => `Pushed ${at}: it reached nobody`,
  failedMail: (at: string) => `Mailed ${at}: it was not taken`,
};
export type WayBackWords = typeof enWayBack;

export const useWayBackWords = (): WayBackWords => {
  useLocale();
  return enWayBack;
};
