import { expect, test } from 'vitest';
import { Calibration, type Group } from './estimate-calibration.ts';

const group = { hour: 9, team: 0, kind: 0 };
const levelOf = (calibration: Calibration, of: Group = group) => calibration.levelsFor([0.9], of)[0] ?? 0;

test('as much as half of all miss a band of 90 %, it asks for a higher level, but not for one of which nothing is known', () => {
  const calibration = new Calibration();
  expect(levelOf(calibration)).toBeCloseTo(0.9, 2);

  for (let i = 0; i < 500; i += 1) {
    calibration.learnLevel(0.95 + 0.05 * (i / 500), group);
    calibration.learnBand(0.9, group.hour, i % 2 === 0);
  }

  expect(levelOf(calibration)).toBeGreaterThan(0.96);
  expect(levelOf(calibration)).toBeLessThan(0.97);
});

test('each kind, and each team, is held to its own waits, and one that is new to those of all', () => {
  const calibration = new Calibration();
  const [quick, slow, others] = [group, { ...group, kind: 1 }, { ...group, team: 1 }];
  for (let i = 0; i < 1000; i += 1) {
    const even = (i % 100) / 100;
    calibration.learnLevel(0.5 * even, quick);
    calibration.learnLevel(1 - 0.5 * even, slow);
    calibration.learnLevel(even, others);
  }

  const known = [quick, others, slow].map((of) => levelOf(calibration, of));

  expect(known).toEqual(known.toSorted((a, b) => a - b));
  expect(known[0]).toBeLessThan(0.8);
  expect(levelOf(calibration, { hour: 9, team: 2, kind: 2 })).toBeCloseTo(0.9, 1);
});
