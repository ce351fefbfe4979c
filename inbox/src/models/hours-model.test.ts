import type { HoursAnswer } from '@everthread/shared/models/hours';
import type { TeamId } from '@everthread/shared/models/ids';
import type { Schedule } from '@everthread/shared/models/schedule';
import { expect, test } from 'vitest';
import { settle } from '../../test/hand-clock.ts';
import { HoursModel } from './hours-model.ts';

const schedule = (from: string): Schedule => ({
  timeZone: 'UTC',
  weekly: [{ day: 1, from, to: '17:00' }],
  holidays: [],
  openings: [],
});
const returns = '00000000-0000-4000-8000-000000000001' as TeamId;

/** A server that answers when it is let. */
async function start() {
  let stored: HoursAnswer = { hours: { workspace: null, teams: [] }, now: [] };
  const waiting: { teamId: TeamId | null; answer: PromiseWithResolvers<void>; schedule: Schedule | null }[] = [];
  const model = new HoursModel({
    hours: async () => stored,
    async setHours(teamId, next) {
      const answer = Promise.withResolvers<void>();
      waiting.push({ teamId, answer, schedule: next });
      await answer.promise;
      const { hours } = stored;
      stored = teamId
        ? { ...stored, hours: { ...hours, teams: next ? [{ teamId, schedule: next }] : [] } }
        : { ...stored, hours: { ...hours, workspace: next } };
    },
  });
  await model.load();
  return { model, waiting };
}

test('hours that are changed quickly are seen at once, and stored in turn', async () => {
  const { model, waiting } = await start();
  void model.change(null, schedule('08:00'));
  void model.change(null, schedule('09:00'));
  void model.change(returns, schedule('10:00'));
  await settle();
  expect(waiting).toHaveLength(1);
  expect(model.scheduleOf(null)).toEqual(schedule('09:00'));
  expect(model.scheduleOf(returns)).toEqual(schedule('10:00'));
  for (let sent = 0; sent < 3; sent++) {
    waiting[sent]?.answer.resolve();
    await settle();
  }
  expect(waiting.map((each) => each.schedule?.weekly[0]?.from)).toEqual(['08:00', '09:00', '10:00']);
  expect(model.scheduleOf(null)).toEqual(schedule('09:00'));
});

test('hours that are refused are gone again, and said to be', async () => {
  const { model, waiting } = await start();
  const made = model.change(null, schedule('08:00'));
  const refused = expect(made).rejects.toThrow('no');
  await settle();
  waiting[0]?.answer.reject(new Error('no'));
  await refused;
  await settle();
  expect(model.scheduleOf(null)).toBeNull();
});
