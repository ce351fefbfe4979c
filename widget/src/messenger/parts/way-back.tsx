import { useSignal } from '@preact/signals';
import { later } from '../later.ts';
import type { ThreadModel } from '../models/thread-model.ts';
import type { Speech } from '../words.ts';

export const ways = later(() => import('../way-back/ways.ts'));

/**
 * How a visitor hears of the answer: offered once he has written; who has only come back is asked nothing of, and costs
 * no request, until he wants to know.
 */
export function WayBack({ thread, speech }: { thread: ThreadModel; speech: Speech }) {
  const isAsked = useSignal(false);
  const hasWritten = thread.hasWritten.value;
  if (isAsked.value || hasWritten) ways.want();
  if (ways.value) return <ways.value.WayBackLine thread={thread} speech={speech} isAsked={isAsked.value} />;
  if (hasWritten) return null; // on its way, and nothing is to come and go before it
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

/** Under the greeting: that one can leave, and the way back to what one has written on another device. */
export function Recover({ speech }: { speech: Speech }) {
  if (ways.value) return <ways.value.RecoverForm />;
  return (
    <p class="aside">
      {speech.say('leave')}
      <button type="button" class="again" onClick={ways.want}>
        {speech.say('recover')}
      </button>
    </p>
  );
}
