import type { TeamId } from '@everthread/shared/models/ids';
import type { Schedule } from '@everthread/shared/models/schedule';
import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { HOUR, MINUTE, promisesUnderTest } from '../../test/promises.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { promises } from '../db/schema/promises.ts';
import { buildReport, type ReportRows } from './build-report.ts';
import { getReport } from './get-report.ts';
import type { PromiseRow } from './report-rows.ts';

const at = (time: string) => Date.parse(time);
const office: Schedule = {
  timeZone: 'Europe/Paris',
  weekly: [1, 2, 3, 4, 5].map((day) => ({ day, from: '09:00', to: '17:00' })),
  holidays: [],
  openings: [],
};
const returns = '00000000-0000-4000-8000-000000000001' as TeamId;
const none: ReportRows = { waits: [], promises: [], done: [], rated: [], waitingNow: 0 };
const around = { days: 28, timeZone: 'Europe/Paris', hoursOf: () => office };

const promise = (of: Partial<PromiseRow>): PromiseRow => ({
  kind: 'first',
  team: null,
  made: at('2026-11-23T09:00:00Z'),
  due: at('2026-11-23T10:00:00Z'),
  outcome: 'kept',
  quantiles: { '0.5': 600, '0.8': 1800, '0.9': 3600 },
  isRenewal: false,
  since: null,
  answered: null,
  waitedUntil: null,
  ...of,
});

test('waits are told in calendar and in office time; who left or waits on is no reply', () => {
  const friday = at('2026-11-20T15:30:00Z'); // 16:30 in Paris
  const wait = { kind: 'first', team: null, since: friday, ended: at('2026-11-23T08:30:00Z'), how: 'replied' } as const;
  const waits = [wait, { ...wait, how: 'left' as const }, { ...wait, ended: null, how: null }];
  const report = buildReport({ ...none, waits }, around);
  expect(report.first.calendar).toMatchObject({ count: 1, median: 65 * 3600, low: null, high: null });
  expect(report.first.office).toMatchObject({ count: 1, median: 3600 });
  expect(report.next.calendar).toMatchObject({ count: 0, median: null });
  expect(report.busiest[4]?.[16]).toBe(3); // Friday, by the clock in Paris
  expect(report.busiest.flat().reduce((sum, count) => sum + count, 0)).toBe(3);
});

test('of promises those are kept that needed no other time, by day, hour, team and kind', () => {
  const promises = [
    promise({}),
    promise({ team: returns, outcome: 'broken' }),
    promise({ kind: 'next', outcome: 'renewed', due: at('2026-11-23T23:30:00Z') }),
    promise({ kind: 'next', due: at('2026-11-24T10:00:00Z') }),
  ];
  const { kept } = buildReport({ ...none, promises }, around);
  expect(kept.all).toMatchObject({ value: 0.5, count: 4 });
  expect(kept.all.low).toBeCloseTo(0.15, 2);
  expect(kept.byDay.map(({ day, share }) => [day, share.value, share.count])).toEqual([
    ['2026-11-23', 0.5, 2],
    ['2026-11-24', 0.5, 2],
  ]);
  expect(kept.byHour.map(({ hour, share }) => [hour, share.count])).toEqual([
    [0, 1],
    [11, 3],
  ]);
  expect(kept.byTeam.map(({ teamId, share }) => [teamId, share.value])).toEqual([
    [null, 2 / 3],
    [returns, 0],
  ]);
  expect(kept.byKind.map(({ kind, share }) => [kind, share.value])).toEqual([
    ['first', 0.5],
    ['next', 0.5],
  ]);
});

test('a band covers an answer that came within it; renewals are not counted', () => {
  const made = at('2026-11-23T09:00:00Z');
  const after = (minutes: number) => promise({ answered: made + minutes * MINUTE });
  const promises = [after(5), after(20), after(50), after(90), { ...after(1), isRenewal: true }];
  const { bands } = buildReport({ ...none, promises }, around);
  expect(bands.map(({ band, share }) => [band, share.value, share.count])).toEqual([
    [0.5, 0.25, 4],
    [0.8, 0.5, 4],
    [0.9, 0.75, 4],
  ]);
});

test('who waits beyond a band is missed by it, answered or not; who left before tells nothing of it', () => {
  const made = at('2026-11-23T09:00:00Z');
  const outcomes = ['open', 'broken', 'cancelled'] as const;
  const inVain = outcomes.map((outcome) => promise({ outcome, waitedUntil: made + 45 * MINUTE }));
  const left = promise({ outcome: 'cancelled', waitedUntil: made + 5 * MINUTE });
  const { bands, kept } = buildReport(
    { ...none, promises: [...inVain, left, promise({ answered: made + 20 * MINUTE })] },
    around,
  );
  expect(bands.map(({ band, share }) => [band, share.value, share.count])).toEqual([
    [0.5, 0, 4],
    [0.8, 0.25, 4],
    [0.9, 1, 1],
  ]);
  expect(kept.all).toMatchObject({ value: 0.5, count: 2 });
});

test('a workspace without office hours has no office time; ratings are counted', () => {
  const done = [{ team: null, started: 0, done: 3600_000 }];
  const rated = [
    { score: 5, count: 3 },
    { score: 2, count: 1 },
  ];
  const report = buildReport({ ...none, done, rated }, { ...around, hoursOf: () => null });
  expect(report.resolution).toMatchObject({ office: null, calendar: { median: 3600, count: 1 } });
  expect(report.ratings).toMatchObject({ counts: [0, 1, 0, 0, 3], good: { value: 0.75, count: 4 } });
});

test('a report is read from the workspace’s own rows, and from nobody else’s', async () => {
  const place = await promisesUnderTest();
  await promisesUnderTest();
  const report = await getReport(place.agent, 28);
  expect(report).toMatchObject({ days: 28, isCut: false, kept: { all: { count: 0, value: null } }, waitingNow: 1 });
  expect(report.busiest.flat().reduce((sum, count) => sum + count, 0)).toBe(1);
});

test('who waits since before the time of the report waits now all the same, and the promise past due is missed', async () => {
  const place = await promisesUnderTest();
  const { ctx, topicId } = place;
  await inWorkspace(ctx, [
    ctx.db
      .update(promises)
      .set({ quantiles: { '0.5': 60, '0.8': 120, '0.9': 1e9 } })
      .where(and(eq(promises.workspaceId, ctx.actor.workspaceId), eq(promises.topicId, topicId))),
  ]);
  place.jump(4 * HOUR);
  expect((await getReport(place.agent, 7)).bands.map(({ share }) => share)).toMatchObject([
    { value: 0, count: 1 },
    { value: 0, count: 1 },
    { value: null, count: 0 },
  ]);
  place.jump(8 * 24 * HOUR);
  expect((await getReport(place.agent, 7)).waitingNow).toBe(1);
});
