import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { answers } from './answers.bench.ts';
import type { Bench, BenchOptions } from './bench.ts';
import { bytes } from './bytes.bench.ts';
import { fanOut } from './fan-out.bench.ts';
import { drawTable, type Figure, judge } from './figure.ts';
import { closeConnections } from './http.ts';
import { idle } from './idle.bench.ts';
import { inbox } from './inbox.bench.ts';
import { interaction } from './interaction.bench.ts';
import { mainThread } from './main-thread.bench.ts';
import { messagePath } from './message-path.bench.ts';
import { open } from './open.bench.ts';
import { searching } from './search.bench.ts';
import { throughput } from './throughput.bench.ts';
import { trips } from './trips.bench.ts';

const benches: Readonly<Record<string, Bench>> = {
  bytes,
  idle,
  'main-thread': mainThread,
  open,
  'message-path': messagePath,
  throughput,
  'fan-out': fanOut,
  trips,
  interaction,
  inbox,
  search: searching,
  answers,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '11' },
    postgres: { type: 'boolean', default: false },
    threads: { type: 'string', default: '1000' },
  },
});
const options: BenchOptions = {
  runs: Number(values.runs),
  database: values.postgres ? 'postgres' : 'pglite',
  threads: Number(values.threads),
};
const names = positionals.length > 0 ? positionals : Object.keys(benches);

const stayAlive = setInterval(() => {}, 60_000);
const figures: Figure[] = [];
let failures = 0;
for (const name of names) {
  const bench = benches[name];
  if (!bench) throw new Error(`There is no bench "${name}". There are: ${Object.keys(benches).join(', ')}`);
  const begun = performance.now();
  try {
    figures.push(...(await bench(options)));
    console.error(`✓ ${name}, ${((performance.now() - begun) / 1000).toFixed(0)} s, load ${load()}`);
  } catch (error) {
    failures += 1;
    console.error(`✗ ${name}`, error);
  }
}
clearInterval(stayAlive);
closeConnections();
console.log(
  `\n${drawTable(figures)}\n\nmedians of ${options.runs} interleaved runs, ${options.database}, load average ${load()}`,
);
const missed = figures.filter((figure) => figure.isExact && judge(figure) === 'NOT REACHED');
process.exit(failures + missed.length > 0 ? 1 : 0);

function load(): string {
  return loadavg()
    .slice(0, 2)
    .map((average) => average.toFixed(1))
    .join(' ');
}
