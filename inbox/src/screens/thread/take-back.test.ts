import type { Scheduled } from '@everthread/shared/models/scheduled';
import { expect, test, vi } from 'vitest';
import { handClock, settle } from '../../../test/hand-clock.ts';
import { at, messageId, sampleAgent, sampleMessage, threadId } from '../../../test/sample.ts';
import { ApiError } from '../../api/api-error.ts';
import { en } from '../../locales/en.ts';
import { enWriting } from '../../locales/en-writing.ts';
import { ThreadModel } from '../../models/thread-model.ts';
import { takeBack } from './take-back.ts';

const { waiting } = enWriting;
const id = messageId(501);
const held: Scheduled = {
  id,
  threadId: threadId(1),
  rev: 1,
  state: 'waiting',
  agent: { id: sampleAgent.id, name: sampleAgent.name },
  isHeld: true,
  dueAt: at(5),
  seenSeq: 0,
  words: { text: 'In five days', quote: null, attachments: [] },
};

/** A reply that is to be held is on its way, and the server takes it when a test says so. */
function send() {
  const stored = Promise.withResolvers<Scheduled>();
  const cancelScheduled = vi.fn(async () => ({ ...held, rev: 2, state: 'cancelled' as const }));
  const thread = new ThreadModel(
    threadId(1),
    { schedule: () => stored.promise, cancelScheduled, changes: async () => ({}) } as never,
    { clock: handClock(), random: () => 0.5, newId: () => id },
  );
  void thread.send('message', 'In five days', { release: { holdSeconds: 10 } });
  const show = vi.fn(() => 7);
  const dismiss = vi.fn();
  const back = () => takeBack(thread, id, { toasts: { show, dismiss } as never }, en);
  return { thread, stored, cancelScheduled, show, dismiss, back };
}

test('a reply that is still on its way is taken back once the server has it', async () => {
  const { thread, stored, cancelScheduled, show, dismiss, back } = send();
  const words = back();
  await settle();
  expect(cancelScheduled).not.toHaveBeenCalled();
  expect([show.mock.calls, dismiss.mock.calls]).toEqual([[[{ tone: 'news', text: waiting.onceThere }]], []]);
  stored.resolve(held);
  expect((await words)?.text).toBe('In five days');
  expect(dismiss).toHaveBeenCalledWith(7);
  expect([thread.timeline.value.unsent, thread.waiting.shown.value]).toEqual([[], []]);
});

test('two quick presses give its words once', async () => {
  const { stored, cancelScheduled, back } = send();
  stored.resolve(held);
  await settle();
  const [first, second] = await Promise.all([back(), back()]);
  expect([first?.text, second]).toEqual(['In five days', undefined]);
  expect(cancelScheduled).toHaveBeenCalledOnce();
});

test('one that is refused meanwhile stays where it is', async () => {
  const { thread, stored, cancelScheduled, show, back } = send();
  const words = back();
  stored.reject(new ApiError('stale', 'Somebody wrote', { answer: { between: [sampleMessage(3)] } }));
  expect(await words).toBeUndefined();
  expect(thread.timeline.value.unsent.map(({ state }) => state)).toEqual(['failed']);
  expect(cancelScheduled).not.toHaveBeenCalled();
  expect(show.mock.calls).toEqual([[{ tone: 'news', text: waiting.onceThere }]]);
});

test('of one that has gone out meanwhile it is said that it could not be taken back', async () => {
  const { thread, stored, cancelScheduled, show, back } = send();
  stored.resolve(held);
  await settle();
  thread.waiting.receive([{ ...held, rev: 2, state: 'sent' }]);
  expect(await back()).toBeUndefined();
  expect(cancelScheduled).not.toHaveBeenCalled();
  expect(show.mock.calls).toEqual([[{ tone: 'trouble', text: waiting.notUndone }]]);
});
