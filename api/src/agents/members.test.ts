import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { browserOf, newWorker, type Worker } from '../../test/browser.ts';
import { newThread } from '../../test/conversations.ts';
import { newAgent, newWorkspace, type TestAgent } from '../../test/factories.ts';
import { recordingRooms } from '../../test/recording-rooms.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { listAudit } from '../audit/list-audit.ts';
import type { Context, Surroundings, SystemActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { topics } from '../db/schema/topics.ts';
import { drainOutbox } from '../outbox/drain-outbox.ts';
import { listTopics } from '../topics/list-topics.ts';
import { getWorkspace } from '../workspaces/get-workspace.ts';
import { changeRole } from './change-role.ts';
import { leaveWorkspace, removeAgent } from './end-membership.ts';
import { listMembers } from './list-members.ts';

let surroundings: Surroundings;
let worker: Worker;
beforeAll(async () => {
  surroundings = await testSurroundings();
  worker = await newWorker();
  await team(); // so that no single test waits for all that begins with the first
});

async function team(): Promise<{ workspace: Context<SystemActor>; owner: TestAgent; ben: TestAgent }> {
  const workspace = await newWorkspace(surroundings);
  return {
    workspace,
    owner: await newAgent(workspace, 'owner', 'Mara'),
    ben: await newAgent(workspace, 'agent', 'Ben'),
  };
}
const roleOf = async ({ ctx }: TestAgent, { agentId }: TestAgent) =>
  (await getWorkspace(ctx)).agents.find(({ id }) => id === agentId)?.role;
const refused = (code: string) => expect.objectContaining({ code });

test('managers see who is in, with the address he signs in with; others do not', async () => {
  const { owner, ben } = await team();
  expect(await listMembers(owner.ctx)).toMatchObject([
    { id: owner.agentId, name: 'Mara', email: owner.email, role: 'owner', hasSecondFactor: false },
    { id: ben.agentId, email: ben.email, role: 'agent' },
  ]);
  await expect(listMembers(ben.ctx)).rejects.toEqual(refused('forbidden'));
});

describe('a role', () => {
  test('that is changed holds from the next request on, and the log says who changed it', async () => {
    const { owner, ben } = await team();
    await changeRole(owner.ctx, ben.agentId, 'admin');
    expect(await listMembers(ben.ctx)).toHaveLength(2);

    await changeRole(owner.ctx, ben.agentId, 'viewer');

    await expect(listMembers(ben.ctx)).rejects.toEqual(refused('forbidden'));
    expect((await listAudit(owner.ctx, { what: 'agent.role_changed' })).entries).toMatchObject([
      { agentId: owner.agentId, details: { subject: 'Ben', from: 'admin', to: 'viewer' } },
      { agentId: owner.agentId, details: { subject: 'Ben', from: 'agent', to: 'admin' } },
    ]);
  });

  test('of an owner is an owner’s to give and to take', async () => {
    const { workspace, owner, ben } = await team();
    const admin = await newAgent(workspace, 'admin', 'Eva');
    for (const [target, role] of [
      [ben, 'owner'],
      [admin, 'owner'],
      [owner, 'agent'],
    ] as const) {
      await expect(changeRole(admin.ctx, target.agentId, role)).rejects.toEqual(refused('forbidden'));
    }
    await expect(removeAgent(admin.ctx, owner.agentId)).rejects.toEqual(refused('forbidden'));
    await changeRole(admin.ctx, ben.agentId, 'admin');
    await changeRole(owner.ctx, ben.agentId, 'owner');
    expect(await roleOf(owner, ben)).toBe('owner');
  });

  test('of the last owner stays, however it is tried', async () => {
    const { owner, ben } = await team();
    await expect(changeRole(owner.ctx, owner.agentId, 'admin')).rejects.toEqual(refused('conflict'));
    await expect(removeAgent(owner.ctx, owner.agentId)).rejects.toEqual(refused('conflict'));
    await expect(leaveWorkspace(owner.ctx)).rejects.toEqual(refused('conflict'));
    await changeRole(owner.ctx, ben.agentId, 'owner');

    const tries = await Promise.allSettled([
      changeRole(owner.ctx, ben.agentId, 'agent'),
      changeRole(ben.ctx, owner.agentId, 'agent'),
    ]);

    expect(tries.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('is nobody’s to change in another workspace, nor of who is not there', async () => {
    const [{ owner, ben }, other] = [await team(), await team()];
    await expect(changeRole(other.owner.ctx, ben.agentId, 'viewer')).rejects.toEqual(refused('not_found'));
    await expect(removeAgent(other.owner.ctx, ben.agentId)).rejects.toEqual(refused('not_found'));
    await expect(changeRole(ben.ctx, ben.agentId, 'admin')).rejects.toEqual(refused('forbidden'));
    expect(await roleOf(owner, ben)).toBe('agent');
  });

  test('G9 is taken from the session and the address, never from the body', async () => {
    const { owner, ben } = await team();
    const browser = browserOf(worker, ben);
    const path = `/api/workspaces/${owner.workspaceId}/members/${ben.agentId}`;
    expect((await browser.patch(path, { role: 'admin' })).status).toBe(403);
    expect((await browser.patch(path, { role: 'admin', userId: owner.userId })).status).toBe(400);
    expect((await browser.patch(path, { role: 'god' })).status).toBe(400);
  });
});

describe('an agent who is removed', () => {
  test('G4 finds no workspace with his next request, and his sockets are closed', async () => {
    const { workspace, owner, ben } = await team();
    const { env, endedAgents } = recordingRooms();

    await removeAgent(owner.ctx, ben.agentId);

    await expect(getWorkspace(ben.ctx)).rejects.toEqual(refused('not_found'));
    await expect(listTopics(ben.ctx, { filters: {}, sort: 'newest' })).rejects.toEqual(refused('not_found'));
    await drainOutbox(workspace, env, owner.workspaceId);
    expect(endedAgents).toEqual([
      { room: `team:${owner.workspaceId}`, who: { agentId: ben.agentId, sessionId: undefined } },
    ]);
  });

  test('leaves what he had to nobody, in the thread’s next revision, and what he finished as it was', async () => {
    const { workspace, owner, ben } = await team();
    const [one, done, owners] = [await newThread(workspace), await newThread(workspace), await newThread(workspace)];
    const give = (topicId: string, agentId: string, status = 'open') =>
      workspace.db
        .update(topics)
        .set({ assigneeId: agentId as never, status: status as 'open', doneAt: status === 'done' ? new Date() : null })
        .where(eq(topics.id, topicId as never));
    await inWorkspace(workspace, [
      give(one.topicId, ben.agentId),
      give(done.topicId, ben.agentId, 'done'),
      give(owners.topicId, owner.agentId),
    ]);
    const rows = async () =>
      new Map(
        (await inWorkspace(workspace, [workspace.db.select().from(topics)]))[0].map((topic) => [topic.id, topic]),
      );
    const before = await rows();

    await removeAgent(owner.ctx, ben.agentId);

    const after = await rows();
    expect(after.get(one.topicId)?.assigneeId).toBeNull();
    expect(after.get(one.topicId)?.rev).toBe((before.get(one.topicId)?.rev ?? 0) + 1);
    expect(after.get(done.topicId)).toEqual(before.get(done.topicId));
    expect(after.get(owners.topicId)).toEqual(before.get(owners.topicId));
    const { env, told } = recordingRooms();
    await drainOutbox(workspace, env, owner.workspaceId);
    expect(told.map(({ frame }) => frame)).toContainEqual(
      expect.objectContaining({
        type: 'topic.changed',
        topic: expect.objectContaining({ id: one.topicId, assigneeId: null }),
      }),
    );
  });

  test('is still known by name, and is in no team', async () => {
    const { owner, ben } = await team();
    const browser = browserOf(worker, owner);
    const path = `/api/workspaces/${owner.workspaceId}`;
    const { team: made } = (await browser.post(`${path}/teams`, { name: 'Returns' })).body as { team: { id: string } };
    await browser.patch(`${path}/teams/${made.id}`, { memberIds: [ben.agentId, owner.agentId] });

    await removeAgent(owner.ctx, ben.agentId);

    expect(await getWorkspace(owner.ctx)).toMatchObject({
      agents: [{ name: 'Mara' }],
      formerAgents: [{ id: ben.agentId, name: 'Ben' }],
      teams: [{ memberIds: [owner.agentId] }],
    });
  });
});

test('anybody may leave; the log says that he left', async () => {
  const { owner, ben } = await team();
  await leaveWorkspace(ben.ctx);
  await expect(getWorkspace(ben.ctx)).rejects.toEqual(refused('not_found'));
  expect((await listAudit(owner.ctx, {})).entries).toMatchObject([
    { what: 'agent.left', agentId: ben.agentId, details: { subject: 'Ben' } },
  ]);
});
