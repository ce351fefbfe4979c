import { expect, test } from 'vitest';
import { countTrips } from '../../test/count-trips.ts';
import { learnedTeam } from '../../test/learned-team.ts';
import { HOUR, MINUTE } from '../../test/promises.ts';
import { learnWaits } from './learn-waits.ts';

test('where there is a history a promise rests on it, with what it was made from', async () => {
  const place = await learnedTeam(120);
  const { basis, dueAt, madeAt, likelihood, quantiles } = await place.promised();
  expect({ basis, likelihood }).toEqual({ basis: 'history', likelihood: 90 });
  const minutes = (dueAt.getTime() - madeAt.getTime()) / MINUTE;
  expect(minutes).toBeGreaterThan(20);
  expect(minutes).toBeLessThan(120);
  expect(Object.keys(quantiles ?? {}).toSorted()).toEqual(['0.5', '0.8', '0.9']);
});

test('what was learned is kept, read by the next estimate, and learned on', async () => {
  const place = await learnedTeam(120);
  await place.promised();
  const [kept] = await place.models();
  expect(kept?.through.getTime()).toBeLessThan(place.now().getTime());
  expect(kept?.model.length).toBeGreaterThan(100);

  const { basis } = await place.promised();
  expect(basis).toBe('history');
  place.jump(HOUR);
  await learnWaits(place.ctx, []);
  await learnWaits(place.ctx, []);
  const [later] = await place.models();
  expect(later?.through.getTime()).toBeGreaterThan(kept?.through.getTime() ?? Number.POSITIVE_INFINITY);
});

test('a history longer than is learned in one go is learned in pieces, to its end', async () => {
  const place = await learnedTeam(1_600);
  expect(await place.models()).toMatchObject([{ through: new Date(place.now().getTime() - 10 * MINUTE) }]);
  expect((await place.promised()).basis).toBe('history');
});

test('what an estimate needs is read in one trip, and none is spent on further words of the same wait', async () => {
  const place = await learnedTeam(120);
  await place.promised();
  await place.visitorWrites();
  const [trips] = [await countTrips(place.drain)];
  place.jump(MINUTE);
  await place.agentReplies();
  await place.drain();
  place.jump(MINUTE);
  await place.visitorWrites();
  // To read, to promise, to claim what follows, to read what is told and to note it.
  expect((await countTrips(place.drain)) - trips).toBeLessThanOrEqual(5);
});

test('nothing is learned of another workspace', async () => {
  await learnedTeam(60);
  const other = await learnedTeam(0);
  expect(await other.models()).toEqual([]);
  expect((await other.promised()).basis).toBe('aim');
});
