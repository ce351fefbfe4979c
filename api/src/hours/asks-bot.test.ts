import { expect, test } from 'vitest';
import { newAgent, newWorkspace } from '../../test/factories.ts';
import { newKnowledge } from '../../test/knowledge.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { TEA_SHOP } from '../../test/tea-shop.ts';
import { changeWorkspace } from '../workspaces/change-workspace.ts';
import { outlookFor } from './outlook.ts';

test('a visitor’s browser knows whether the bot is asked first: where it is so, and knows something', async () => {
  const surroundings = await testSurroundings();
  const asksBot = async (workspaceId: Parameters<typeof outlookFor>[1]) =>
    (await outlookFor(surroundings, workspaceId, null)).asksBot;
  expect(await asksBot((await newWorkspace(surroundings)).actor.workspaceId)).toBeUndefined();

  const { workspace } = await newKnowledge(surroundings, TEA_SHOP);
  const { workspaceId } = workspace.actor;
  const { ctx } = await newAgent(workspace, 'owner');
  expect(await asksBot(workspaceId)).toBe(true);
  for (const botMode of ['off', 'people-first'] as const) {
    await changeWorkspace(ctx, { botMode });
    expect(await asksBot(workspaceId)).toBeUndefined();
  }
});
