import type { MessageId } from '@everthread/shared/models/ids';
import type { TeamMessage } from '@everthread/shared/models/message';
import type { Scheduled } from '@everthread/shared/models/scheduled';
import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import { handClock } from '../../test/hand-clock.ts';
import { at, messageId, sampleAgent, sampleMessage, threadId } from '../../test/sample.ts';
import { waitingReplies } from './waiting-replies.ts';

const reply = (n: number, change: Partial<Scheduled> = {}): Scheduled => ({
  id: messageId(n),
  threadId: threadId(1),
  rev: 1,
  state: 'waiting',
  agent: { id: sampleAgent.id, name: 'Mara' },
  isHeld: true,
  dueAt: at(n),
  seenSeq: 1,
  words: { text: `Reply ${n}`, quote: null, attachments: [] },
  ...change,
});

function start() {
  const sent = signal<readonly TeamMessage[]>([]);
  const api = {
    changeScheduled: async (_: unknown, id: MessageId) => reply(1, { id, rev: 2 }),
    takeScheduled: async (_: unknown, id: MessageId) => reply(1, { id, rev: 4, state: 'returned' }),
    cancelScheduled: async (_: unknown, id: MessageId) => reply(1, { id, rev: 2, state: 'cancelled' }),
  };
  const waiting = waitingReplies(threadId(1), api as never, handClock(), sent);
  return { waiting, sent, shown: () => waiting.shown.value.map(({ id }) => id) };
}

test('the one that goes first stands first', () => {
  const { waiting, shown } = start();
  waiting.receive([reply(3), reply(2)]);
  expect(shown()).toEqual([messageId(2), messageId(3)]);
});

test('what is over is over, in whatever order it is told', () => {
  const { waiting, shown } = start();
  waiting.receive([reply(1, { rev: 2, state: 'cancelled' })]);
  waiting.receive([reply(1)]);
  expect(shown()).toEqual([]);
});

test('once its message is here it no longer waits, though nobody has said so yet', () => {
  const { waiting, sent, shown } = start();
  waiting.receive([reply(1)]);
  sent.value = [sampleMessage(1, { id: messageId(1) })];
  expect(shown()).toEqual([]);
});

test('old snapshot + frames = fresh snapshot: what a fresh one lacks is over, what came meanwhile stays', () => {
  const { waiting, shown } = start();
  waiting.receive([reply(1), reply(2)]);
  const take = waiting.ask();
  waiting.receive([reply(3)]);
  take([reply(2)]);
  expect(shown()).toEqual([messageId(2), messageId(3)]);
  waiting.receive([reply(1)]);
  expect(shown()).toEqual([messageId(2), messageId(3)]);
});

test('what is taken back is gone, and gives its words back', async () => {
  const { waiting, shown } = start();
  waiting.receive([reply(1)]);
  expect((await waiting.cancel(messageId(1)))?.words?.text).toBe('Reply 1');
  expect(shown()).toEqual([]);
});

test('what was left behind is shown, until somebody takes it over or lets go of it', async () => {
  const { waiting } = start();
  const states = () => waiting.shown.value.map(({ state }) => state);
  waiting.receive([reply(1, { state: 'left', rev: 2 })]);
  expect(states()).toEqual(['left']);
  await waiting.take(messageId(1));
  expect(states()).toEqual(['returned']);
});
