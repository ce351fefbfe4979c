import { expect, test, vi } from 'vitest';
import { whenReachable } from './when-reachable.ts';

/** A page, and the network that comes back to it. */
function page(navigator: { onLine: boolean; serviceWorker?: { controller: unknown } }) {
  let comeBack = () => {};
  const addEventListener = (_: 'online', then: () => void) => {
    comeBack = then;
  };
  return { page: { navigator, addEventListener }, comeBack: () => comeBack() };
}

test('with a network, or with what was kept of the app, nothing is waited for', () => {
  expect(whenReachable(page({ onLine: true }).page)).toBeUndefined();
  expect(whenReachable(page({ onLine: false, serviceWorker: { controller: {} } }).page)).toBeUndefined();
});

test.each([{ serviceWorker: { controller: null } }, {}])(
  'without either it is known at once that it has to be waited for, until the network is back: %j',
  async (worker) => {
    const { page: offline, comeBack } = page({ onLine: false, ...worker });
    const [waits, then] = [whenReachable(offline), vi.fn()];
    expect(waits).toBeInstanceOf(Promise);
    const done = waits?.then(then);
    await Promise.resolve();
    expect(then).not.toHaveBeenCalled();
    comeBack();
    await done;
    expect(then).toHaveBeenCalledOnce();
  },
);
