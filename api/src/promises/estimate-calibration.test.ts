import { expect, test } from 'vitest';
import { Calibration } from './estimate-calibration.ts';

test('as much as half of all miss a band of 90 %, it asks for a higher level, but not for one of which nothing is known', () => {
  const calibration = new Calibration();
  const levelAtNine = () => calibration.levelsFor([0.9], 9)[0] ?? 0;
  expect(levelAtNine()).toBeCloseTo(0.9, 2);

  for (let i = 0; i < 500; i += 1) {
    calibration.learnLevel({ level: 0.95 + 0.05 * (i / 500), hour: 9 });
    calibration.learnBand(0.9, 9, i % 2 === 0);
  }

  expect(levelAtNine()).toBeGreaterThan(0.96);
  expect(levelAtNine()).toBeLessThan(0.97);
});
