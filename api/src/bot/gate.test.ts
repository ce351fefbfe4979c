import { expect, test } from 'vitest';
import { normsOf, outcomeOf, sureness } from './gate.ts';

const NEITHER = { told: 0.4, nearest: undefined };
const UNANSWERABLE = [
  [0.1, 0.3, 0.02],
  [0.14, 0.36, 0.06],
  [0.12, 0.33, 0.04],
];

test('what stands out from what there is no answer to is answered, and what is less than that is handed over', () => {
  const norms = normsOf(UNANSWERABLE);
  expect(outcomeOf(sureness([0.12, 0.33, 0.04], NEITHER, norms))).toBe('suggest');
  expect(outcomeOf(sureness([0.08, 0.25, 0.01], NEITHER, norms))).toBe('handover');
  expect(outcomeOf(sureness([0.5, 1, 0.3], NEITHER, norms))).toBe('answer');
});

test('each knowledge base is its own measure', () => {
  const alike = normsOf(UNANSWERABLE.map((signs) => signs.map((sign) => sign * 3)));
  const signs = [0.2, 0.5, 0.1];
  expect(sureness(signs, NEITHER, alike)).toBeLessThan(sureness(signs, NEITHER, normsOf(UNANSWERABLE)));
});

test('what was measured of other signs is as good as nothing', () => {
  const signs = [0.3, 0.6, 0.2];
  // As it was kept before signs had names.
  const unnamed = JSON.parse('{"means":[0.1,0.04,0.03],"spreads":[0.1,0.08,0.1]}');
  expect(sureness(signs, NEITHER, unnamed)).toBe(sureness(signs, NEITHER));
});

test('the more of the question is told, and the likelier a passage is in meaning, the surer it is', () => {
  const signs = [0.12, 0.33, 0.04];
  const sure = (told: number, nearest?: number) => sureness(signs, { told, nearest });
  expect(sure(0.6)).toBeGreaterThan(sure(0.3));
  expect(sure(0.4, 0.6)).toBeGreaterThan(sure(0.4, 0.3));
});
