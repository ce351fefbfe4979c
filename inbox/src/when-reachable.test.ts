import { expect, test, vi } from 'vitest';
import { whenReachable } from './when-reachable.ts';

/** A page, and the network that comes back to it. */
function page(navigator: { onLine: boolean; serviceWorker?: { controller: unknown } }) {
  let comeBack = () => {};
  const addEventListener = (_: 'online', then: () => void) => {
    comeBack = then;
  };
  const fetch = vi.fn(async (): Promise<unknown> => new Response());
  return { page: { navigator, addEventListener, fetch }, fetch, comeBack: () => comeBack() };
}

test('with a network, or with what was kept of the app, nothing is waited for', () => {
  expect(whenReachable(page({ onLine: true }).page)).toBeUndefined();
  expect(whenReachable(page({ onLine: false, serviceWorker: { controller: {} } }).page)).toBeUndefined();
});

test.each([{ serviceWorker: { controller: null } }, {}])(
  'without either it is known at once that it has to be waited for, until the network is back: %j',
  async (worker) => {
    const { page: offline, comeBack } = page({ onLine: false, ...worker });
    const then = vi.fn();
    const done = whenReachable(offline)?.when.then(then);
    expect(done).toBeInstanceOf(Promise);
    await Promise.resolve();
    expect(then).not.toHaveBeenCalled();
    comeBack();
    await done;
    expect(then).toHaveBeenCalledOnce();
  },
);

test('who does not wait for the browser to notice it goes on as soon as the server answers, and not before', async () => {
  const { page: offline, fetch } = page({ onLine: false });
  fetch.mockRejectedValueOnce(new TypeError('Failed to fetch'));
  const then = vi.fn();
  const reachable = whenReachable(offline) ?? expect.fail();
  const done = reachable.when.then(then);
  await reachable.knock();
  expect(then).not.toHaveBeenCalled();
  await reachable.knock();
  await done;
  expect(then).toHaveBeenCalledOnce();
});
