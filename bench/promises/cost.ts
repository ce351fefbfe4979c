import { Estimator } from '../../api/src/promises/estimate.ts';
import type { WaitEvent } from '../../api/src/promises/estimate-events.ts';
import { loadModel, saveModel } from '../../api/src/promises/estimate-save.ts';
import type { Line } from './figures.ts';

const RUNS = 60;
/** A clock of a thread's own time may tick every four milliseconds: so many estimates are timed together. */
const TOGETHER = 8;
/** So many events may have come since the model was last kept. */
const NOT_YET_LEARNED = 40;

/**
 * The processor time of one estimate as the product makes it, after a history of this many topics: the stored model is
 * read, learns what came since it was stored, and answers. Measured as the thread's own time, so that a busy machine does
 * not count.
 */
export function costLines(events: readonly WaitEvent[], topics: number): Line[] {
  const estimator = new Estimator();
  const history = events.slice(0, -NOT_YET_LEARNED);
  const latest = events.slice(-NOT_YET_LEARNED);
  for (const event of history) estimator.apply(event);
  const { model, features } = saveModel(estimator);
  const nowMs = (latest.at(-1)?.atMs ?? 0) + 1000;
  const taken: number[] = [];
  for (let run = -10; run < RUNS; run += 1) {
    const before = process.threadCpuUsage();
    for (let nth = 0; nth < TOGETHER; nth += 1) {
      const reader = loadModel({ model });
      for (const event of latest) reader.apply(event);
      reader.estimate({ id: 'new' }, nowMs);
    }
    const { user, system } = process.threadCpuUsage(before);
    if (run >= 0) taken.push((user + system) / 1000 / TOGETHER);
  }
  taken.sort((a, b) => a - b);
  const [median = 0, high = 0] = [taken[RUNS / 2], taken[Math.floor(0.95 * RUNS)]];
  return [
    {
      text: `processor time of one estimate at ${topics} topics of history, ${NOT_YET_LEARNED} events not yet learned: median ${median.toFixed(1)} ms, 95th percentile ${high.toFixed(1)} ms`,
      isHeld: median < 5,
    },
    {
      text: `  the model: ${(model.length / 1024).toFixed(0)} KB, and ${(features.length / 1024).toFixed(0)} KB that only learning reads`,
    },
  ];
}
