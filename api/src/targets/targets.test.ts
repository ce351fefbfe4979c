import type { TargetId } from '@everthread/shared/models/ids';
import { ChangeId, TopicId, ViewId } from '@everthread/shared/models/ids';
import type { Schedule } from '@everthread/shared/models/schedule';
import type { TopicChange } from '@everthread/shared/models/topic-change';
import { expect, test } from 'vitest';
import { threadOf } from '../../test/conversations.ts';
import { countTrips } from '../../test/count-trips.ts';
import { newAgent } from '../../test/factories.ts';
import { HOUR, MINUTE } from '../../test/promises.ts';
import { slowToCommit } from '../../test/slow-to-commit.ts';
import { targetsUnderTest } from '../../test/targets.ts';
import { exportWorkspace } from '../exports/export-workspace.ts';
import { setHours } from '../hours/set-hours.ts';
import { changeTopic } from '../topics/change-topic.ts';
import { listTopics } from '../topics/list-topics.ts';
import { moveMessages } from '../topics/move-messages.ts';
import { undoMove } from '../topics/undo-move.ts';
import { changeView, deleteView } from '../views/change-view.ts';
import { createView } from '../views/create-view.ts';
import { listTargets } from './list-targets.ts';
import { reportTargets } from './report-targets.ts';
import { removeTarget, saveTarget } from './save-target.ts';

type Place = Awaited<ReturnType<typeof targetsUnderTest>>;
const minutes = (given: { first?: number; next?: number; done?: number }) => ({
  minutes: { first: null, next: null, done: null, ...given },
});
const change = async (place: Place, of: Omit<TopicChange, 'id'>) => {
  await changeTopic(place.agent, place.topicId, { id: ChangeId.parse(place.ctx.newId()), ...of });
  await place.drain();
};
const shown = async ({ agent }: Place) =>
  (await listTopics(agent, { filters: { status: ['open', 'waiting', 'snoozed'] }, sort: 'target' })).topics[0]?.topic;

test('a target for the first answer runs from the first message, is told of before it comes due, and is missed once', async () => {
  const place = await targetsUnderTest();
  const began = place.now().getTime();
  const targetId = await place.set({ name: 'Quick', ...minutes({ first: 60 }) });
  expect(await place.stands()).toMatchObject([
    { kind: 'first', outcome: 'open', dueAt: new Date(began + HOUR), warnedAt: null, endedAt: null },
  ]);
  const target = { targetId, name: 'Quick', kind: 'first', dueAt: new Date(began + HOUR).toISOString() };
  expect(await shown(place)).toMatchObject({ target: { ...target, state: 'open' } });

  await place.pass(45 * MINUTE);
  expect(await place.stands()).toMatchObject([{ outcome: 'open', warnedAt: new Date(began + 45 * MINUTE) }]);
  expect(await shown(place)).toMatchObject({ target: { state: 'soon' } });

  await place.pass(20 * MINUTE);
  expect(await place.stands()).toMatchObject([
    { outcome: 'breached', breachedAt: new Date(began + HOUR), endedAt: null },
  ]);
  expect(await shown(place)).toMatchObject({ target: { ...target, state: 'breached' } });

  await place.agentReplies();
  await place.drain();
  expect(await place.stands()).toMatchObject([{ outcome: 'breached', endedAt: new Date(began + 65 * MINUTE) }]);
  expect(await shown(place)).not.toHaveProperty('target');
});

test('each later wait has a time of its own; nothing of it reaches the visitor', async () => {
  const place = await targetsUnderTest();
  await place.set(minutes({ first: 60, next: 30 }));
  await place.pass(10 * MINUTE);
  await place.agentReplies();
  await place.drain();
  await place.pass(10 * MINUTE);
  await place.visitorWrites();
  await place.drain();
  await place.pass(25 * MINUTE);
  await place.agentReplies();
  await place.drain();

  expect(await place.stands()).toMatchObject([
    { kind: 'first', outcome: 'kept', minutes: 60 },
    { kind: 'next', outcome: 'kept', minutes: 30 },
  ]);
  const toVisitors = place.told.filter(({ room }) => room.includes('visitor'));
  expect(toVisitors.length).toBeGreaterThan(0);
  expect(JSON.stringify(toVisitors)).not.toContain('target');
  expect(JSON.stringify(await threadOf(place.visitor, place.threadId))).not.toContain('target');
});

