import type { HoursNow } from '@everthread/shared/models/hours';
import type { Speech } from './words.ts';

/** Whether somebody is there, and where nobody is, when next: "Back on Monday at 09:00", "in 14 hours". */
export type HoursWords = { isOpen: boolean; words: string; until: string };

/** What is said of the hours at this moment. Nothing where it is not known any more, or nobody ever comes back. */
export function hoursWords(hours: HoursNow | null, speech: Speech, now: Date): HoursWords | undefined {
  if (!hours) return undefined;
  const changes = hours.changes.map((at) => new Date(at));
  const passed = changes.filter((at) => at <= now).length;
  // The page has stayed open for longer than was told.
  if (changes.length > 0 && passed === changes.length) return undefined;
  if (hours.isOpen === (passed % 2 === 0)) return { isOpen: true, words: speech.say('openNow'), until: '' };
  const opens = changes[passed];
  return opens && { isOpen: false, words: speech.back(opens, now), until: speech.until(opens, now) };
}
