import { expect, test } from 'vitest';
import { workspaceWithThread } from '../../test/conversations.ts';
import { newAgent } from '../../test/factories.ts';
import { recordingRooms } from '../../test/recording-rooms.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { deliverViews } from './deliver-views.ts';

const surroundings = await testSurroundings();

test('P29 `views.changed` goes to all for a shared view, and for a private one to its maker’s own windows', async () => {
  const { workspace } = await workspaceWithThread(surroundings);
  const [ada, ben] = [await newAgent(workspace), await newAgent(workspace)];
  const { env, told } = recordingRooms();
  const ctx = { ...workspace, env };
  const type = 'views.changed';

  await deliverViews(ctx, [
    { type, agentId: ada.agentId },
    { type, agentId: ben.agentId },
    { type, agentId: ada.agentId },
  ]);
  expect(told).toMatchObject([{ onlyAgent: ada.agentId }, { onlyAgent: ben.agentId }]);

  told.length = 0;
  await deliverViews(ctx, [
    { type, agentId: ada.agentId },
    { type, agentId: null },
  ]);
  expect(told).toMatchObject([{ frame: { type } }]);
  expect(told[0]).not.toHaveProperty('onlyAgent');
});