test('the time until done rests while the visitor is to answer and while it is snoozed, and goes on when it is reopened', async () => {
  const place = await targetsUnderTest();
  await place.set(minutes({ done: 120 }));
  await place.pass(30 * MINUTE);
  await place.agentReplies();
  await place.drain();
  expect(await place.stands()).toMatchObject([{ kind: 'done', outcome: 'open', dueAt: null }]);

  await place.pass(5 * HOUR);
  await place.visitorWrites();
  await place.drain();
  expect(await place.stands()).toMatchObject([{ dueAt: new Date(place.now().getTime() + 90 * MINUTE) }]);
  await place.pass(10 * MINUTE);
  await change(place, { status: 'snoozed', snoozedUntil: new Date(place.now().getTime() + 3 * HOUR).toISOString() });
  expect(await place.stands()).toMatchObject([{ dueAt: null }]);
  await place.pass(3 * HOUR);
  expect(await place.stands()).toMatchObject([{ dueAt: new Date(place.now().getTime() + 80 * MINUTE) }]);

  await place.pass(20 * MINUTE);
  await change(place, { status: 'done' });
  expect(await place.stands()).toMatchObject([{ outcome: 'kept', endedAt: place.now() }]);
  await place.pass(HOUR);
  await place.visitorWrites();
  await place.drain();
  expect(await place.stands()).toMatchObject([
    { outcome: 'open', endedAt: null, dueAt: new Date(place.now().getTime() + HOUR) },
  ]);
});

test('other hours give what runs another time; what was missed before stays so', async () => {
  const place = await targetsUnderTest(); // a Monday, 10:00 UTC
  const id = await place.set({ ...minutes({ first: 60 }), inOfficeHours: true });
  await place.set(minutes({ first: 5 }));
  await place.pass(10 * MINUTE);
  const until = (to: string): Schedule => ({
    timeZone: 'UTC',
    weekly: [1, 2, 3, 4, 5].map((day) => ({ day, from: '09:00', to })),
    holidays: [],
    openings: [],
  });
  await setHours(place.agent, null, until('10:30'));
  await place.drain();

  const [inOffice, byCalendar] = (await place.stands()).toSorted((a, b) => b.minutes - a.minutes);
  expect(inOffice).toMatchObject({ targetId: id, dueAt: new Date('2026-11-24T09:30:00Z'), outcome: 'open' });
  expect(byCalendar).toMatchObject({ outcome: 'breached', breachedAt: new Date('2026-11-23T10:05:00Z') });
});

test('it holds of the topics of its segment or view, as these are now', async () => {
  const place = await targetsUnderTest();
  const viewId = ViewId.parse(place.ctx.newId());
  const view = { id: viewId, name: 'Urgent', sort: 'newest', isShared: true } as const;
  await createView(place.agent, { ...view, filters: { priority: ['urgent'], status: ['done'], assignee: ['nobody'] } });
  await place.set({ filters: { priority: ['high'] }, ...minutes({ first: 60 }) });
  await place.set({ viewId, ...minutes({ first: 30 }) });
  expect(await place.stands()).toEqual([]);

  await change(place, { priority: 'high' });
  expect(await place.stands()).toMatchObject([{ minutes: 60, outcome: 'open' }]);
  await change(place, { priority: 'urgent' });
  const both = async () => (await place.stands()).map((row) => [row.minutes, row.outcome]).toSorted();
  expect(await both()).toEqual([
    [30, 'open'],
    [60, 'cancelled'],
  ]);
  await changeView(place.agent, viewId, { filters: { priority: ['low'] } });
  await place.drain();
  expect(await both()).toEqual([
    [30, 'cancelled'],
    [60, 'cancelled'],
  ]);
  await deleteView(place.agent, viewId);
  await place.drain();
  await change(place, { priority: 'high' });
  expect(await both()).toEqual([
    [30, 'cancelled'],
    [60, 'open'],
  ]);
});

test('a target that is removed holds of nothing more, and comes back as it was', async () => {
  const place = await targetsUnderTest();
  const id = await place.set(minutes({ first: 60 }));
  await removeTarget(place.agent, id);
  await place.drain();
  expect(await listTargets(place.agent)).toEqual([]);
  expect(await place.stands()).toMatchObject([{ outcome: 'cancelled' }]);
  expect(await shown(place)).not.toHaveProperty('target');
  await removeTarget(place.agent, id);

  await place.set(minutes({ first: 60 }), id);
  expect(await listTargets(place.agent)).toMatchObject([{ id, name: 'Everybody' }]);
  expect(await place.stands()).toMatchObject([{ outcome: 'open', endedAt: null }]);
});

