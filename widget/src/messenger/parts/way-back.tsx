import { later } from '../later.ts';
import type { ThreadModel } from '../models/thread-model.ts';
import type { Speech } from '../words.ts';

const line = later(() => import('../way-back/way-back-line.tsx'));

/** How a visitor who has written hears of the answer. */
export function WayBack({ thread, speech }: { thread: ThreadModel; speech: Speech }) {
  line.want();
  return line.value ? <line.value.WayBackLine thread={thread} speech={speech} /> : null;
}
