import { FLOW_TEMPLATES } from '@everthread/shared/client/flow-templates';
import type { FlowPlan } from '@everthread/shared/models/flow';
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

test('who writes on while a flow leaves his question to the bot is answered, or has a person called', async () => {
  const { agent, ask, write, drain, said, notes, clocks, pass } = await flowUnderTest();
  await changeWorkspace(agent, { botMode: 'off' });
  await ask('My order');
  await ask('Something else');
  const before = await said();
  await write('Are you open on Sundays?');
  await write('In May, I mean');
  await drain();
  const handovers = async () => (await said()).slice(before.length).map(({ bot }) => bot?.kind);
  expect(await handovers()).toEqual(['handover']);
  expect((await notes())[0]?.text).toContain('Are you open on Sundays?');
  clocks.areDead = true;
  await pass(60_000);
  expect(await handovers()).toEqual(['handover']);
});

test.each([
  ['at once', true],
  ['after twenty seconds, where the bot’s turn is never taken', false],
])('what he writes while a service is asked is not lost: %s', async (_, isAlive) => {
  const { config } = await testSurroundings();
  const surroundings = isAlive ? {} : { config: { ...config, model } };
  const plan: FlowPlan = {
    name: 'Looks up first',
    trigger: 'any-message',
    conditions: [],
    steps: [
      { kind: 'look-up', id: 'l', url: 'https://orders.example/', sends: [], uses: ['status'] },
      { kind: 'search', id: 's' },
    ],
  };
  const { ask, said, service, write, drain, clocks, pass } = await flowUnderTest(plan, TEA_SHOP, surroundings);
  service.answer = async () => {
    await write('Are you open on Sundays?');
    await drain();
    if (!isAlive) clocks.areDead = true;
    return Response.json({ status: 'sent' });
  };
  await ask('My order');
  if (!isAlive) await pass(20_000);
  expect((await said()).map(({ bot }) => bot?.kind)).toEqual([isAlive ? 'answer' : 'handover']);
});
