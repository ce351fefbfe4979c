import { ChangeId } from '@everthread/shared/models/ids';
import { expect, test } from 'vitest';
import { targetsUnderTest } from '../../test/targets.ts';
import { setHours } from '../hours/set-hours.ts';
import { changeTeam } from '../teams/change-team.ts';
import { createTeam } from '../teams/create-team.ts';
import { changeTopic } from '../topics/change-topic.ts';

const from = (opening: string) => ({
  timeZone: 'UTC',
  weekly: [1, 2, 3, 4, 5].map((day) => ({ day, from: opening, to: '24:00' })),
  holidays: [],
  openings: [],
});

test('with a team its hours go, and what ran by them has its time anew; with it they come back', async () => {
  const place = await targetsUnderTest(); // a Monday, 10:00 UTC
  const { agent, topicId, ctx, drain, stands } = place;
  const team = await createTeam(agent, { name: 'Night' });
  await setHours(agent, null, from('09:00'));
  await setHours(agent, team.id, from('18:00'));
  await changeTopic(agent, topicId, { id: ChangeId.parse(ctx.newId()), teamId: team.id });
  await drain();
  await place.set({ minutes: { first: 60, next: null, done: null }, inOfficeHours: true });
  const due = async () => {
    await drain();
    return (await stands()).map(({ dueAt }) => dueAt?.toISOString());
  };
  expect(await due()).toEqual(['2026-11-23T19:00:00.000Z']);
  await changeTeam(agent, team.id, { isRemoved: true });
  expect(await due()).toEqual(['2026-11-23T11:00:00.000Z']);
  await changeTeam(agent, team.id, { isRemoved: false });
  expect(await due()).toEqual(['2026-11-23T19:00:00.000Z']);
});
