import type { VisitorPromise } from '@everthread/shared/models/promise';
import { promiseWords } from '../promise-words.ts';
import type { Speech } from '../words.ts';
import { useNow } from './use-now.ts';

type PromisedProps = { promise: VisitorPromise; isSaved: boolean; speech: Speech; now: () => Date };

/** When somebody answers, under what waits for it; as time goes by it says how long that still is. */
export function Promised({ promise, isSaved, speech, now }: PromisedProps) {
  const { sorry, by, until, place } = promiseWords(promise, speech, useNow(now));
  return (
    <div class="aside promised">
      <p>
        {sorry} {by && <time dateTime={promise.dueAt}>{by}</time>}
        {by && `${speech.say('comma')}${until}${speech.say('stop')}`}
      </p>
      {promise.words && by && <p dir="auto">{promise.words}</p>}
      <p>
        {place} {isSaved && speech.say('leave')}
      </p>
    </div>
  );
}
