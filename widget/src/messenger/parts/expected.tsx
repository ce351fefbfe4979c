import type { ThreadModel } from '../models/thread-model.ts';
import { expectationWords } from '../promise-words.ts';
import type { Speech } from '../words.ts';
import { useNow } from './use-now.ts';

type ExpectedProps = { thread: ThreadModel; speech: Speech; now: () => Date; class: string };

/** What who writes now may expect; nothing once that is no longer so. */
export function Expected({ thread, speech, now, class: look }: ExpectedProps) {
  const words = expectationWords(thread.expected.value, speech, useNow(now));
  return words ? <p class={look}>{words}</p> : null;
}
