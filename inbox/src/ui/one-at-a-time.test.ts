import { expect, test } from 'vitest';
import { handClock, settle } from '../../test/hand-clock.ts';
import { oneAtATime, onePress } from './one-at-a-time.ts';

/** Work that ends when a test says so. */
function slowWork() {
  const ends: (() => void)[] = [];
  const work = () => new Promise<void>((resolve) => ends.push(resolve));
  return { work, begun: () => ends.length, end: () => ends.at(-1)?.() };
}

test('what is under way is not begun again, and can be once it has ended', async () => {
  const { work, begun, end } = slowWork();
  const once = oneAtATime();
  void once(work);
  void once(work);
  expect(begun()).toBe(1);
  end();
  await settle();
  void once(work);
  expect(begun()).toBe(2);
});

test('what has failed can be tried again', async () => {
  const once = oneAtATime();
  await expect(once(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  let isDone = false;
  await once(async () => {
    isDone = true;
  });
  expect(isDone).toBe(true);
});

test('a double press makes one, also where the first is made before the second comes', async () => {
  const clock = handClock();
  const once = onePress(clock);
  let made = 0;
  const make = async () => {
    made += 1;
  };
  await once(make);
  clock.pass(200);
  await once(make);
  expect(made).toBe(1);
  clock.pass(600);
  await once(make);
  expect(made).toBe(2);
});

test('a key that is held makes one, however long', async () => {
  const clock = handClock();
  const once = onePress(clock);
  let made = 0;
  for (let repeat = 0; repeat < 100; repeat += 1) {
    await once(async () => {
      made += 1;
    });
    clock.pass(33);
  }
  expect(made).toBe(1);
});

test('a second press of what takes long is left out as well', () => {
  const clock = handClock();
  const { work, begun } = slowWork();
  const once = onePress(clock);
  void once(work);
  clock.pass(5_000);
  void once(work);
  expect(begun()).toBe(1);
});
