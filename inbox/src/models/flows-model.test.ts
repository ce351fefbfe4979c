import { FLOW_TEMPLATES } from '@everthread/shared/client/flow-templates';
import type { Flow, FlowSave } from '@everthread/shared/models/flow';
import { FlowId } from '@everthread/shared/models/ids';
import { expect, test } from 'vitest';
import { FlowsModel } from './flows-model.ts';

const flow: Flow = {
  id: FlowId.parse('00000000-0000-4000-8000-000000000001'),
  isOn: true,
  version: 1,
  plan: FLOW_TEMPLATES.shop,
  changedAt: '2026-11-23T10:00:00.000Z',
  troubles: [],
};

test('a plan that is saved says nothing of whether the flow is on: a list that is old would switch it', async () => {
  let stored = flow;
  const model = new FlowsModel({
    flows: async () => [stored],
    saveFlow: async (_, { plan, isOn = stored.isOn, base }: FlowSave) => {
      stored = { ...stored, plan, isOn, version: base + 1 };
      return stored;
    },
    removeFlow: async () => {},
  });
  await model.load();
  stored = { ...stored, isOn: false }; // somebody else, elsewhere
  await model.save(flow.id, { ...flow.plan, name: 'Reworded' });
  expect(stored).toMatchObject({ isOn: false, plan: { name: 'Reworded' } });
  expect(model.find(flow.id)).toMatchObject({ isOn: false, version: 2 });
  await model.switchTo(flow.id, true, flow.plan);
  expect(model.find(flow.id)?.isOn).toBe(true);
});
