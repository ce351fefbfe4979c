import { neon } from '@neondatabase/serverless';
import { expect, test } from 'vitest';
import { drainOutbox } from '../../api/src/outbox/drain-outbox.ts';
import { outboxUnderTest } from '../../api/test/outbox-under-test.ts';
import { startTestDatabase } from '../../api/test/test-database.ts';
import { drain } from './settle.ts';

/** A workspace with one message that is to be told, claimed by somebody who will never end it. */
async function claimedFor(ms: number) {
  const place = await outboxUnderTest();
  const { workspaceId } = place.ctx.actor;
  const owner = neon((await startTestDatabase()).ownerUrl);
  await owner`update outbox set attempts = 1, claimed_until = now() + ${ms} * interval '1 millisecond'
    where workspace_id = ${workspaceId} and type = 'message.sent'`;
  const world = {
    ask: async <Row>(text: string, values: unknown[] = []) => (await owner.query(text, values)) as Row[],
    tick: () => drainOutbox({ ...place.surroundings, now: () => new Date() }, place.env, workspaceId),
  };
  return { world, workspaceId, told: place.told };
}

test('what a dead one had claimed is told once his claim has ended by itself', async () => {
  const { world, workspaceId, told } = await claimedFor(1_000);
  expect(await drain(world, workspaceId, 30_000)).toEqual([]);
  expect(told).not.toEqual([]);
});

test('a claim that leaked is noticed, and not helped', async () => {
  const { world, workspaceId, told } = await claimedFor(24 * 60 * 60 * 1000);
  expect(await drain(world, workspaceId, 5_000)).toEqual(['1 events were not followed up']);
  expect(told).toEqual([]);
});
