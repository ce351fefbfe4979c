import type { VisitorPromise } from '@everthread/shared/models/promise';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { promiseWords } from '../promise-words.ts';
import type { Speech } from '../words.ts';

type PromisedProps = { promise: VisitorPromise; isSaved: boolean; speech: Speech; now: () => Date };

const EVERY_MS = 20_000;

/** When somebody answers, under what waits for it; as time goes by it says how long that still is. */
export function Promised({ promise, isSaved, speech, now }: PromisedProps) {
  const at = useSignal(now());
  useEffect(() => {
    const timer = setInterval(() => {
      at.value = now();
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  const { sorry, by, until, place } = promiseWords(promise, speech, at.value);
  return (
    <div class="aside promised">
      <p role="status">
        {sorry} {by && <time dateTime={promise.dueAt}>{by}</time>}
        {/* Heard once: only the eye follows how it gets less. */}
        {by && (
          <span aria-hidden="true">
            {speech.say('comma')}
            {until}
          </span>
        )}
        {by && speech.say('stop')}
      </p>
      <p>
        {place} {isSaved && speech.say('leave')}
      </p>
    </div>
  );
}
