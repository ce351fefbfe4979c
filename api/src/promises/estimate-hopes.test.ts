import { expect, test } from 'vitest';
import { Estimator } from './estimate.ts';
import { Hopes } from './estimate-hopes.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

const hopesAfter = (answers: number): Hopes => {
  const hopes = new Hopes();
  for (let i = 0; i < answers; i += 1) hopes.answer({ seconds: 60 + i, overtaken: i % 5 });
  return hopes;
};

test('the longer a topic waits and the more are answered before it, the less is hoped for it', () => {
  const hopes = hopesAfter(100);
  for (let i = 0; i < 50; i += 1) hopes.giveUp();
  hopes.weigh([]);

  expect(hopes.of({ seconds: 1, overtaken: 0 })).toBeCloseTo(0.67, 1);
  expect(hopes.of({ seconds: 1000, overtaken: 40 })).toBeLessThan(0.05);
});

test('who was passed by no more than others is hoped for, however long it takes', () => {
  const hopes = hopesAfter(100);
  for (let i = 0; i < 10; i += 1) hopes.giveUp();
  hopes.weigh([]);

  expect(hopes.of({ seconds: 30 * 86_400, overtaken: 0 })).toBeGreaterThan(0.8);
});

test('one that was given up and is answered after all has not been given up', () => {
  const hopes = hopesAfter(100);
  const after = hopes.giveUp();
  for (let i = 0; i < 20; i += 1) hopes.answer({ seconds: 60, overtaken: 0 });
  hopes.answer({ seconds: 9000, overtaken: 80 }, after);

  expect(hopes.givenUp).toBeCloseTo(0, 9);
  expect(hopes.most().seconds).toBeGreaterThan(9000);
});

test('before anybody is given up, those that wait and were passed by tell how many never will be answered', () => {
  const [passedBy, notPassedBy] = [40, 0].map((overtaken) => {
    const hopes = hopesAfter(100);
    const endured = { seconds: 5000, overtaken };
    hopes.weigh(Array.from({ length: 20 }, () => endured));
    return hopes.of(endured);
  });

  expect(passedBy).toBeLessThan(0.1);
  expect(notPassedBy).toBeGreaterThan(0.95);
});

test('in an overload nobody is lost: the longer the line, the longer waits who is answered next, and some overtake', () => {
  const hopes = hopesAfter(100);
  // Each waits longer than the last, is answered in turn, and was overtaken by more who were urgent.
  for (let i = 0; i < 100; i += 1) hopes.answer({ seconds: 600 + 60 * i, overtaken: 5 + i });
  const waiting = Array.from({ length: 300 }, (_, i) => ({ seconds: 22 * i, overtaken: Math.floor(i / 3) }));
  hopes.weigh(waiting);

  for (const endured of waiting) expect(hopes.of(endured)).toBeGreaterThan(0.95);
});

/** Somebody writes every ten minutes, day and night, and is answered when the next does. */
function steady(days: number): Estimator {
  const estimator = new Estimator();
  for (let atMs = 0; atMs < days * DAY; atMs += 10 * MINUTE) {
    if (atMs > 0) estimator.apply({ type: 'replied', id: `t${atMs - 10 * MINUTE}`, atMs });
    estimator.apply({ type: 'waiting', id: `t${atMs}`, atMs });
  }
  return estimator;
}

test('nobody is given up while nobody is answered: after ten days off all that wait are answered, and that is learned', () => {
  const estimator = steady(1);
  const backMs = 11 * DAY;
  for (let atMs = DAY; atMs < backMs; atMs += 60 * MINUTE)
    estimator.apply({ type: 'waiting', id: `off ${atMs}`, atMs });
  const waiting = [...estimator.line.waiting.keys()];
  for (const [i, id] of waiting.entries()) estimator.apply({ type: 'replied', id, atMs: backMs + i * MINUTE });

  expect(waiting.length).toBeGreaterThan(200);
  expect(estimator.hopes.givenUp).toBe(0);
  expect(estimator.hopes.most().seconds).toBeGreaterThan(19 * 86_400);
});

test('whom everybody passed by is given up, asks anew, or is answered after all, and then what was said to him was a miss', () => {
  const estimator = steady(1);
  const fromMs = DAY;
  const left = [...estimator.line.waiting.keys()];
  const say = (type: 'waiting' | 'replied', id: string, minutes: number) =>
    estimator.apply({ type, id, atMs: fromMs + minutes * MINUTE });
  for (const id of ['forgotten', 'asks again']) say('waiting', id, 1);
  say('waiting', 'forgotten', 55); // a younger estimate of the same topic
  const moves = () => [...(estimator.calibration.moves.get(0.9) ?? [])];
  for (let i = 1; i < 40; i += 1) {
    say('waiting', `n${i}`, 10 * i);
    say('replied', `n${i}`, 10 * i + 5);
  }

  expect([...estimator.line.givenUp.keys()]).toEqual([...left, 'forgotten', 'asks again']);
  expect(estimator.pending.made.get('forgotten')?.flatMap(({ isMissed }) => isMissed)).not.toContain(true);
  const before = moves();
  const learned = estimator.calibration.count;
  say('replied', 'forgotten', 400);
  expect(moves()[24]).toBeGreaterThan(before[24] ?? 0);
  expect(estimator.calibration.count).toBe(learned + 2);
  expect(estimator.pending.made.has('forgotten')).toBe(false);
  expect(Math.round(estimator.hopes.givenUp)).toBe(left.length + 1);
  say('waiting', 'asks again', 401);
  expect(estimator.line.waiting.get('asks again')?.sinceMs).toBe(fromMs + 401 * MINUTE);
});

test('what was said to those that were given up is kept for as many as the line remembers', () => {
  const estimator = steady(1);
  const say = (type: 'waiting' | 'replied', id: string, minutes: number) =>
    estimator.apply({ type, id, atMs: DAY + minutes * MINUTE });
  for (let i = 0; i < 1100; i += 1) say('waiting', `forgotten ${i}`, 1);
  for (let i = 1; i < 40; i += 1) {
    say('waiting', `n${i}`, 10 * i);
    say('replied', `n${i}`, 10 * i + 5);
  }

  expect(estimator.line.givenUp.size).toBe(1000);
  expect([...estimator.pending.made.keys()].toSorted()).toEqual([...estimator.line.givenUp.keys()].toSorted());
});
