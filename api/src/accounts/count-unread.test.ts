import { AgentId, ChangeId, MessageId } from '@everthread/shared/models/ids';
import { expect, test } from 'vitest';
import { newThread } from '../../test/conversations.ts';
import { countTrips } from '../../test/count-trips.ts';
import { newAgent, newWorkspace, type TestAgent } from '../../test/factories.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import type { Context, SystemActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { agents } from '../db/schema/agents.ts';
import { sendMessage } from '../messages/send-message.ts';
import { changeTopic } from '../topics/change-topic.ts';
import { markTopicRead } from '../topics/mark-topic-read.ts';
import { countUnread } from './count-unread.ts';

const surroundings = await testSurroundings();
await newThread(await newWorkspace(surroundings)); // so that no single test waits for all that begins with the first
const newId = () => surroundings.newId();

/** The same person is an agent of another workspace as well. */
async function joins(workspace: Context<SystemActor>, { ctx, userId }: TestAgent): Promise<TestAgent['ctx']> {
  const { workspaceId } = workspace.actor;
  await inWorkspace(workspace, [
    workspace.db
      .insert(agents)
      .values({ workspaceId, id: AgentId.parse(newId()), userId, name: 'Ada', role: 'viewer', joinedAt: ctx.now() }),
  ]);
  return { ...ctx, actor: { ...ctx.actor, workspaceId } };
}

test('in each workspace are counted what is open, one’s own or nobody’s, and not read', async () => {
  const here = await newWorkspace(surroundings);
  const there = await newWorkspace(surroundings);
  const ada = await newAgent(here);
  const ben = await newAgent(here, 'agent', 'Ben');
  await joins(there, ada);
  const [unread, read, bens, done, answered] = await Promise.all(Array.from({ length: 5 }, () => newThread(here)));
  await newThread(there);
  if (!unread || !read || !bens || !done || !answered) throw new Error('All have begun');
  const change = { id: ChangeId.parse(newId()) };
  await markTopicRead(ada.ctx, read.topicId, { seq: 1 });
  await changeTopic(ada.ctx, bens.topicId, { ...change, assigneeId: ben.agentId });
  await changeTopic(ada.ctx, done.topicId, { id: ChangeId.parse(newId()), status: 'done' });
  await markTopicRead(ada.ctx, answered.topicId, { seq: 1 });
  await sendMessage(answered.visitor, answered.threadId, { id: MessageId.parse(newId()), text: 'And this' });

  const { workspaceId } = here.actor;
  expect(await countUnread(surroundings, ada.sessionToken)).toEqual({ [workspaceId]: 2, [there.actor.workspaceId]: 1 });
  expect(await countUnread(surroundings, ben.sessionToken)).toEqual({ [workspaceId]: 4 });
});

test('it is two trips for any number of workspaces, and nobody without a session learns anything', async () => {
  const ada = await newAgent(await newWorkspace(surroundings));
  for (let i = 0; i < 3; i++) await joins(await newWorkspace(surroundings), ada);
  expect(await countTrips(() => countUnread(surroundings, ada.sessionToken))).toBe(2);
  await expect(countUnread(surroundings, newId())).rejects.toMatchObject({ code: 'signed_out' });
});
