import { beforeAll, expect, test } from 'vitest';
import { countTrips } from '../../test/count-trips.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import type { Surroundings } from '../context.ts';
import { throttles } from '../db/schema/throttles.ts';
import { forgetOldThrottles } from './forget-old-throttles.ts';
import { type Count, countTry, forgetTries } from './throttle.ts';

let surroundings: Surroundings;
beforeAll(async () => {
  surroundings = await testSurroundings();
});

const rule = { of: 'test', max: 2, minutes: 10 };
const one = (subject: string, max = rule.max): Count => ({ rule: { ...rule, max }, subject });
const fresh = () => crypto.randomUUID();
const later = (minutes: number) => ({ ...surroundings, now: () => new Date(Date.now() + minutes * 60_000) });

test('the try after the last says how long to wait, and counting takes one trip', async () => {
  const tries = { narrow: [one(fresh())], wide: [one(fresh(), 9)] };
  await countTry(surroundings, tries);
  expect(await countTrips(() => countTry(surroundings, tries))).toBe(1);
  await expect(countTry(surroundings, tries)).rejects.toMatchObject({
    code: 'too_many',
    message: 'Too many tries. Please wait 10 minutes and try again',
    retryAfter: expect.toSatisfy((seconds: number) => seconds > 590 && seconds <= 600),
  });
});

test('a window ends, and the count begins anew', async () => {
  const tries = { narrow: [one(fresh())], wide: [] };
  await countTry(surroundings, tries);
  await countTry(surroundings, tries);
  await expect(countTry(later(9), tries)).rejects.toMatchObject({ code: 'too_many' });
  await countTry(later(11), tries);
  await countTry(later(11), tries);
  await expect(countTry(later(12), tries)).rejects.toMatchObject({ code: 'too_many' });
});

test('what is refused for a narrow limit is not counted against a wide one', async () => {
  const [wide, other] = [one(fresh(), 3), one(fresh())];
  const narrow = one(fresh());
  for (let turn = 0; turn < 8; turn++) await countTry(surroundings, { narrow: [narrow], wide: [wide] }).catch(() => {});
  await countTry(surroundings, { narrow: [other], wide: [wide] });
  await expect(countTry(surroundings, { narrow: [one(fresh())], wide: [wide] })).rejects.toMatchObject({
    code: 'too_many',
  });
});

test('a success clears the narrow count and takes itself out of the wide one', async () => {
  const [narrow, wide] = [one(fresh()), one(fresh(), 1)];
  for (let turn = 0; turn < 5; turn++) {
    await countTry(surroundings, { narrow: [narrow], wide: [wide] });
    await forgetTries(surroundings, { clear: [narrow], giveBack: [wide] });
  }
});

test('twenty at once are twenty', async () => {
  const tries = { narrow: [one(fresh(), 5)], wide: [one(fresh(), 50)] };
  const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => countTry(surroundings, tries)));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(5);
});

test('no address is stored, and counters that are over are removed', async () => {
  const subject = `${fresh()}@example.com`;
  await countTry(later(-60), { narrow: [one(subject)], wide: [] });
  const living = { narrow: [one(fresh())], wide: [] };
  await countTry(surroundings, living);
  await countTry(surroundings, living);

  expect(JSON.stringify(await surroundings.db.select().from(throttles))).not.toContain('@');
  await forgetOldThrottles(surroundings);

  const rows = await surroundings.db.select().from(throttles);
  expect(rows.every(({ windowEndsAt }) => windowEndsAt > new Date(Date.now() - 60_000))).toBe(true);
  await expect(countTry(surroundings, living)).rejects.toMatchObject({ code: 'too_many' });
});
