import { ChangeId, MessageId, TopicId } from '@everthread/shared/models/ids';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { workspaceWithThread } from '../../test/conversations.ts';
import { recordingRooms } from '../../test/recording-rooms.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { faultsIn, shapeOf } from '../../test/thread-shape.ts';
import { AppError } from '../errors.ts';
import { sendMessage, writeNote } from '../messages/send-message.ts';
import { changeTopic } from './change-topic.ts';
import { moveMessages } from './move-messages.ts';
import { undoMove } from './undo-move.ts';
import { wakeTopics } from './wake-topics.ts';

let clockMs = Date.now();
function now(): Date {
  clockMs += 1_000;
  return new Date(clockMs);
}
const surroundings = await testSurroundings({ now });
const newId = () => surroundings.newId();

type Done = { topicId: TopicId; id: ChangeId };
type Place = Awaited<ReturnType<typeof place>>;

async function place() {
  const here = await workspaceWithThread(surroundings);
  return { ...here, done: [] as Done[], shape: () => shapeOf(here.agent, here.threadId) };
}

const pick = <Item>(items: readonly Item[], n: number): Item | undefined => items[n % Math.max(1, items.length)];

/** What cannot be done is refused with a word that we chose, and changes nothing. */
const attempt = async (work: Promise<unknown>) => {
  await work.catch((error: unknown) => {
    if (!(error instanceof AppError) || !['invalid', 'conflict'].includes(error.code)) throw error;
  });
};

const steps = {
  visitor: (at: Place) => sendMessage(at.visitor, at.threadId, { id: MessageId.parse(newId()), text: 'Hello' }),
  agent: (at: Place) => sendMessage(at.agent, at.threadId, { id: MessageId.parse(newId()), text: 'Good day' }),
  note: (at: Place) => writeNote(at.agent, at.threadId, { id: MessageId.parse(newId()), text: 'Hm' }),
  async status(at: Place, n: number) {
    const topic = pick((await at.shape()).topics, n);
    const status = (['open', 'waiting', 'snoozed', 'done'] as const)[n % 4];
    if (topic && status) await changeTopic(at.agent, topic.id, { id: ChangeId.parse(newId()), status });
  },
  async wake(at: Place, n: number) {
    const topic = pick((await at.shape()).topics, n);
    if (!topic) return;
    const until = new Date(clockMs + 3_600_000).toISOString();
    await changeTopic(at.agent, topic.id, { id: ChangeId.parse(newId()), status: 'snoozed', snoozedUntil: until });
    await wakeTopics({ ...at.workspace, env: recordingRooms().env }, [
      { type: 'snooze.ended', topicId: topic.id, until },
    ]);
  },
  move: (at: Place, n: number, m: number) => rearrange(at, n, m, 'one'),
  split: (at: Place, n: number, m: number) => rearrange(at, n, m, 'from'),
  merge: (at: Place, n: number, m: number) => rearrange(at, n, m, 'all'),
  async undo(at: Place, n: number) {
    const last = pick(at.done, n);
    if (last) await attempt(undoMove(at.agent, last.topicId, last.id));
  },
};

async function rearrange(at: Place, n: number, m: number, which: 'all' | 'from' | 'one'): Promise<void> {
  const { messages, topics } = await at.shape();
  const message = pick(messages, n);
  const source = topics.find(({ id }) => id === message?.topicId);
  if (!message || !source) return;
  const other = pick(topics, m);
  const isNew = which === 'from' || (which === 'one' && m % 2 === 0);
  const intoId = isNew || !other ? TopicId.parse(newId()) : other.id;
  const id = ChangeId.parse(newId());
  const chosen = which === 'all' ? ({ which } as const) : ({ which, messageId: message.id } as const);
  await attempt(
    moveMessages(at.agent, source.id, { id, messages: chosen, intoId, isNew }).then(() => {
      at.done.push({ topicId: intoId, id });
    }),
  );
}

const Step = fc.record({
  name: fc.constantFrom(...(Object.keys(steps) as (keyof typeof steps)[]), 'visitor', 'split', 'undo'),
  n: fc.nat({ max: 30 }),
  m: fc.nat({ max: 30 }),
});

test('whatever is split, merged, moved and undone: each message is in one topic, and seq stays', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(Step, { maxLength: 14, size: 'max' }), async (todo) => {
      const at = await place();
      for (const { name, n, m } of todo) {
        const before = await at.shape();
        await steps[name as keyof typeof steps](at, n, m);
        const after = await at.shape();
        expect(faultsIn(after)).toEqual([]);
        const order = (shape: typeof before) => shape.messages.map(({ id }) => id);
        expect(order(after).slice(0, before.messages.length)).toEqual(order(before));
      }
    }),
    { numRuns: 25 },
  );
});

test('a split that is merged again, and whatever is undone at once, leaves all as it was', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(Step, { maxLength: 8, size: 'max' }),
      fc.nat({ max: 30 }),
      fc.nat({ max: 30 }),
      async (todo, n, m) => {
        const at = await place();
        for (const step of todo) await steps[step.name as keyof typeof steps](at, step.n, step.m);
        const before = await at.shape();

        for (const which of ['from', 'one', 'all'] as const) {
          at.done.length = 0;
          await rearrange(at, n, m, which);
          const [made] = at.done;
          if (!made) continue;
          await undoMove(at.agent, made.topicId, made.id);
          expect(await at.shape()).toEqual(before);
        }
        at.done.length = 0;
        await rearrange(at, n, m, 'from');
        const source = pick(before.messages, n)?.topicId;
        const [split] = at.done;
        if (!split || !source) return;
        await moveMessages(at.agent, split.topicId, {
          id: ChangeId.parse(newId()),
          messages: { which: 'all' },
          intoId: source,
        });
        expect(await at.shape()).toEqual(before);
      },
    ),
    {
      numRuns: 25,
      // Once found: a topic of notes alone, woken between them.
      examples: [
        [
          [
            { name: 'note', n: 0, m: 0 },
            { name: 'wake', n: 0, m: 0 },
            { name: 'note', n: 0, m: 0 },
            { name: 'move', n: 0, m: 0 },
          ],
          26,
          0,
        ],
      ],
    },
  );
});
