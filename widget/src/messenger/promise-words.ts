import type { Expectation, VisitorPromise } from '@everthread/shared/models/promise';
import type { Speech } from './words.ts';

/** From this on a promise is said without "most likely". */
const SURE = 80;

/** What is said of a promise at this moment: an apology, until when, how long that is, and who was before. */
export type PromiseWords = { sorry: string; by: string; until: string; place: string };

export function promiseWords(promise: VisitorPromise, speech: Speech, now: Date): PromiseWords {
  const { kind, queueAhead, isRenewed } = promise;
  const dueAt = new Date(promise.dueAt);
  if (dueAt <= now) return { sorry: speech.say('promiseLate'), by: '', until: '', place: '' };
  const place =
    queueAhead === null ? '' : queueAhead > 0 ? speech.count('inLine', queueAhead) : speech.say('nextInLine');
  return {
    sorry: isRenewed ? speech.say('promiseSorry') : '',
    by: filled(speech.say(kind === 'own-words' ? 'promiseOwn' : sureness(promise, PROMISES)), speech.by(dueAt, now)),
    until: speech.until(dueAt, now),
    place: kind === 'own-words' ? '' : place,
  };
}

/** What who writes now may expect. Nothing where that time has passed since it was said. */
export function expectationWords(expected: Expectation | undefined, speech: Speech, now: Date): string {
  const dueAt = new Date(expected?.dueAt ?? 0);
  if (!expected || dueAt <= now) return '';
  return filled(speech.say(sureness(expected, EXPECTATIONS)), speech.by(dueAt, now));
}

const PROMISES = { sure: 'promise', likely: 'promiseLikely', aim: 'promiseAim' } as const;
const EXPECTATIONS = { sure: 'expect', likely: 'expectLikely', aim: 'expectAim' } as const;

/** A guess is not dressed up as a promise, and one that often fails not as a sure one. */
const sureness = <Key extends string>(
  { basis, likelihood }: Pick<Expectation, 'basis' | 'likelihood'>,
  keys: Readonly<Record<'sure' | 'likely' | 'aim', Key>>,
): Key => (basis === 'aim' ? keys.aim : likelihood < SURE ? keys.likely : keys.sure);

/** A time may end with a stop of its own: `11:20 a.m.` */
const filled = (words: string, by: string): string => words.replace('{by}', () => by).replace('..', '.');
