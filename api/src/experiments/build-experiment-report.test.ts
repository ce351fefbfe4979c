import type { Arm } from '@everthread/shared/models/experiment';
import { ExperimentId, TopicId, VisitorId } from '@everthread/shared/models/ids';
import { expect, test } from 'vitest';
import { buildExperimentReport } from './build-experiment-report.ts';
import type { CaseRow } from './case-rows.ts';

const id = (nth: number) => `00000000-0000-4000-8000-${nth.toString(16).padStart(12, '0')}`;
const row = (nth: number, arm: Arm, of: Partial<CaseRow> = {}): CaseRow => ({
  topicId: TopicId.parse(id(nth)),
  visitorId: VisitorId.parse(id(100_000 + nth)),
  arm,
  rating: null,
  wasDone: true,
  wasReopened: false,
  messages: 3,
  replies: 0,
  seconds: 0,
  ...of,
});
const experiment = ExperimentId.parse(id(1));

/** So many topics of each, of which so many were rated well or reopened. */
const cases = (arm: Arm, from: number, count: number, good: number, reopened: number) =>
  Array.from({ length: count }, (_, nth) =>
    row(from + nth, arm, {
      rating: nth < good ? 5 : 2,
      wasReopened: nth < reopened,
      messages: 2 + (nth % 5),
      replies: 1 + (nth % 3),
      seconds: 240 * (1 + (nth % 4)),
    }),
  );

test('a difference that is there is shown with its interval, and with how many visitors it takes', () => {
  const rows = [...cases('first', 0, 400, 280, 60), ...cases('second', 1_000, 400, 340, 60)];
  const report = buildExperimentReport(experiment, { share: 50, detects: 10 }, rows);
  expect(report).toMatchObject({
    topics: { first: 400, second: 400 },
    visitors: { first: 400, second: 400 },
    isCut: false,
  });
  const [satisfaction, reopened, messages, replies] = report.measures;
  expect(satisfaction).toMatchObject({ first: { value: 0.7, cases: 400 }, second: { value: 0.85 }, isTooEarly: false });
  expect(satisfaction?.difference).toBeCloseTo(0.15, 9);
  expect(satisfaction?.low).toBeGreaterThan(0.09);
  expect(satisfaction?.high).toBeLessThan(0.21);
  // 7.85 · (0.7 · 0.3 + 0.85 · 0.15) / 0.1², as textbooks have it.
  expect(satisfaction?.needed?.first).toBeGreaterThan(260);
  expect(satisfaction?.needed?.first).toBeLessThan(270);
  expect(reopened?.difference).toBe(0);
  expect(messages).toMatchObject({ first: { value: 4 }, looksFor: 0.4 });
  expect(replies?.first.value).toBeCloseTo((3_600 * 2) / 600, 1);
});

test('while there are fewer than it takes it is too early, and of nothing nothing is said', () => {
  const early = buildExperimentReport(experiment, { share: 50, detects: 5 }, [
    ...cases('first', 0, 20, 15, 2),
    ...cases('second', 100, 20, 18, 2),
  ]);
  expect(early.measures.every(({ isTooEarly }) => isTooEarly)).toBe(true);
  const none = buildExperimentReport(experiment, { share: 50, detects: 5 }, [row(1, 'first')]);
  expect(none.measures.every(({ difference, isTooEarly }) => difference === null && isTooEarly)).toBe(true);
});

test('several topics of one visitor count for less than as many visitors', () => {
  const rated = (arm: Arm, from: number, perVisitor: number) =>
    Array.from({ length: 120 }, (_, nth) => {
      const visitor = Math.floor(nth / perVisitor);
      return row(from + nth, arm, {
        rating: visitor % 4 ? 5 : 1,
        visitorId: VisitorId.parse(id(from + 200_000 + visitor)),
      });
    });
  const width = (perVisitor: number) => {
    const rows = [...rated('first', 0, perVisitor), ...rated('second', 1_000, perVisitor)];
    const [found] = buildExperimentReport(experiment, { share: 50, detects: 5 }, rows).measures;
    return (found?.high ?? 0) - (found?.low ?? 0);
  };
  expect(width(6)).toBeGreaterThan(1.8 * width(1));
});
