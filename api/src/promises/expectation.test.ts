import { ChangeId } from '@everthread/shared/models/ids';
import { expect, test } from 'vitest';
import { learnedTeam } from '../../test/learned-team.ts';
import { HOUR, MINUTE, promisesUnderTest } from '../../test/promises.ts';
import type { KeyHolder } from '../context.ts';
import { outlookFor } from '../hours/outlook.ts';
import { setHours } from '../hours/set-hours.ts';
import { createTeam } from '../teams/create-team.ts';
import { changeTopic } from '../topics/change-topic.ts';
import { openSession } from '../visitors/open-session.ts';

type Place = Pick<Awaited<ReturnType<typeof promisesUnderTest>>, 'visitor' | 'ctx'>;

/** What a visitor is told to expect who comes back. */
async function expectedBy({ visitor, ctx }: Place) {
  const { workspaceId, keyHash } = visitor.actor;
  const actor: KeyHolder = { kind: 'key-holder', workspaceId, keyHash };
  const { visitorId, topicId, teamId, answer } = await openSession({ ...ctx, actor }, undefined);
  const { expected } = await outlookFor(ctx, workspaceId, teamId, answer, { visitorId, topicId });
  return {
    answer,
    likelihood: expected?.likelihood,
    minutes: expected && (Date.parse(expected.dueAt) - ctx.now().getTime()) / MINUTE,
  };
}

test('who comes back is told what those promise who answer him, not what the workspace does', async () => {
  const place = await promisesUnderTest();
  const { agent, topicId, ctx } = place;
  const team = await createTeam(agent, { name: 'Night' });
  const openFrom = (from: string) => ({
    timeZone: 'UTC',
    weekly: [1, 2, 3, 4, 5].map((day) => ({ day, from, to: '24:00' })),
    holidays: [],
    openings: [],
  });
  await setHours(agent, null, openFrom('09:00'));
  await setHours(agent, team.id, openFrom('18:00'));
  await changeTopic(agent, topicId, { id: ChangeId.parse(ctx.newId()), teamId: team.id });
  expect((await expectedBy(place)).minutes).toBe(8 * 60 + 4 * 60);
  const { expected } = await outlookFor(ctx, ctx.actor.workspaceId, null);
  expect(expected?.dueAt).toBe(new Date(place.now().getTime() + 4 * HOUR).toISOString());
});

test('in a topic that goes on a next answer is to be expected, and once it is done a first one again', async () => {
  const slowFirst = (at: number) =>
    at % 2 === 0
      ? { minutes: 50 + (at % 7), kind: 'first' as const }
      : { minutes: 3 + (at % 3), kind: 'next' as const };
  const place = await learnedTeam(240, slowFirst);
  const { agent, topicId, ctx } = place;
  expect((await expectedBy(place)).answer).toBe('first');
  place.jump(MINUTE);
  await place.agentReplies();
  await place.drain();
  const next = await expectedBy(place);
  await changeTopic(agent, topicId, { id: ChangeId.parse(ctx.newId()), status: 'done' });
  const first = await expectedBy(place);
  expect([next.answer, first.answer]).toEqual(['next', 'first']);
  expect(first.minutes).toBeGreaterThan((next.minutes ?? Number.POSITIVE_INFINITY) + 20);
});
