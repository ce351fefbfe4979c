import { mkdir, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { mutations } from './mutants.ts';
import { runSeed } from './run-seed.ts';

// Random clients against the running system while everything around them breaks; then what everybody saw is held
// against what was promised.
//
//   npm run chaos -- --seeds 20                      any twenty
//   npm run chaos -- --seed 7                        the same again
//   npm run chaos -- --seed 7 --mutant forgets       broken on purpose
//
// All chance comes from the seed: who does what when, and what breaks when, is exactly the same each time. What comes of
// it is nearly so: processes, sockets and disks run as they like, so a failure may take a few tries to come again. The
// whole history of a failed seed is kept, one line of JSON for each thing that anybody did or saw.

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1' },
    seed: { type: 'string' }, // the first of them
    seconds: { type: 'string', default: '8' },
    database: { type: 'string', default: 'postgres' }, // or pglite
    mutant: { type: 'string' }, // breaks Everthread on purpose, to see that it is noticed
  },
});
const first = Number(values.seed ?? Date.now() % 1_000_000);
const seconds = Number(values.seconds);
const database = values.database === 'pglite' ? 'pglite' : 'postgres';
const mutate = values.mutant === undefined ? () => ({}) : mutations[values.mutant];
if (!mutate) throw new Error(`There are the mutants ${Object.keys(mutations).join(', ')}`);
const folder = resolve(import.meta.dirname, '../../.build/chaos');

const failed: number[] = [];
const sums = { acts: 0, faults: 0, messages: 0, frames: 0, requests: 0, unanswered: 0 };
for (let seed = first; seed < first + Number(values.seeds); seed += 1) {
  const begun = performance.now();
  const result = await runSeed({
    ...{ seed: String(seed), seconds, database },
    ...(values.mutant && { patienceMs: 20_000 }), // longer than a claim of somebody who was killed
    ...mutate(String(seed)),
  }).catch((error: unknown) => {
    console.log(`✗ seed ${seed} could not be run to its end:`, error);
    failed.push(seed);
  });
  if (!result) continue;
  const { violations, history, counts, laps } = result;
  for (const name of Object.keys(sums) as (keyof typeof sums)[]) sums[name] += counts[name];
  const tookSeconds = ((performance.now() - begun) / 1000).toFixed(1);
  const facts = Object.entries(counts).map(([name, count]) => `${count} ${name}`);
  const times = Object.entries(laps).map(([name, lap]) => `${name} ${lap} s`);
  console.log(
    `${violations.length === 0 ? '✓' : '✗'} seed ${seed}: ${facts.join(', ')}; ${times.join(', ')}, in all ${tookSeconds} s`,
  );
  if (violations.length === 0) continue;
  failed.push(seed);
  for (const { promise, what } of violations.slice(0, 20)) console.log(`    ${promise}: ${what}`);
  await mkdir(folder, { recursive: true });
  const file = resolve(folder, `seed-${seed}.jsonl`);
  await writeFile(file, history.entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
  console.log(`    The history lies in ${file}`);
  console.log(`    Again: npm run chaos -- --seed ${seed} --seconds ${seconds} --database ${database}`);
}
console.log(`\n${values.seeds} seeds, ${failed.length} failed${failed.length > 0 ? `: ${failed.join(', ')}` : ''}`);
console.log(
  Object.entries(sums)
    .map(([name, sum]) => `${sum} ${name}`)
    .join(', '),
);
process.exit(failed.length > 0 ? 1 : 0);
