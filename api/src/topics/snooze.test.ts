import { ChangeId } from '@everthread/shared/models/ids';
import type { TopicChange } from '@everthread/shared/models/topic-change';
import { expect, test } from 'vitest';
import { outboxUnderTest, write } from '../../test/outbox-under-test.ts';
import { changesAfter } from '../threads/changes-after.ts';
import { changeTopic } from './change-topic.ts';
import { toTopic } from './topic-view.ts';
import { undoChange } from './undo-change.ts';
import { wakeTopics } from './wake-topics.ts';

const HOUR = 3_600_000;
const change = (of: Omit<TopicChange, 'id'>): TopicChange => ({ id: ChangeId.parse(crypto.randomUUID()), ...of });

async function place() {
  const here = await outboxUnderTest();
  const { agent, topicId, threadId, ctx } = here;
  await here.drain();
  return {
    ...here,
    snooze: async (ms: number | null) => {
      const until = ms === null ? null : new Date(ctx.now().getTime() + ms).toISOString();
      const made = change({ status: 'snoozed', snoozedUntil: until });
      await changeTopic(agent, topicId, made);
      return { id: made.id, until: until ?? '' };
    },
    make: (of: Omit<TopicChange, 'id'>) => changeTopic(agent, topicId, change(of)),
    topic: async () => {
      const [row] = (await changesAfter(agent, threadId, 0)).topics;
      if (!row) throw new Error('The thread has a topic');
      return toTopic(row);
    },
  };
}

test('a snooze ends when its time has come: open, at the top, the visitor waiting since he wrote', async () => {
  const { snooze, topic, pass, drain, ctx } = await place();
  const before = await topic();
  await snooze(HOUR);
  await drain();
  expect(await topic()).toMatchObject({ status: 'snoozed', waitingSince: before.waitingSince });

  pass(HOUR);
  await drain();

  expect(await topic()).toMatchObject({
    status: 'open',
    snoozedUntil: null,
    waitingSince: before.waitingSince,
    lastMessageAt: ctx.now().toISOString(),
  });
});

test('the Clock is asked to wake when the snooze ends', async () => {
  const { snooze, drain, woken, ctx } = await place();
  const { until } = await snooze(HOUR);

  await drain();

  expect(woken.at(-1)).toEqual({ workspaceId: ctx.actor.workspaceId, at: Date.parse(until) });
});

test('until the visitor writes: no hour ends it, his message does', async () => {
  const { snooze, topic, pass, drain, visitor, threadId } = await place();
  await snooze(null);
  pass(500 * HOUR);
  await drain();
  expect(await topic()).toMatchObject({ status: 'snoozed', snoozedUntil: null });

  await write({ visitor, threadId });

  expect((await topic()).status).toBe('open');
});

test('M4 a time that has passed is refused', async () => {
  const { snooze, topic } = await place();

  await expect(snooze(0)).rejects.toMatchObject({ code: 'invalid' });
  await expect(snooze(-HOUR)).rejects.toMatchObject({ code: 'invalid' });
  expect((await topic()).status).toBe('open');
});

test('M4 an end that is told twice, or by two at once, wakes once', async () => {
  const { snooze, topic, pass, ctx, topicId, rows } = await place();
  const { until } = await snooze(HOUR);
  pass(HOUR);
  const ended = { type: 'snooze.ended', topicId, until } as const;

  await Promise.all([wakeTopics(ctx, [ended, ended]), wakeTopics(ctx, [ended])]);
  const { rev } = await topic();
  await wakeTopics(ctx, [ended]);

  expect((await topic()).rev).toBe(rev);
  expect((await rows()).filter(({ type }) => type === 'topic.changed')).toHaveLength(2); // snoozed, woken
});

test('M4 cancelled at the last moment, it does nothing', async () => {
  const { snooze, make, topic, pass, drain } = await place();
  await snooze(HOUR);
  pass(HOUR);
  await make({ status: 'done' });
  const before = await topic();

  await drain();

  expect(await topic()).toEqual(before);
});

test('M4 snoozed again until later, the earlier end does nothing', async () => {
  const { snooze, topic, pass, drain } = await place();
  await snooze(HOUR);
  const { until } = await snooze(3 * HOUR);

  pass(HOUR);
  await drain();
  expect(await topic()).toMatchObject({ status: 'snoozed', snoozedUntil: until });

  pass(2 * HOUR);
  await drain();
  expect((await topic()).status).toBe('open');
});

test('M4 a snooze that its undo has brought back ends as if nothing had been', async () => {
  const { snooze, topic, pass, drain, agent, topicId } = await place();
  await snooze(HOUR);
  const opened = change({ status: 'open' });
  await changeTopic(agent, topicId, opened);
  await undoChange(agent, topicId, opened.id);
  expect((await topic()).status).toBe('snoozed');

  pass(HOUR);
  await drain();

  expect((await topic()).status).toBe('open');
});

test('M4 what the visitor has ended by writing is not woken again, nor moved', async () => {
  const { snooze, topic, pass, drain, visitor, threadId } = await place();
  await snooze(HOUR);
  await write({ visitor, threadId });
  const before = await topic();
  expect(before).toMatchObject({ status: 'open', snoozedUntil: null });

  pass(HOUR);
  await drain();

  expect(await topic()).toEqual(before);
});
