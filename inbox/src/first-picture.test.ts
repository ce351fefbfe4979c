import { expect, test, vi } from 'vitest';
import { fetchBehind, nextPicture } from './first-picture.ts';

test('nothing is asked for before the first picture, and everything at once after it', async () => {
  const picture = Promise.withResolvers<void>();
  const fetch = vi.fn(async () => new Response('here'));
  const ask = fetchBehind(fetch, picture.promise);
  const before = ask('/api/account/me', { method: 'GET' });
  await Promise.resolve();
  expect(fetch).not.toHaveBeenCalled();
  picture.resolve();
  expect(await (await before).text()).toBe('here');
  void ask('/api/other', { method: 'GET' });
  expect(fetch.mock.calls).toEqual([
    ['/api/account/me', { method: 'GET' }],
    ['/api/other', { method: 'GET' }],
  ]);
});

/** A page whose frames and timers come by hand. */
function handPage() {
  const frames: (() => void)[] = [];
  const timers: { run: () => void; ms: number }[] = [];
  const page = {
    requestAnimationFrame: (run: () => void) => frames.push(run),
    setTimeout: (run: () => void, ms = 0) => timers.push({ run, ms }),
  } as unknown as Parameters<typeof nextPicture>[0];
  return { page, frames, timers };
}

test.each([
  ['a frame is drawn', 0],
  ['nobody looks at the window', 300],
])('the first picture is awaited no longer than it takes: %s', async (how, ms) => {
  const { page, frames, timers } = handPage();
  const isOver = vi.fn();
  void nextPicture(page).then(isOver);
  if (how === 'a frame is drawn') {
    frames[0]?.();
    await Promise.resolve();
    expect(isOver).not.toHaveBeenCalled(); // the browser draws after it has called
  }
  expect(timers.at(-1)?.ms).toBe(ms);
  timers.at(-1)?.run();
  await Promise.resolve();
  expect(isOver).toHaveBeenCalledOnce();
});
