import { signal } from '@preact/signals';
import { afterEach, expect, test, vi } from 'vitest';
import { threadId } from '../../../test/sample.ts';
import type { ThreadModel } from '../../models/thread-model.ts';
import { compose } from './compose.ts';

afterEach(() => vi.unstubAllGlobals());

/** A thread with words in its composer, and whether that is the one on the screen. */
function takeIn({ isShown }: { isShown: boolean }) {
  const [focus, write] = [vi.fn(), vi.fn()];
  vi.stubGlobal('document', { getElementById: () => ({ focus }) });
  const [thread, another] = [{}, {}] as ThreadModel[];
  const texts = signal(new Map([[`${threadId(1)} message`, 'And more']]));
  const drafts = { texts, write, setMode: vi.fn() };
  const inbox = { drafts, current: signal(isShown ? thread : another) };
  compose({ inbox, thread, threadId: threadId(1) } as never, 'message', { text: 'In five days' } as never);
  return { focus, write };
}

test('words come back before what was typed since, and the caret goes to them', () => {
  const { focus, write } = takeIn({ isShown: true });
  expect(write).toHaveBeenCalledWith(threadId(1), 'message', 'In five days\nAnd more');
  expect(focus).toHaveBeenCalledOnce();
});

test('whoever has gone on to another thread keeps the focus where it is', () => {
  const { focus, write } = takeIn({ isShown: false });
  expect(write).toHaveBeenCalledOnce();
  expect(focus).not.toHaveBeenCalled();
});
