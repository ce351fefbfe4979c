import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import { handClock } from '../../test/hand-clock.ts';
import { AttendingModel, UNTOUCHED_MS } from './attending-model.ts';

test('somebody sits before a window that is looked at and was touched lately', () => {
  const isWatched = signal(true);
  const clock = handClock();
  const attending = new AttendingModel(isWatched, clock);
  expect(attending.isAttending.value).toBe(true);
  clock.pass(UNTOUCHED_MS - 1);
  attending.touched();
  clock.pass(UNTOUCHED_MS - 1);
  expect(attending.isAttending.value).toBe(true);
  clock.pass(1);
  expect(attending.isAttending.value).toBe(false);
  attending.touched();
  expect(attending.isAttending.value).toBe(true);
  isWatched.value = false;
  expect(attending.isAttending.value).toBe(false);
  attending.touched();
  expect(attending.isAttending.value).toBe(false);
  isWatched.value = true;
  expect(attending.isAttending.value).toBe(true);
  attending.end();
});
