import { TeamFrame } from '@everthread/shared/protocol/down';
import { expect, test } from 'vitest';
import { newAgent, newWorkspace } from '../../test/factories.ts';
import { recordingRooms } from '../../test/recording-rooms.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { drainOutbox } from '../outbox/drain-outbox.ts';
import { changeWorkspace } from '../workspaces/change-workspace.ts';
import { getWorkspace } from '../workspaces/get-workspace.ts';

test('P25 the team is told once that its workspace has changed, and then fetches it as it now is', async () => {
  const workspace = await newWorkspace(await testSurroundings());
  const owner = await newAgent(workspace, 'owner');
  const { env, told } = recordingRooms();
  const { workspaceId } = workspace.actor;

  await changeWorkspace(owner.ctx, { name: 'Kettles' });
  const { name } = await changeWorkspace(owner.ctx, { name: 'Pots' });
  await drainOutbox(workspace, env, workspaceId);

  expect(told).toEqual([{ room: `team:${workspaceId}`, frame: { type: 'workspace.changed' } }]);
  expect(TeamFrame.parse(told[0]?.frame)).toEqual(told[0]?.frame);
  expect((await getWorkspace(owner.ctx)).name).toBe(name);
});

test('a change that was refused is told to nobody', async () => {
  const workspace = await newWorkspace(await testSurroundings());
  const { env, told } = recordingRooms();

  await expect(changeWorkspace((await newAgent(workspace)).ctx, { name: 'Mine' })).rejects.toMatchObject({
    code: 'forbidden',
  });
  await drainOutbox(workspace, env, workspace.actor.workspaceId);

  expect(told).toEqual([]);
});
