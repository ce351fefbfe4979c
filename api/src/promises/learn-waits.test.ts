import { MessageId } from '@everthread/shared/models/ids';
import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { countTrips } from '../../test/count-trips.ts';
import { learnedTeam } from '../../test/learned-team.ts';
import { HOUR, MINUTE } from '../../test/promises.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { waits } from '../db/schema/promises.ts';
import { readHours, selectHours } from '../hours/select-hours.ts';
import { sendMessage } from '../messages/send-message.ts';
import { learnWaits } from './learn-waits.ts';
import { readLearned, selectLearned } from './learned.ts';

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

test('waits that ended all at once stop nothing, however many: what comes after is learned as well', async () => {
  const place = await learnedTeam(20);
  const { workspaceId } = place.ctx.actor;
  const common = { workspaceId, topicId: place.topicId, kind: 'first' as const, queueAhead: 0, peopleOnShift: 1 };
  const now = place.now().getTime();
  const backlog = Array.from({ length: 1_501 }, (_, at) => ({
    ...common,
    since: new Date(now - 40 * HOUR + at),
    endedAt: new Date(now),
    ended: 'left' as const,
  }));
  await inWorkspace(place.ctx, [place.ctx.db.insert(waits).values(backlog)]);
  place.jump(HOUR / 2);
  await place.anotherThread();
  await place.drain();
  place.jump(HOUR / 2);
  await learnWaits(place.ctx, []);
  expect(await place.models()).toMatchObject([{ through: new Date(now + 50 * MINUTE) }]);
});

test('an isolate that is asked again and again learns again all the same', async () => {
  const place = await learnedTeam(60);
  const [before] = await place.models();
  for (let round = 0; round < 17; round += 1) {
    await place.promised();
    place.jump(24 * MINUTE);
  }
  const [after] = await place.models();
  expect(after?.through.getTime()).toBeGreaterThan((before?.through.getTime() ?? 0) + 6 * HOUR);
});

test('who was noted late is in the line all the same, and gone from it once he is answered', async () => {
  const place = await learnedTeam(60);
  await place.promised();
  const { ctx } = place;
  const line = async () => {
    const read = await inWorkspace(ctx, [...selectHours(ctx.db, ctx.actor.workspaceId), ...selectLearned(ctx)]);
    const [office, shifts, saved, since] = read;
    const { estimator } = readLearned(ctx, saved, since, readHours(office, shifts), ctx.now().getTime());
    return estimator?.line.waiting.has(other.topicId);
  };
  const other = await place.anotherThread();
  await sendMessage(place.agent, other.threadId, { id: MessageId.parse(ctx.newId()), text: 'Hello' });
  const since = place.now();
  place.jump(5 * MINUTE);
  expect(await line()).toBe(false);
  const row = { workspaceId: ctx.actor.workspaceId, topicId: other.topicId, since };
  await inWorkspace(ctx, [ctx.db.insert(waits).values({ ...row, kind: 'first', queueAhead: 0, peopleOnShift: 1 })]);
  place.jump(MINUTE);
  expect(await line()).toBe(true);
  place.jump(MINUTE);
  expect(await line()).toBe(true);

  const endedAt = place.now();
  place.jump(5 * MINUTE);
  expect(await line()).toBe(true);
  await inWorkspace(ctx, [
    ctx.db
      .update(waits)
      .set({ endedAt, ended: 'replied' })
      .where(and(eq(waits.workspaceId, row.workspaceId), eq(waits.topicId, row.topicId))),
  ]);
  place.jump(MINUTE);
  expect(await line()).toBe(false);
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