test('messages that go into another topic take their wait along, and bring it back', async () => {
  const place = await targetsUnderTest();
  await place.set(minutes({ first: 60, next: 60, done: 600 }));
  await place.agentReplies();
  await place.drain();
  await place.pass(10 * MINUTE);
  const messageId = await place.visitorWrites('Something else');
  await place.drain();
  const id = ChangeId.parse(place.ctx.newId());
  const intoId = TopicId.parse(place.ctx.newId());
  await moveMessages(place.agent, place.topicId, { id, messages: { which: 'from', messageId }, intoId, isNew: true });
  await place.drain();
  const running = async () =>
    (await place.stands()).filter(({ endedAt }) => endedAt === null).map(({ topicId, kind }) => [topicId, kind]);
  const moved = await running();
  expect(moved).toContainEqual([intoId, 'first']);
  expect(moved).not.toContainEqual([place.topicId, 'next']);

  await undoMove(place.agent, intoId, id);
  await place.drain();
  expect((await running()).toSorted()).toEqual([
    [place.topicId, 'done'],
    [place.topicId, 'next'],
  ]);
});

test('a message costs a workspace without targets no trip for them', async () => {
  const place = await targetsUnderTest();
  await place.agentReplies();
  await place.drain();
  const withTargets = async () =>
    countTrips(async () => {
      await place.visitorWrites();
    });
  expect(await withTargets()).toBe(1);
  await place.set(minutes({ first: 60 }));
  expect(await withTargets()).toBe(1);
});

test('the report counts what was kept against what was missed, and what runs', async () => {
  const place = await targetsUnderTest();
  const targetId = await place.set(minutes({ first: 60, next: 30 }));
  await place.agentReplies();
  await place.drain();
  await place.pass(10 * MINUTE);
  await place.visitorWrites();
  await place.drain();
  await place.pass(40 * MINUTE);
  const { targets } = await reportTargets(place.agent, 7);
  expect(targets).toMatchObject([
    {
      targetId,
      kinds: [
        { kind: 'first', kept: { value: 1, count: 1 }, open: 0, late: 0 },
        { kind: 'next', kept: { value: 0, count: 1 }, open: 1, late: 1 },
      ],
    },
  ]);
});

test('only owners and admins set targets, and of another workspace’s nobody learns', async () => {
  const place = await targetsUnderTest();
  const other = await targetsUnderTest();
  const id = await place.set(minutes({ first: 60 }));
  const { ctx: agent } = await newAgent(place.workspace, 'agent');
  const of = { name: 'Mine', viewId: null, filters: {}, inOfficeHours: false, ...minutes({}) };
  await expect(saveTarget(agent, id, of)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(removeTarget(agent, id)).rejects.toMatchObject({ code: 'forbidden' });
  expect(await listTargets(other.agent)).toEqual([]);
  await removeTarget(other.agent, id);
  expect(await listTargets(place.agent)).toHaveLength(1);
});

test('a workspace has fifty targets at most, also where more are made in the same moment', async () => {
  const { agent } = await targetsUnderTest();
  const of = { name: 'Quick', viewId: null, filters: {}, inOfficeHours: false, ...minutes({ first: 60 }) };
  const save = (by = agent) => saveTarget(by, agent.newId() as TargetId, of);
  await Promise.all(Array.from({ length: 48 }, () => save()));
  const made = await Promise.allSettled(Array.from({ length: 4 }, () => save(slowToCommit(agent))));
  const refused = made.flatMap((each) => (each.status === 'rejected' ? [each.reason.code] : []));
  expect(refused).toEqual(['conflict', 'conflict']);
  expect(await listTargets(agent)).toHaveLength(50);
});

test('every single case can be taken out', async () => {
  const place = await targetsUnderTest();
  await place.set({ name: 'Quick', ...minutes({ first: 60 }), inOfficeHours: true });
  const { rows, body } = await exportWorkspace(place.agent, { what: 'targets', format: 'csv' });
  const text = await new Response(body).text();
  expect(rows).toBe(1);
  expect(text.split('\r\n')[0]).toMatch(/topic_id,target,kind,team,minutes/);
  expect(text).toContain(
    `${place.topicId},Quick,first,,60,true,2026-11-23T10:00:00.000Z,2026-11-23T11:00:00.000Z,open`,
  );
});
