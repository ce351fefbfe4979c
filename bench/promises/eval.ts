import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { Estimator } from '../../api/src/promises/estimate.ts';
import { BadLine, readTrace } from './read-trace.ts';

const USE = `Replays a trace of waiting topics through the estimate that the product makes, and writes what it would have said.

  npm run promises:eval -- --events events.jsonl --out predictions.jsonl

A line of the trace, in the order of time:
  {"at": ISO time, "type": "waiting" | "replied" | "left" | "on-shift" | "off-shift", "id": topic or agent,
   "team"?, "kind"?, "timeZone"?}
A line of the answer for each "waiting", made from earlier lines only:
  {"id", "at", "seconds": {"0.5", "0.8", "0.9"}}: until the reply, by the clock on the wall`;

const BANDS = [0.5, 0.8, 0.9];
const CHUNK = 1 << 16;

const { values } = parseArgs({ options: { events: { type: 'string' }, out: { type: 'string' } } });
if (!values.events || !values.out) {
  console.error(USE);
  process.exit(2);
}

try {
  await replay(values.events, values.out);
} catch (error) {
  if (!(error instanceof BadLine) && !(error instanceof Error && 'code' in error && error.code === 'ENOENT'))
    throw error;
  console.error(error.message);
  process.exit(2);
}

async function replay(eventsPath: string, outPath: string): Promise<void> {
  const estimator = new Estimator();
  const out = createWriteStream(outPath);
  let [lines, made, late, latestMs, chunk] = [0, 0, 0, Number.NEGATIVE_INFINITY, ''];
  for await (const { event, at, id } of readTrace(eventsPath)) {
    lines += 1;
    // What comes out of order happened, as far as anybody could tell, when it was told.
    if (event.atMs < latestMs) late += 1;
    latestMs = Math.max(latestMs, event.atMs);
    const estimate = estimator.apply({ ...event, atMs: latestMs });
    if (!estimate) continue;
    made += 1;
    const [half = 0, most = 0, nearlyAll = 0] = estimate.seconds.map((each) => Number(each.toFixed(3)));
    chunk += `${JSON.stringify({ id, at, seconds: { 0.5: half, 0.8: most, 0.9: nearlyAll } })}\n`;
    if (chunk.length < CHUNK) continue;
    if (!out.write(chunk)) await once(out, 'drain');
    chunk = '';
  }
  out.end(chunk);
  await finished(out);
  const order = late > 0 ? `; ${late} lines were out of order and taken as told then` : '';
  console.error(`${lines} lines, ${made} estimates at ${BANDS.join(', ')}${order}`);
}
