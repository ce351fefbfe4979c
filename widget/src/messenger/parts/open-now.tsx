import { hoursWords } from '../hours-words.ts';
import type { ThreadModel } from '../models/thread-model.ts';
import type { Speech } from '../words.ts';
import { useNow } from './use-now.ts';

type OpenNowProps = { thread: ThreadModel; speech: Speech; now: () => Date };

/** Whether somebody is there, or when next. */
export function OpenNow({ thread, speech, now }: OpenNowProps) {
  const hours = hoursWords(thread.hours.value, speech, useNow(now));
  if (!hours) return null;
  return (
    <p class={hours.isOpen ? 'hours is-open' : 'hours'}>
      {hours.words}
      {hours.until && `${speech.say('comma')}${hours.until}`}
    </p>
  );
}
