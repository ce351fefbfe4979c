import type { ExperimentChange } from '@everthread/shared/models/experiment';
import { ChangeId, ExperimentId, MessageId } from '@everthread/shared/models/ids';
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Conversation } from '../../test/conversations.ts';
import { countTrips } from '../../test/count-trips.ts';
import { newAgent, promiseNothing } from '../../test/factories.ts';
import { HOUR, MINUTE, promisesUnderTest } from '../../test/promises.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { experimentTopics } from '../db/schema/experiments.ts';
import { sendMessage } from '../messages/send-message.ts';
import { changeTopic } from '../topics/change-topic.ts';
import { armOf } from './arm-of.ts';
import { reportExperiment } from './report-experiment.ts';
import { listExperiments, removeExperiment, saveExperiment } from './save-experiment.ts';
import { turnExperiment } from './turn-experiment.ts';

const usual: ExperimentChange = {
  name: 'Later, but surer',
  filters: {},
  first: { likelihood: 90, leastMinutes: 0 },
  second: { likelihood: 95, leastMinutes: 600 },
  share: 50,
  detects: 10,
};

async function place() {
  const here = await promisesUnderTest();
  const id = ExperimentId.parse(here.ctx.newId());
  return {
    ...here,
    id,
    save: (change: Partial<ExperimentChange> = {}) => saveExperiment(here.agent, id, { ...usual, ...change }),
    begin: () => turnExperiment(here.agent, id, { state: 'running' }),
    end: () => turnExperiment(here.agent, id, { state: 'ended' }),
    async write(who: Conversation, by: 'visitor' | 'agent') {
      const message = { id: MessageId.parse(here.ctx.newId()), text: 'Words' };
      await sendMessage(by === 'visitor' ? who.visitor : here.agent, who.threadId, message);
      await here.drain();
    },
    async partsOf() {
      const [rows] = await inWorkspace(here.ctx, [
        here.ctx.db.select().from(experimentTopics).where(eq(experimentTopics.workspaceId, here.ctx.actor.workspaceId)),
      ]);
      return rows;
    },
  };
}

test('topics that begin while it runs are promised by the policy of their visitor, and no others', async () => {
  const { id, ctx, save, begin, end, drain, pass, rows, partsOf, anotherThread, topicId: before } = await place();
  await save();
  await pass(MINUTE);
  await begin();
  const conversations: Conversation[] = [];
  for (let nth = 0; nth < 8; nth += 1) conversations.push(await anotherThread());
  await drain();

  const { promises } = await rows();
  const parts = await partsOf();
  expect(parts).toHaveLength(8);
  expect(parts.map(({ topicId }) => topicId)).not.toContain(before);
  for (const { topicId, visitor } of conversations) {
    const arm = armOf(ctx.actor.workspaceId, id, visitor.actor.visitorId, 50);
    expect(parts).toContainEqual(expect.objectContaining({ topicId, arm }));
    const made = promises.find((promise) => promise.topicId === topicId);
    expect(made?.likelihood).toBe(usual[arm].likelihood);
    const saidMinutes = ((made?.dueAt.getTime() ?? 0) - (made?.madeAt.getTime() ?? 0)) / MINUTE;
    expect(saidMinutes >= 600).toBe(arm === 'second');
    expect(saidMinutes).toBeLessThanOrEqual(605); // up to the next five minutes
  }

  await end();
  const later = await anotherThread();
  await drain();
  expect((await partsOf()).map(({ topicId }) => topicId)).not.toContain(later.topicId);
});

test('only topics of the segment take part', async () => {
  const { save, begin, pass, drain, partsOf, anotherThread } = await place();
  await save({ share: 99, filters: { language: ['de'] } });
  await begin();
  await pass(MINUTE);
  await anotherThread();
  await drain();
  expect(await partsOf()).toEqual([]);
});

test('later answers in a topic go by the same policy', async () => {
  const other = await place();
  await other.save();
  await other.begin();
  await other.pass(MINUTE);
  const talk = await other.anotherThread();
  await other.drain();
  await other.pass(MINUTE);
  await other.write(talk, 'agent');
  await other.pass(MINUTE);
  await other.write(talk, 'visitor');
  const made = (await other.rows()).promises.filter(({ topicId }) => topicId === talk.topicId);
  const arm = armOf(other.ctx.actor.workspaceId, other.id, talk.visitor.actor.visitorId, 50);
  expect(made.map(({ kind, likelihood }) => [kind, likelihood])).toEqual([
    ['first', usual[arm].likelihood],
    ['next', usual[arm].likelihood],
  ]);
  expect(await other.partsOf()).toHaveLength(1);
});

