import type { MessageId, ThreadId } from '@everthread/shared/models/ids';
import type { Knock } from '@everthread/shared/models/way-back';
import { expect, test } from 'vitest';
import { KnocksModel } from './knocks-model.ts';

const THREAD = 't1' as ThreadId;
const knock = (messageId: string, rung: Knock['rung']): Knock => ({
  messageId: messageId as MessageId,
  rung,
  at: '2026-11-18T14:02:00.000Z',
  hasFailed: false,
  seenAt: null,
});

test('what was told stands with the message up to which it was', async () => {
  const model = new KnocksModel(async () => [knock('m2', 'mail'), knock('m1', 'push'), knock('m2', 'push')], THREAD);
  await model.load();
  expect([...model.byMessage.value].map(([id, knocks]) => [id, knocks.map(({ rung }) => rung)])).toEqual([
    ['m2', ['mail', 'push']],
    ['m1', ['push']],
  ]);
});

test('of two answers that cross the later one counts, and one that fails changes nothing', async () => {
  const answers: ((knocks: Knock[]) => void)[] = [];
  const model = new KnocksModel(() => new Promise((resolve) => void answers.push(resolve)), THREAD);
  const loads = [model.load(), model.load()];
  answers[1]?.([knock('m2', 'push')]);
  answers[0]?.([]);
  await Promise.all(loads);
  expect([...model.byMessage.value.keys()]).toEqual(['m2']);

  const broken = new KnocksModel(() => Promise.reject(new Error('offline')), THREAD);
  await broken.load();
  expect(broken.byMessage.value.size).toBe(0);
});
