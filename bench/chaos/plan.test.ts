import { expect, test } from 'vitest';
import { faultName, makePlan } from './plan.ts';
import { seeded } from './random.ts';

test('a seed says who does what when, and what breaks when, every time the same', () => {
  const plan = makePlan('7', 8, 'postgres');
  expect(makePlan('7', 8, 'postgres')).toEqual(plan);
  expect(makePlan('8', 8, 'postgres')).not.toEqual(plan);
  expect(plan.steps.map(({ at }) => at)).toEqual(plan.steps.map(({ at }) => at).toSorted((a, b) => a - b));
});

test('a hundred seeds reach every act and every fault', () => {
  const steps = Array.from({ length: 100 }, (_, seed) => makePlan(String(seed), 8, 'postgres').steps).flat();
  const acts = new Set(steps.map((step) => ('act' in step ? step.act.do : '')));
  const faults = new Set(steps.map((step) => ('fault' in step ? faultName(step.fault) : '')));
  expect([...acts].filter(Boolean)).toHaveLength(13);
  expect([...faults].filter(Boolean)).toHaveLength(3 + 2 + 6 + 6);
});

test('PGlite has no processes to kill', () => {
  const steps = Array.from({ length: 50 }, (_, seed) => makePlan(String(seed), 8, 'pglite').steps).flat();
  expect(steps.some((step) => 'fault' in step && step.fault.on === 'database')).toBe(false);
});

test('a fork of chance goes its own way and leaves the trunk where it is', () => {
  const [one, other] = [seeded('x'), seeded('x')];
  const fork = one.fork('a');
  expect(Array.from({ length: 5 }, fork.next)).toEqual(Array.from({ length: 5 }, seeded('x').fork('a').next));
  expect(one.next()).toBe(other.next());
});
