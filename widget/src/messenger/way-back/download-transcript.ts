import { hasEarlier } from '@everthread/shared/client/timeline';
import type { ThreadModel } from '../models/thread-model.ts';
import type { Speech } from '../words.ts';
import { transcriptOf } from './transcript.ts';

/** Saves the whole conversation as a text, what is not loaded yet included. */
export async function downloadTranscript(thread: ThreadModel, speech: Speech): Promise<void> {
  for (;;) {
    const { earliest } = thread.timeline.value;
    if (!hasEarlier(thread.timeline.value)) break;
    await thread.loadEarlier();
    if (thread.timeline.value.earliest === earliest) break; // it could not be had: what is there is better than nothing
  }
  const url = URL.createObjectURL(new Blob([transcriptOf(thread.timeline.value.sent, speech)], { type: 'text/plain' }));
  const link = Object.assign(document.createElement('a'), { href: url, download: `${speech.say('conversation')}.txt` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
