import type { ChangeId } from '@everthread/shared/models/ids';
import type { TopicEvent } from '@everthread/shared/models/topic-change';
import { expect, test } from 'vitest';
import { handClock, settle } from '../../../test/hand-clock.ts';
import { sampleAgent, sampleTopic } from '../../../test/sample.ts';
import { ToastsModel } from '../../models/toasts-model.ts';
import { topicHistory } from '../../models/topic-history.ts';
import { UndoModel } from '../../models/undo-model.ts';
import { offerMacroUndo } from './offer-macro-undo.ts';

const MACRO = '00000000-0000-4000-8000-00000000abcd' as ChangeId;

function start() {
  const clock = handClock();
  const toasts = new ToastsModel(clock);
  const undo = new UndoModel(toasts, { undo: 'Undo', undone: 'Undone', refused: () => 'No' });
  const topic = sampleTopic(8);
  const thread = topicHistory();
  const undone: string[] = [];
  const changes = {
    undo: async (...what: string[]) => void undone.push(what.join(' ')),
  };
  const end = offerMacroUndo({ undo, changes, thread, clock }, 'Refund', MACRO);
  const happens = async (id: ChangeId, rev: number) => {
    const event: TopicEvent = {
      id,
      threadId: topic.threadId,
      topicId: topic.id,
      rev,
      afterSeq: 1,
      at: '2026-11-03T10:00:00.000Z',
      agentId: sampleAgent.id,
      isUndone: false,
      what: { kind: 'changed', before: { priority: 'none' }, after: { priority: 'high' } },
    };
    thread.receive([event]);
    await settle();
  };
  return { clock, undo, undone, topic, end, happens, texts: () => toasts.toasts.value.map(({ text }) => text) };
}

test('once the reply has gone with its macro, what that did can be taken back, once', async () => {
  const { undo, undone, topic, happens, texts } = start();
  await happens('00000000-0000-4000-8000-000000000001' as ChangeId, 2);
  expect(texts()).toEqual([]);
  await happens(MACRO, 3);
  await happens('00000000-0000-4000-8000-000000000002' as ChangeId, 4);
  expect(texts()).toEqual(['Refund']);
  await undo.undoLast();
  expect(undone).toEqual([`${topic.id} ${MACRO}`]);
});

test('where the reply goes much later nothing is offered', async () => {
  const { clock, happens, texts } = start();
  clock.pass(60_000);
  await happens(MACRO, 2);
  expect(texts()).toEqual([]);
});
