import type { Scheduled } from '@everthread/shared/models/scheduled';
import { expect, test } from 'vitest';
import { handClock, settle } from '../../../test/hand-clock.ts';
import { at, messageId, sampleAgent, sampleMessage, sampleTopic, threadId } from '../../../test/sample.ts';
import { ApiError } from '../../api/api-error.ts';
import { ThreadModel } from '../../models/thread-model.ts';
import { originals, setOriginal } from './help-open.ts';
import { noteOnceSent } from './note-once-sent.ts';

const ORIGINAL = {
  own: 'In five days',
  note: 'In my own words: In five days',
  noteAhead: 'Of a later one: In five days',
};
const reply = (change: Partial<Scheduled>): Scheduled => ({
  id: messageId(501),
  threadId: threadId(1),
  rev: 1,
  state: 'waiting',
  agent: { id: sampleAgent.id, name: sampleAgent.name },
  isHeld: true,
  dueAt: at(5),
  seenSeq: 2,
  words: { text: 'En cinco días', quote: null, attachments: [] },
  ...change,
});

/** A translation is sent, with what its writer had written himself; the server refuses the first `refusals`. */
type Sending = { refusals?: number; release?: { holdSeconds: 10 } | { at: string } };
async function send({ refusals = 0, ...release }: Sending = {}) {
  let ids = 500;
  const taken: string[] = [];
  const model = new ThreadModel(
    threadId(1),
    {
      send: async (_: unknown, kind: 'message' | 'note', { id, text }: { id: never; text: string }) => {
        refusals -= 1;
        if (refusals >= 0) throw new ApiError('stale', 'Somebody wrote', { answer: { between: [sampleMessage(3)] } });
        taken.push(`${kind}: ${text}`);
        const message = sampleMessage(50 + taken.length, { id, text, kind, author: sampleAgent });
        return { message, topic: sampleTopic(1, { rev: 50, lastSeq: 50 }) };
      },
      schedule: async () => reply({ isHeld: !(release.release && 'at' in release.release) }),
      cancelScheduled: async () => reply({ rev: 2, state: 'cancelled' }),
      changes: async () => ({}),
    } as never,
    { clock: handClock(), random: () => 0.5, newId: () => messageId(++ids) },
  );
  setOriginal(threadId(1), undefined);
  void model.send('message', 'En cinco días', release);
  const page = new EventTarget();
  noteOnceSent(model, threadId(1), messageId(501), ORIGINAL, page);
  await settle();
  const mayLeave = () => page.dispatchEvent(new Event('beforeunload', { cancelable: true }));
  return { model, taken, mayLeave };
}

const BOTH = ['message: En cinco días', `note: ${ORIGINAL.note}`];

test('what an agent wrote himself goes as a note behind the translation', async () => {
  const { taken, mayLeave } = await send();
  expect(taken).toEqual(BOTH);
  expect(mayLeave()).toBe(true);
});

test('a translation that is refused has no note, until it is sent all the same', async () => {
  const { model, taken, mayLeave } = await send({ refusals: 1 });
  expect(taken).toEqual([]);
  expect(mayLeave()).toBe(false);
  await model.retry(messageId(501));
  await settle();
  expect(taken).toEqual(BOTH);
});

test('where it is taken back to be put otherwise, his own words wait with it', async () => {
  const { model, taken } = await send({ refusals: 1 });
  model.withdraw(messageId(501));
  expect(originals.value.get(threadId(1))).toBe(ORIGINAL);
  setOriginal(threadId(1), undefined); // taken along with the next
  await model.send('message', 'En cinco');
  await settle();
  expect(taken).toEqual(['message: En cinco']);
  expect(originals.value.size).toBe(0);
});

test('what is held for a moment has its note once it has gone, and none where it is undone or comes back', async () => {
  const { model, taken } = await send({ release: { holdSeconds: 10 } });
  model.receiveScheduled(reply({ rev: 2, state: 'returned' }));
  expect(taken).toEqual([]);
  model.receiveMessage(sampleMessage(50, { id: messageId(501), author: sampleAgent }), sampleTopic(1, { rev: 50 }));
  await settle();
  expect(taken).toEqual([`note: ${ORIGINAL.note}`]);

  const undone = await send({ release: { holdSeconds: 10 } });
  await undone.model.waiting.cancel(messageId(501));
  expect(undone.taken).toEqual([]);
  expect(originals.value.get(threadId(1))).toBe(ORIGINAL);
  setOriginal(threadId(1), undefined);
});

test('the note of a reply that is put off is there at once, and says that its reply goes later', async () => {
  const { taken, mayLeave } = await send({ release: { at: at(500) } });
  expect(taken).toEqual([`note: ${ORIGINAL.noteAhead}`]);
  expect(mayLeave()).toBe(true);
});
