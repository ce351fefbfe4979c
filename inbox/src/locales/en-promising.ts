import { useLocale } from '../locale.ts';

/** What is said of promises to visitors and of ratings. */
export const enPromising = {
  section: 'Promises and ratings',
  promises: {
    title: 'Promises',
    hint: 'Every visitor who waits is told by when a person answers, from how long others had to wait, your hours and who is on shift.',
    on: 'Tell visitors when a person answers',
  },
  likelihood: {
    title: 'How sure a promise is',
    hint: 'The surer, the later the time that is said. A promise that will break is renewed before its time, with an apology.',
    times: (percent: number) => (percent === 95 ? '19 times in 20' : `${percent / 10} times in 10`),
  },
  queue: {
    title: 'Place in the queue',
    on: 'Show visitors how many were waiting before them',
    hint: 'Only when they wrote: it does not count down.',
  },
  aim: {
    title: 'What the team aims at',
    hint: 'Said while there is no history yet to make a promise from. It counts office time.',
    label: 'An answer within',
    minutes: (count: number) => `${count} minutes`,
    hours: (count: number) => (count === 1 ? '1 hour' : `${count} hours`),
    days: (count: number) => (count === 1 ? '1 day' : `${count} days`),
  },
  rating: {
    title: 'Ratings',
    hint: 'Once a topic is done its visitor is asked how it went, once, and may add a word.',
    faces: 'Five faces',
    stars: 'Five stars',
    off: 'Do not ask',
  },
};

export type PromisingWords = typeof enPromising;

/** The words of the agent's language; English until there are others. */
export const usePromisingWords = (): PromisingWords => {
  useLocale();
  return enPromising;
};
