import { ExperimentId, VisitorId, WorkspaceId } from '@everthread/shared/models/ids';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { armOf } from './arm-of.ts';

const id = (nth: number) => `00000000-0000-4000-8000-${nth.toString(16).padStart(12, '0')}`;
const workspace = WorkspaceId.parse(id(1));
const experiment = ExperimentId.parse(id(2));
const visitor = (nth: number) => VisitorId.parse(id(nth));
const VISITORS = 20_000;
const seconds = (share: number, of = experiment) =>
  Array.from({ length: VISITORS }, (_, nth) => armOf(workspace, of, visitor(nth), share) === 'second');
const count = (hits: readonly boolean[]) => hits.filter(Boolean).length;

test('a visitor is told by the same policy each time', () => {
  fc.assert(
    fc.property(fc.uuid({ version: 4 }), fc.integer({ min: 1, max: 99 }), (uuid, share) => {
      const who = VisitorId.parse(uuid);
      expect(armOf(workspace, experiment, who, share)).toBe(armOf(workspace, experiment, who, share));
    }),
  );
  // Written down, so that nobody is moved to the other policy by a change of ours.
  const told = [3, 4, 5, 6, 7, 8].map((nth) => armOf(workspace, experiment, visitor(nth), 50));
  expect(told).toEqual(['second', 'first', 'first', 'second', 'second', 'second']);
});

// Five standard deviations of the binomial distribution: chance passes that once in two million times, and the ids are fixed.
test.each([1, 10, 50, 80, 99])('of many visitors %i in a hundred get the second policy', (share) => {
  const p = share / 100;
  expect(Math.abs(count(seconds(share)) - VISITORS * p)).toBeLessThan(5 * Math.sqrt(VISITORS * p * (1 - p)));
});

test('who has the second at a small share has it at a greater one', () => {
  const [few, many] = [seconds(20), seconds(60)];
  expect(few.every((isSecond, nth) => !isSecond || many[nth])).toBe(true);
});

test('two experiments divide the same visitors independently', () => {
  const [one, other] = [seconds(50), seconds(50, ExperimentId.parse(id(3)))];
  const both = count(one.map((isSecond, nth) => isSecond && other[nth] === true));
  expect(Math.abs(both - VISITORS / 4)).toBeLessThan(5 * Math.sqrt((VISITORS * 3) / 16));
});

test('they are spread evenly', () => {
  const bins = new Array<number>(20).fill(0);
  for (let nth = 0; nth < 4_000; nth += 1) {
    const share = [...bins.keys()].findIndex(
      (bin) => armOf(workspace, experiment, visitor(nth), (bin + 1) * 5) === 'second',
    );
    bins[share] = (bins[share] ?? 0) + 1;
  }
  const expected = 4_000 / bins.length;
  const chiSquare = bins.reduce((sum, seen) => sum + (seen - expected) ** 2 / expected, 0);
  expect(chiSquare).toBeLessThan(43.82); // 19 degrees of freedom, 99.9 %
});
