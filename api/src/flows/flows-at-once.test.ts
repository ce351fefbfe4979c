import { FLOW_TEMPLATES } from '@everthread/shared/client/flow-templates';
import { FlowId } from '@everthread/shared/models/ids';
import { expect, test } from 'vitest';
import { workspaceWithAgent } from '../../test/factories.ts';
import { flowUnderTest } from '../../test/flows.ts';
import { slowToCommit } from '../../test/slow-to-commit.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { callPerson } from '../bot/call-person.ts';
import type { Database } from '../db/connect.ts';
import { listFlows } from './list-flows.ts';
import { runFlows } from './run-flows.ts';
import { removeFlow, saveFlow } from './save-flow.ts';

/** The same database, in which something happens right after it was first read. */
function readBefore(db: Database, happens: () => Promise<unknown>): Database {
  let isFirst = true;
  const batch: Database['batch'] = async (statements) => {
    const results = await db.batch(statements);
    if (isFirst) {
      isFirst = false;
      await happens();
    }
    return results;
  };
  return Object.assign(Object.create(db), { batch });
}

async function running() {
  const place = await flowUnderTest(FLOW_TEMPLATES.shop, []);
  await place.ask('Where is my order?');
  const told = async (text: string) => [{ type: 'message.sent' as const, messageId: await place.write(text) }];
  const answer = await told('1');
  const handovers = async () => (await place.said()).filter(({ bot }) => bot?.kind === 'handover');
  return { ...place, told, answered: () => runFlows(place.ctx, answer), handovers };
}

test('who calls a person while an answer of his is taken in has one called', async () => {
  const { visitor, threadId, answered, drain, handovers, runs } = await running();
  await callPerson({ ...visitor, db: readBefore(visitor.db, answered) }, threadId);
  await drain();
  expect(await handovers()).toHaveLength(1);
  expect((await runs())[0]?.state).toMatchObject({ name: 'ended', how: 'person' });
});

test('what is written while an earlier answer is taken in is not lost: a plea brings a person', async () => {
  const { ctx, told, answered, handovers, runs } = await running();
  const plea = await told('I want to talk to a person');
  await runFlows({ ...ctx, db: readBefore(ctx.db, answered) }, plea);
  expect(await handovers()).toHaveLength(1);
  expect((await runs())[0]?.state).toMatchObject({ name: 'ended', how: 'person' });
});

test('a workspace has fifty flows at most, also where more are made in the same moment', async () => {
  const { ctx } = await workspaceWithAgent(await testSurroundings());
  const save = (by = ctx) =>
    saveFlow(by, FlowId.parse(ctx.newId()), { base: 0, isOn: false, plan: FLOW_TEMPLATES.shop });
  await Promise.all(Array.from({ length: 48 }, () => save()));
  const made = await Promise.allSettled(Array.from({ length: 4 }, () => save(slowToCommit(ctx))));
  const refused = made.flatMap((each) => (each.status === 'rejected' ? [each.reason.code] : []));
  expect(refused).toEqual(['conflict', 'conflict']);
  expect(await listFlows(ctx)).toHaveLength(50);
});

test('where two flows are brought back in the same moment and there is room for one, the other is refused', async () => {
  const { ctx } = await workspaceWithAgent(await testSurroundings());
  const ids = Array.from({ length: 51 }, () => FlowId.parse(ctx.newId()));
  const save = (id: FlowId, base: number, by = ctx) =>
    saveFlow(by, id, { base, isOn: false, plan: FLOW_TEMPLATES.shop });
  await Promise.all(ids.slice(2).map((id) => save(id, 0)));
  const removed = ids.slice(0, 2);
  for (const id of removed) {
    await save(id, 0);
    await removeFlow(ctx, id);
  }

  const broughtBack = await Promise.allSettled(removed.map((id) => save(id, 1, slowToCommit(ctx))));

  expect(broughtBack.map((each) => (each.status === 'rejected' ? each.reason.message : 'saved')).toSorted()).toEqual([
    'You can have 50 flows',
    'saved',
  ]);
  expect(await listFlows(ctx)).toHaveLength(50);
});
