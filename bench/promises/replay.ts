import { Estimator } from '../../api/src/promises/estimate.ts';
import type { WaitEvent } from '../../api/src/promises/estimate-events.ts';
import { Rivals } from './rivals.ts';
import { Watch } from './watch.ts';

export const BANDS = [0.5, 0.8, 0.9] as const;

/** One estimate and what became of it. A number of seconds for each band, the estimate's and its rivals'. */
export type Case = {
  id: string;
  atMs: number;
  waited: number;
  said: readonly number[];
  median: number;
  range: readonly number[];
};

/** Plays the events once through the estimate, through its rivals' rules and through what keeps the promises. */
export function replay(
  events: readonly WaitEvent[],
  firstMs: number,
): { cases: Case[]; watch: Watch; estimator: Estimator } {
  const estimator = new Estimator();
  const rivals = new Rivals();
  const watch = new Watch(estimator);
  const open = new Map<string, Omit<Case, 'waited'> & { place: number }>();
  const cases: Case[] = [];
  for (const event of events) {
    const { atMs, id, type } = event;
    watch.until(atMs);
    const place = estimator.line.teamOf(event.team ?? '').waiting.size;
    const estimate = estimator.apply(event);
    if (estimate) {
      const range = BANDS.map((band) => rivals.rangeByPlace(atMs, place, band));
      open.set(id, { id, atMs, said: estimate.seconds, median: rivals.medianOfLastWeek(atMs), range, place });
      if (atMs >= firstMs) watch.promise(id, atMs, estimate.seconds[2] ?? 0);
    }
    const wait = open.get(id);
    if (!wait || (type !== 'replied' && type !== 'left')) continue;
    open.delete(id);
    watch.ended(id, atMs, type === 'replied');
    if (type === 'left') continue;
    const waited = (atMs - wait.atMs) / 1000;
    rivals.ended(atMs, wait.place, waited);
    if (wait.atMs >= firstMs) cases.push({ ...wait, waited });
  }
  return { cases, watch, estimator };
}
