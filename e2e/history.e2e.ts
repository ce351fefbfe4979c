import { describe, expect, test } from 'vitest';
import { check, type Run } from '../bench/chaos/checker.ts';
import { runSeed, type SeedResult } from '../bench/chaos/run-seed.ts';

// Chosen so that these few seconds hold every fault that there is: the second test sees to it.
const SEEDS = ['1', '5', '711', '1486', '4149'];
const SECONDS = 4;
const NETWORK_FAULTS = ['delay', 'hold', 'hold-answers', 'lose-answers', 'halve', 'cut'];
const FAULTS = [
  ...['worker kill', 'worker forget', 'worker pause', 'database kill', 'database pause', 'clock on', 'clock back'],
  ...NETWORK_FAULTS.flatMap((fault) => [`database network ${fault}`, `networks ${fault}`]),
];

/** The last of each seed: one that is tried again counts once. */
const bySeed = new Map<string, SeedResult>();

test.each(SEEDS)(
  'N14 random clients keep every promise while all around them breaks: seed %s',
  { timeout: 600_000 },
  async (seed) => {
    const result = await runSeed({ seed, seconds: SECONDS, database: 'postgres' });
    bySeed.set(seed, result);
    const again = `Again: npm run chaos -- --seed ${seed} --seconds ${SECONDS}`;
    expect(result.violations, `${again}\n${JSON.stringify(result.violations)}`).toEqual([]);
    expect(result.counts.messages).toBeGreaterThan(5);
  },
);

test('between them, every kind of fault has struck and was over', () => {
  const entries = [...bySeed.values()].flatMap(({ history }) => history.entries);
  const struck = entries.flatMap((entry) => (entry.event === 'fault' && entry.isOver ? [entry.kind] : []));
  expect([...new Set(struck)].toSorted()).toEqual(FAULTS.toSorted());
});

describe('the checker finds out what was broken in a history that had kept every promise', () => {
  const acknowledged = ({ entries, database }: Run): string => {
    const asked = new Map(entries.flatMap((entry) => (entry.event === 'asked' ? [[entry.ask, entry] as const] : [])));
    const ids = entries.flatMap((entry) =>
      entry.event === 'answered' && entry.status === 201 ? (asked.get(entry.ask)?.id ?? []) : [],
    );
    const id = ids.find((one) => database.messages.some((row) => row.id === one));
    if (!id) throw new Error('Nobody was told that his message is stored');
    return id;
  };
  const withMessages = (run: Run, messages: Run['database']['messages']): Run => ({
    ...run,
    database: { ...run.database, messages },
  });

  test.each<[string, string, (run: Run) => Run]>([
    [
      'T1 a crash took along what was acknowledged',
      'T1 acknowledged is stored',
      (run) => {
        const lost = acknowledged(run);
        return withMessages(
          run,
          run.database.messages.filter(({ id }) => id !== lost),
        );
      },
    ],
    [
      'T2 a retry was stored once more, under another id',
      'T2 no doubles',
      (run) => {
        const { messages } = run.database;
        const again = messages.find(({ isChanged }) => !isChanged);
        if (!again) throw new Error('Every message was edited or deleted');
        return withMessages(run, [...messages, { ...again, id: crypto.randomUUID(), seq: messages.length + 1 }]);
      },
    ],
    [
      'T3 two messages changed places after they were told',
      'T3 one order',
      (run) => {
        const [first, second] = run.views.find(({ messages }) => messages.length > 1)?.messages ?? [];
        if (!first || !second) throw new Error('Nobody shows two messages');
        const swapped = (messages: readonly object[]) =>
          messages.map((message) => (message === first ? second : message === second ? first : message));
        return { ...run, views: run.views.map((view) => ({ ...view, messages: swapped(view.messages) })) };
      },
    ],
    [
      'T4 a frame was lost and never missed',
      'T4 view = fresh snapshot',
      (run) => ({ ...run, views: run.views.map((view) => ({ ...view, messages: view.messages.slice(0, -1) })) }),
    ],
  ])('%s', (_, promise, damage) => {
    for (const { run } of bySeed.values()) {
      expect(check(run).map((violation) => violation.promise)).not.toContain(promise);
      expect(check(damage(run)).map((violation) => violation.promise)).toContain(promise);
    }
    expect(bySeed.size).toBe(SEEDS.length);
  });
});
