import { ChangeId, MessageId } from '@everthread/shared/models/ids';
import type { TopicChange } from '@everthread/shared/models/topic-change';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { workspaceWithThread } from '../../test/conversations.ts';
import { recordingRooms } from '../../test/recording-rooms.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { sendMessage } from '../messages/send-message.ts';
import { drainOutbox } from '../outbox/drain-outbox.ts';
import { changesAfter } from '../threads/changes-after.ts';
import { changeTopic } from '../topics/change-topic.ts';
import { toTopic, toVisitorTopic } from '../topics/topic-view.ts';
import { undoChange } from '../topics/undo-change.ts';
import { changeWorkspace } from '../workspaces/change-workspace.ts';
import { rateTopic } from './rate-topic.ts';

let moved = 0;
const surroundings = await testSurroundings({ now: () => new Date(Date.parse('2026-11-22T10:00:00Z') + moved) });
const SECOND = 1000;

/** A visitor whom an agent has answered. Time stands still until it is let pass. */
async function place() {
  const here = await workspaceWithThread(surroundings);
  const { agent, visitor, threadId, topicId, workspace } = here;
  const { env, told } = recordingRooms();
  const { workspaceId } = workspace.actor;
  const say = (ctx: typeof agent | typeof visitor) =>
    sendMessage(ctx, threadId, { id: MessageId.parse(surroundings.newId()), text: 'And so on' });
  const pass = async (seconds: number) => {
    await drainOutbox(workspace, env, workspaceId);
    moved += seconds * SECOND;
    await drainOutbox(workspace, env, workspaceId);
  };
  await say(agent);
  return {
    ...here,
    told,
    say,
    pass,
    change: async (change: Omit<TopicChange, 'id'>) => {
      const id = ChangeId.parse(surroundings.newId());
      await changeTopic(agent, topicId, { id, ...change });
      return id;
    },
    seen: async () => {
      const [row] = (await changesAfter(agent, threadId, 0)).topics;
      if (!row) throw new Error('The thread has a topic');
      return { row, team: toTopic(row).rating, visitor: toVisitorTopic(row).rating };
    },
  };
}

test('ten seconds after a topic is done its visitor is asked, and what he says the team sees', async () => {
  const { change, pass, seen, visitor, threadId, topicId } = await place();
  await change({ status: 'done' });
  await pass(9);
  expect((await seen()).visitor).toBeUndefined();
  await pass(2);
  expect((await seen()).visitor).toMatchObject({ score: null, word: null, ratedAt: null });

  await rateTopic(visitor, threadId, topicId, { score: 4 });
  await rateTopic(visitor, threadId, topicId, { score: 4, word: 'Quick, and kind' });
  await rateTopic(visitor, threadId, topicId, { score: 4, word: 'Quick, and kind' });

  const rated = { score: 4, word: 'Quick, and kind' };
  expect(await seen()).toMatchObject({ team: rated, visitor: rated });
});

test('nobody is asked where the agent took it back, where nobody had answered, and where it is switched off', async () => {
  const back = await place();
  const done = await back.change({ status: 'done' });
  await undoChange(back.agent, back.topicId, done);
  await back.pass(60);
  expect((await back.seen()).row.ratingAskedAt).toBeNull();

  const off = await place();
  await changeWorkspace(off.agent, { ratingScale: 'off' });
  await off.change({ status: 'done' });
  await off.pass(60);
  expect((await off.seen()).row.ratingAskedAt).toBeNull();

  const { agent, threadId, topicId, workspace } = await workspaceWithThread(surroundings);
  const { env } = recordingRooms();
  await changeTopic(agent, topicId, { id: ChangeId.parse(surroundings.newId()), status: 'done' });
  await drainOutbox(workspace, env, workspace.actor.workspaceId);
  moved += 60 * SECOND;
  await drainOutbox(workspace, env, workspace.actor.workspaceId);
  expect((await changesAfter(agent, threadId, 0)).topics[0]?.ratingAskedAt).toBeNull();
});

test('of what was done long ago nobody is asked, whatever the team still does to it', async () => {
  const { agent, change, pass, seen } = await place();
  await changeWorkspace(agent, { ratingScale: 'off' });
  await change({ status: 'done' });
  await pass(60);
  await changeWorkspace(agent, { ratingScale: 'faces' });
  await pass(25 * 60 * 60);
  await change({ priority: 'high' });
  await pass(60);
  expect((await seen()).row.ratingAskedAt).toBeNull();
});

test('a word that comes once the topic has gone on is refused, not lost in silence', async () => {
  const { change, pass, visitor, threadId, topicId } = await place();
  await change({ status: 'done' });
  await pass(11);
  await rateTopic(visitor, threadId, topicId, { score: 4 });
  await change({ status: 'open' });
  const late = rateTopic(visitor, threadId, topicId, { score: 4, word: 'Quick' });
  await expect(late).rejects.toMatchObject({ code: 'conflict' });
});

test('a topic that goes on takes the question with it, and what comes too late is refused', async () => {
  const { change, pass, say, seen, visitor, threadId, topicId } = await place();
  await change({ status: 'done' });
  await pass(11);
  await say(visitor);
  expect((await seen()).visitor).toBeUndefined();
  await expect(rateTopic(visitor, threadId, topicId, { score: 5 })).rejects.toMatchObject({ code: 'conflict' });
});

test('of another’s topic nobody says anything, nor learns that it is there', async () => {
  const { change, pass, topicId, threadId, anotherThread } = await place();
  const other = await anotherThread();
  await change({ status: 'done' });
  await pass(11);
  const missing = { code: 'not_found' };
  await expect(rateTopic(other.visitor, threadId, topicId, { score: 1 })).rejects.toMatchObject(missing);
  await expect(rateTopic(other.visitor, other.threadId, topicId, { score: 1 })).rejects.toMatchObject(missing);
});

test('whatever happens to a topic, its visitor is asked at most once, and never in the middle of it', async () => {
  const step = fc.oneof(
    ...(['done', 'reopen', 'undo', 'visitor', 'agent', 'wait', 'rate'] as const).map((name) => fc.constant(name)),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 10 }), async (steps) => {
      const { change, pass, say, seen, agent, visitor, threadId, topicId } = await place();
      const asked = new Set<string>();
      let last: ChangeId | undefined;
      for (const name of steps) {
        if (name === 'done') last = await change({ status: 'done' });
        if (name === 'reopen') last = await change({ status: 'open' });
        if (name === 'undo' && last) await undoChange(agent, topicId, last).catch(() => {});
        if (name === 'visitor') await say(visitor);
        if (name === 'agent') await say(agent);
        if (name === 'wait') await pass(12);
        if (name === 'rate') await rateTopic(visitor, threadId, topicId, { score: 3 }).catch(() => {});
        const now = await seen();
        if (now.visitor) expect(now.row.status).toBe('done');
        if (now.row.ratingAskedAt) asked.add(now.row.ratingAskedAt.toISOString());
        if (now.visitor?.score === null) asked.add(now.visitor.askedAt);
      }
      expect(asked.size).toBeLessThanOrEqual(1);
    }),
    { numRuns: 15 },
  );
});
