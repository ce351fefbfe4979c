import { expect, test } from 'vitest';
import { mutations } from '../bench/chaos/mutants.ts';
import { runSeed } from '../bench/chaos/run-seed.ts';

// As long as makes each kind of fault likely among them; `npm run chaos -- --seeds 100` takes its time.
const SECONDS = 5;

test.each(['1', '2', '3', '4', '5'])(
  'N14 random clients keep every promise while all around them breaks: seed %s',
  { timeout: 240_000 },
  async (seed) => {
    const { violations, counts } = await runSeed({ seed, seconds: SECONDS, database: 'postgres' });
    expect(violations, `Again: npm run chaos -- --seed ${seed} --seconds ${SECONDS}`).toEqual([]);
    expect(counts.messages).toBeGreaterThan(5);
    expect(counts.faults).toBeGreaterThan(0);
  },
);

test('a crash that takes along what was acknowledged is found out', { timeout: 240_000 }, async () => {
  const mutant = mutations.forgets?.('1') ?? {};
  const { violations } = await runSeed({ seed: '1', seconds: 3, database: 'pglite', patienceMs: 5_000, ...mutant });
  const promises = violations.map(({ promise }) => promise);
  expect(promises).toContain('T1 acknowledged is stored');
  expect(promises).toContain('T4 view = fresh snapshot');
});
