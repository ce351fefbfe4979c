import { FLOW_TEMPLATES } from '@everthread/shared/client/flow-templates';
import { expect, test } from 'vitest';
import { flowUnderTest } from '../../test/flows.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { TEA_SHOP } from '../../test/tea-shop.ts';
import { changeWorkspace } from '../workspaces/change-workspace.ts';

const model = { baseUrl: 'http://127.0.0.1:9/v1', apiKey: 'sk-silent', name: 'silent' };

test('if the model’s turn for what a flow left to it never comes, a person is called twenty seconds after', async () => {
  const { config } = await testSurroundings();
  for (const botMode of ['bot-first', 'people-first'] as const) {
    const surroundings = { config: { ...config, model } };
    const { agent, ask, said, jump, clocks } = await flowUnderTest(FLOW_TEMPLATES.shop, TEA_SHOP, surroundings);
    clocks.areDead = true;
    await changeWorkspace(agent, { botMode });
    await ask('My order');
    await ask('Something else');
    await ask('Are you open on Sundays?');
    const before = await said();
    expect(before.at(-1)?.bot?.kind, botMode).toBe('step');
    await jump(19_999);
    expect(await said(), botMode).toHaveLength(before.length);
    await jump(1);
    expect(
      (await said()).slice(before.length).map(({ bot }) => bot?.kind),
      botMode,
    ).toEqual(['handover']);
  }
});
