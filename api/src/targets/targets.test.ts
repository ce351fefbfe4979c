import { expect, test } from 'vitest';
import { HOUR, MINUTE } from '../../test/promises.ts';
import { targetsUnderTest } from '../../test/targets.ts';

const first = (minutes: number) => ({ minutes: { first: minutes, next: null, done: null } });

test('a target for the first answer runs from the first message, is told of before it comes due, and is missed once', async () => {
  const place = await targetsUnderTest();
  const began = place.now().getTime();
  await place.set(first(60));
  const [row] = await place.stands();
  expect(row).toMatchObject({
    kind: 'first',
    outcome: 'open',
    dueAt: new Date(began + HOUR),
    warnedAt: null,
    endedAt: null,
  });

  await place.pass(45 * MINUTE);
  expect((await place.stands())[0]).toMatchObject({ outcome: 'open', warnedAt: new Date(began + 45 * MINUTE) });

  await place.pass(20 * MINUTE);
  expect((await place.stands())[0]).toMatchObject({
    outcome: 'breached',
    breachedAt: new Date(began + HOUR),
    endedAt: null,
  });

  await place.agentReplies();
  await place.drain();
  const rows = await place.stands();
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({ outcome: 'breached', endedAt: new Date(began + 65 * MINUTE) });
});
