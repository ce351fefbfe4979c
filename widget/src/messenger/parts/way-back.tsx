import { useSignal } from '@preact/signals';
import { later } from '../later.ts';
import type { ThreadModel } from '../models/thread-model.ts';
import type { Speech } from '../words.ts';

const line = later(() => import('../way-back/way-back-line.tsx'));

/**
 * How a visitor hears of the answer: offered once he has written; who has only come back is asked nothing of, and costs
 * no request, until he wants to know.
 */
export function WayBack({ thread, speech }: { thread: ThreadModel; speech: Speech }) {
  const isAsked = useSignal(false);
  if (isAsked.value || thread.hasWritten.value) line.want();
  if (line.value) return <line.value.WayBackLine thread={thread} speech={speech} isAsked={isAsked.value} />;
  return (
    <p class="aside">
      <button
        type="button"
        class="again"
        onClick={() => {
          isAsked.value = true;
        }}
      >
        {speech.say('wayBack')}
      </button>
    </p>
  );
}
