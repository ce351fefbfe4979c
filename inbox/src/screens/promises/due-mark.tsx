import type { Topic } from '@everthread/shared/models/topic';
import { TargetMark } from '../targets/target-mark.tsx';
import { PromiseMark } from './promise-mark.tsx';

/** In a row of a list the one time that matters: what was promised, unless a target presses or comes before it. */
export function DueMark({ topic: { promise, target } }: { topic: Topic }) {
  const isTarget = target && (!promise || target.state !== 'open' || target.dueAt < promise.dueAt);
  if (isTarget && promise?.state !== 'broken') return <TargetMark target={target} isShort />;
  return promise ? <PromiseMark promise={promise} isShort /> : null;
}
