import { ChangeId, MessageId, PromiseId, type TopicId } from '@everthread/shared/models/ids';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { HOUR, MINUTE, promisesUnderTest } from '../../test/promises.ts';
import { deleteMessage } from '../messages/change-message.ts';
import { writeNote } from '../messages/send-message.ts';
import { getThread } from '../threads/get-thread.ts';
import { changeTopic } from '../topics/change-topic.ts';
import { giveWord } from './give-word.ts';
import { watchPromises } from './watch-promises.ts';

type Place = Awaited<ReturnType<typeof promisesUnderTest>>;

const step = fc.oneof(
  { weight: 4, arbitrary: fc.constant({ name: 'visitor writes' as const }) },
  { weight: 3, arbitrary: fc.constant({ name: 'agent replies' as const }) },
  { weight: 1, arbitrary: fc.constant({ name: 'note' as const }) },
  {
    weight: 2,
    arbitrary: fc.record({
      name: fc.constant('status' as const),
      to: fc.constantFrom('done' as const, 'open' as const, 'snoozed' as const),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ name: 'takes back' as const }) },
  {
    weight: 1,
    arbitrary: fc.record({ name: fc.constant('gives word' as const), hours: fc.integer({ min: 1, max: 30 }) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ name: fc.constant('time passes' as const), minutes: fc.integer({ min: 1, max: 400 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      name: fc.constant('nobody sees to it' as const),
      minutes: fc.integer({ min: 1, max: 400 }),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ name: 'looked at again' as const }) },
);
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never;

async function take(place: Place, { name, ...how }: Step): Promise<void> {
  const { agent, visitor, threadId } = place;
  const [latest] = (await getThread(agent, threadId)).topics.slice(-1);
  const topicId = latest?.id as TopicId;
  place.jump(1_000);
  switch (name) {
    case 'visitor writes':
      return void (await place.visitorWrites());
    case 'agent replies':
      return void (await place.agentReplies());
    case 'note':
      return void (await writeNote(agent, threadId, { id: MessageId.parse(place.ctx.newId()), text: 'Psst' }));
    case 'status': {
      const { to } = how as { to: 'done' | 'open' | 'snoozed' };
      const id = ChangeId.parse(place.ctx.newId());
      const snoozedUntil = new Date(place.now().getTime() + HOUR).toISOString();
      return void (await changeTopic(agent, topicId, { id, status: to, ...(to === 'snoozed' && { snoozedUntil }) }));
    }
    case 'takes back': {
      const { messages } = await getThread(agent, threadId);
      const last = messages.findLast(({ author, deletedAt }) => author.kind === 'visitor' && !deletedAt);
      // Too late for what is older.
      if (last) await deleteMessage(visitor, threadId, last.id).catch(() => {});
      return;
    }
    case 'gives word': {
      const { messages } = await getThread(agent, threadId);
      const own = messages.findLast(
        ({ author, kind, topicId: its }) => author.kind === 'agent' && kind === 'message' && its === topicId,
      );
      const dueAt = new Date(place.now().getTime() + (how as { hours: number }).hours * HOUR).toISOString();
      const word = own && { id: PromiseId.parse(place.ctx.newId()), messageId: own.id, dueAt };
      if (word && latest?.status !== 'done') await giveWord(agent, topicId, word);
      return;
    }
    case 'time passes':
      return place.pass((how as { minutes: number }).minutes * MINUTE);
    case 'nobody sees to it':
      return place.jump((how as { minutes: number }).minutes * MINUTE);
    case 'looked at again': {
      const { promises } = await place.rows();
      return watchPromises(
        place.ctx,
        promises.map(({ id }) => ({ type: 'promise.watch', promiseId: id })),
      );
    }
    default:
      return name satisfies never;
  }
}

async function check(place: Place, ended: Map<string, string>): Promise<void> {
  const { promises, waits } = await place.rows();
  const { messages, topics } = await getThread(place.agent, place.threadId);
  const replies = messages.filter(({ author, kind }) => author.kind === 'agent' && kind === 'message');
  for (const promise of promises) {
    const { id, outcome, settledAt, announcedAt, dueAt, topicId, waitingSince } = promise;
    // It ends once, and stays as it ended.
    if (ended.has(id)) expect(`${outcome} ${settledAt?.toISOString()}`).toBe(ended.get(id));
    if (outcome !== 'open') ended.set(id, `${outcome} ${settledAt?.toISOString()}`);
    if (outcome === 'kept') expect(settledAt && settledAt <= dueAt).toBe(true);
    // Said before its time had passed, to somebody whom nobody had answered, and of each promise once.
    if (announcedAt) {
      expect(announcedAt < dueAt).toBe(true);
      const between = replies.filter(
        ({ sentAt, topicId: its }) =>
          its === topicId &&
          waitingSince &&
          Date.parse(sentAt) >= waitingSince.getTime() &&
          Date.parse(sentAt) < announcedAt.getTime(),
      );
      expect(between).toEqual([]);
      expect(promises.filter(({ renewsId }) => renewsId === id)).toHaveLength(1);
    }
  }
  for (const topic of topics) {
    const open = promises.filter(({ topicId, outcome }) => topicId === topic.id && outcome === 'open');
    expect(open.length).toBeLessThanOrEqual(1);
    const waiting = waits.filter(({ topicId, ended: how }) => topicId === topic.id && how === null);
    expect(waiting.length).toBeLessThanOrEqual(1);
    const asks = messages.some(
      ({ author, topicId, deletedAt, sentAt }) =>
        author.kind === 'visitor' &&
        topicId === topic.id &&
        !deletedAt &&
        topic.waitingSince &&
        sentAt >= topic.waitingSince,
    );
    // Who waits has a promise, and who does not has none but an agent's own word.
    if (topic.waitingSince && asks) expect(topic.promise).toBeDefined();
    else if (topic.promise) expect(topic.promise.kind).toBe('own-words');
    expect(waiting.length).toBe(topic.waitingSince && asks ? 1 : 0);
  }
}

test('whatever happens in whatever order, each promise ends once, and is told of a later time once and in time', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      const place = await promisesUnderTest();
      const ended = new Map<string, string>();
      for (const one of steps) {
        await take(place, one);
        await place.drain();
        await check(place, ended);
      }
    }),
    { numRuns: 5 },
  );
}, 60_000);
