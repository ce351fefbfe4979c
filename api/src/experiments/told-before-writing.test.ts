import type { ExperimentChange } from '@everthread/shared/models/experiment';
import { ChangeId, ExperimentId } from '@everthread/shared/models/ids';
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { Conversation } from '../../test/conversations.ts';
import { MINUTE, promisesUnderTest } from '../../test/promises.ts';
import type { KeyHolder } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { experimentTopics } from '../db/schema/experiments.ts';
import { outlookFor } from '../hours/outlook.ts';
import { changeTopic } from '../topics/change-topic.ts';
import { openSession } from '../visitors/open-session.ts';
import { armOf } from './arm-of.ts';
import { saveExperiment } from './save-experiment.ts';
import { turnExperiment } from './turn-experiment.ts';

const policies: ExperimentChange = {
  name: 'Later, but surer',
  filters: {},
  first: { likelihood: 80, leastMinutes: 0 },
  second: { likelihood: 95, leastMinutes: 600 },
  share: 50,
  detects: 10,
};

async function underway(change: Partial<ExperimentChange> = {}) {
  const place = await promisesUnderTest();
  const { ctx, agent, pass } = place;
  await pass(MINUTE);
  const id = ExperimentId.parse(ctx.newId());
  await saveExperiment(agent, id, { ...policies, ...change });
  await turnExperiment(agent, id, { state: 'running' });
  await pass(MINUTE);
  return {
    ...place,
    /** How likely an answer is said to be to a visitor who comes back, before he writes. */
    async told({ visitor }: Pick<Conversation, 'visitor'>) {
      const { workspaceId, keyHash } = visitor.actor;
      const actor: KeyHolder = { kind: 'key-holder', workspaceId, keyHash };
      const { visitorId, topicId, teamId, answer } = await openSession({ ...ctx, actor }, undefined);
      const { expected } = await outlookFor(ctx, workspaceId, teamId, answer, { visitorId, topicId });
      return expected?.likelihood;
    },
    policyOf: ({ visitor }: Pick<Conversation, 'visitor'>) =>
      policies[armOf(ctx.actor.workspaceId, id, visitor.actor.visitorId, 50)].likelihood,
    async taking() {
      const [rows] = await inWorkspace(ctx, [
        ctx.db.select().from(experimentTopics).where(eq(experimentTopics.workspaceId, ctx.actor.workspaceId)),
      ]);
      return rows.length;
    },
  };
}

test('who comes back is told before he writes by the policy by which he is promised an answer once he has', async () => {
  const place = await underway();
  const conversations: Conversation[] = [];
  for (let nth = 0; nth < 6; nth += 1) conversations.push(await place.anotherThread());
  await place.drain();
  const { promises } = await place.rows();
  for (const conversation of conversations) {
    const promised = promises.find(({ topicId }) => topicId === conversation.topicId)?.likelihood;
    expect([promised, await place.told(conversation)]).toEqual(Array(2).fill(place.policyOf(conversation)));
  }
});

test('a topic from before goes by what the workspace says, the next one by the policy; asking makes none take part', async () => {
  const place = await underway();
  const { agent, topicId, ctx } = place;
  expect(await place.told(place)).toBe(90);
  await changeTopic(agent, topicId, { id: ChangeId.parse(ctx.newId()), status: 'done' });
  expect(await place.told(place)).toBe(place.policyOf(place));
  expect(await place.taking()).toBe(0);
});

test('who is not of its segment is told what the workspace says', async () => {
  const place = await underway({ filters: { language: ['de'] } });
  const conversation = await place.anotherThread();
  await place.drain();
  expect(await place.told(conversation)).toBe(90);
});
