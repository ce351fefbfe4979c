import type { Topic } from '@everthread/shared/models/topic';
import { PromiseMark } from '../promises/promise-mark.tsx';
import { TargetMark } from '../targets/target-mark.tsx';
import { faceOf, ratedWords } from './rating-line.tsx';
import { workWords } from './work-words.ts';

/** What is said of a topic that nobody sets by hand: what was promised, what is due, how it was rated. */
export function TopicMarks({ topic: { promise, target, rating } }: { topic: Topic }) {
  const w = workWords();
  return (
    <>
      {promise && (
        <span class="flex h-7 shrink-0 items-center px-2">
          <PromiseMark promise={promise} />
        </span>
      )}
      {target && (
        <span class="flex h-7 shrink-0 items-center px-2">
          <TargetMark target={target} isShort />
        </span>
      )}
      {rating?.score && (
        <span class="flex h-7 shrink-0 items-center gap-1.5 px-2 text-small" title={ratedWords(rating.score, w)}>
          <span class="sr-only">{ratedWords(rating.score, w)}</span>
          <span aria-hidden="true">{faceOf(rating.score)}</span>
        </span>
      )}
    </>
  );
}
