import type { HoursAnswer } from '@everthread/shared/models/hours';
import { CalendarId, type TeamId } from '@everthread/shared/models/ids';
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
  let stored: HoursAnswer = { hours: { workspace: null, teams: [] }, now: [], calendars: [] };
  const waiting: { teamId: TeamId | null; answer: PromiseWithResolvers<void>; schedule: Schedule | null }[] = [];
  const model = new HoursModel({
    hours: async () => stored,
    async addCalendar(calendar) {
      if (calendar.url === 'nothing') throw new Error('There is no calendar');
      const added = { ...calendar, holidays: [], fetchedAt: '2026-11-22T10:00:00.000Z', trouble: null };
      stored = { ...stored, calendars: [...stored.calendars, added] };
      return added;
    },
    async removeCalendar(id) {
      stored = { ...stored, calendars: stored.calendars.filter((calendar) => calendar.id !== id) };
    },
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

test('a calendar that was added is there, with what its team has; one that is none is not', async () => {
  const { model } = await start();
  const [own, teams] = [CalendarId.parse(crypto.randomUUID()), CalendarId.parse(crypto.randomUUID())];
  await model.addCalendar({ id: own, teamId: null, url: 'https://days.example/' });
  await model.addCalendar({ id: teams, teamId: returns, url: 'https://days.example/' });
  await expect(model.addCalendar({ id: own, teamId: null, url: 'nothing' })).rejects.toThrow();
  const idsOf = (teamId: TeamId | null) => model.calendarsOf(teamId).map(({ id }) => id);
  expect([idsOf(null), idsOf(returns)]).toEqual([[own], [teams]]);
  await model.removeCalendar(own);
  expect([idsOf(null), idsOf(returns)]).toEqual([[], [teams]]);
});

test('hours that are changed while the last change is looked at again stay, for the next goes on from them', async () => {
  const { model, waiting } = await start();
  void model.change(null, schedule('08:00'));
  await settle();
  waiting[0]?.answer.resolve();
  const looked = model.load();
  void model.change(null, schedule('09:00'));
  await looked;
  await settle();
  expect(model.scheduleOf(null)).toEqual(schedule('09:00'));
  waiting[1]?.answer.resolve();
  await settle();
  expect(model.scheduleOf(null)).toEqual(schedule('09:00'));
});
