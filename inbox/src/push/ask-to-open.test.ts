import { expect, test, vi } from 'vitest';
import { askToOpen, type OpenPath } from './ask-to-open.ts';

const PATH = '/inbox/a/all';

test('a window that listens is asked for the path, and says that it takes it', async () => {
  const asked: OpenPath[] = [];
  const window = {
    postMessage(message: OpenPath, [port]: Transferable[]) {
      asked.push(message);
      (port as MessagePort).postMessage('taken');
    },
  };
  expect(await askToOpen(window, PATH)).toBe(true);
  expect(asked).toEqual([{ type: 'open', path: PATH }]);
});

test('one that is still loading, or is gone, has not taken it', async () => {
  vi.useFakeTimers();
  try {
    const answer = askToOpen({ postMessage() {} }, PATH);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await answer).toBe(false);
  } finally {
    vi.useRealTimers();
  }
});