test('a draft can be changed and removed; what has begun keeps what it is about, runs alone, and ends for good', async () => {
  const { agent, ctx, id, save, begin, end } = await place();
  expect(await save()).toMatchObject({ id, state: 'draft', startedAt: null });
  expect(await save({ share: 20 })).toMatchObject({ share: 20 });
  expect(await begin()).toMatchObject({ state: 'running' });
  expect(await begin()).toMatchObject({ state: 'running' });
  await expect(save({ share: 30 })).rejects.toMatchObject({ code: 'conflict' });
  expect(await save({ share: 20, name: 'Renamed' })).toMatchObject({ name: 'Renamed', share: 20 });
  await expect(removeExperiment(agent, id)).rejects.toMatchObject({ code: 'conflict' });

  const other = ExperimentId.parse(ctx.newId());
  await saveExperiment(agent, other, usual);
  await expect(turnExperiment(agent, other, { state: 'running' })).rejects.toMatchObject({ code: 'conflict' });
  await expect(turnExperiment(agent, other, { state: 'ended' })).rejects.toMatchObject({ code: 'conflict' });
  expect(await end()).toMatchObject({ state: 'ended' });
  await expect(begin()).rejects.toMatchObject({ code: 'conflict' });
  expect(await turnExperiment(agent, other, { state: 'running' })).toMatchObject({ state: 'running' });

  await removeExperiment(agent, id);
  expect((await listExperiments(agent)).map((each) => each.id)).toEqual([other]);
  await expect(reportExperiment(agent, id)).rejects.toMatchObject({ code: 'not_found' });
});

test('where nothing is promised none begins; only owners and admins set one up; another workspace learns nothing', async () => {
  const { workspace, agent, id, save, begin } = await place();
  await save();
  await promiseNothing(workspace);
  await expect(begin()).rejects.toMatchObject({ code: 'conflict' });
  const { ctx: colleague } = await newAgent(workspace, 'agent');
  await expect(saveExperiment(colleague, id, usual)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(turnExperiment(colleague, id, { state: 'running' })).rejects.toMatchObject({ code: 'forbidden' });
  const other = await place();
  await expect(reportExperiment(other.agent, id)).rejects.toMatchObject({ code: 'not_found' });
  expect(await listExperiments(other.agent)).toEqual([]);
  expect(await listExperiments(agent)).toHaveLength(1);
});

test('the report counts what came of the topics, by the policy of each, and says that it is too early', async () => {
  const { ctx, agent, id, save, begin, drain, pass, anotherThread, write } = await place();
  await save();
  await begin();
  await pass(MINUTE);
  const talk = await anotherThread();
  await drain();
  await pass(MINUTE);
  await write(talk, 'agent'); // nobody knows how long it took
  await pass(5 * MINUTE);
  await write(talk, 'agent');
  await changeTopic(agent, talk.topicId, { id: ChangeId.parse(ctx.newId()), status: 'done' });
  await drain();
  await pass(HOUR);
  await write(talk, 'visitor');

  const arm = armOf(ctx.actor.workspaceId, id, talk.visitor.actor.visitorId, 50);
  let trips = 0;
  const report = await (async () => {
    let found: Awaited<ReturnType<typeof reportExperiment>> | undefined;
    trips = await countTrips(async () => {
      found = await reportExperiment(agent, id);
    });
    if (!found) throw new Error('There is a report');
    return found;
  })();
  expect(trips).toBe(1);
  expect([report.topics[arm], report.visitors[arm]]).toEqual([1, 1]);
  const values = Object.fromEntries(report.measures.map((each) => [each.measure, each[arm]]));
  expect(values).toMatchObject({
    satisfaction: { value: null, cases: 0 },
    reopened: { value: 1, cases: 1, visitors: 1 },
    messages: { value: 4, cases: 1 },
    replies: { value: 12, cases: 1 }, // one in five minutes
  });
  expect(report.measures.every(({ isTooEarly }) => isTooEarly)).toBe(true);
});
