import { ParkedEvents } from '@everthread/shared/models/parked-event';
import { sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { browserOf, newWorker, type Worker } from '../../test/browser.ts';
import { workspaceWithThread } from '../../test/conversations.ts';
import { newAgent } from '../../test/factories.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import type { Context, Surroundings, SystemActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';

let worker: Worker;
let surroundings: Surroundings;
beforeAll(async () => {
  worker = await newWorker();
  surroundings = await testSurroundings();
});

/** Parks what waits to be followed up. */
const park = (workspace: Context<SystemActor>) =>
  inWorkspace(workspace, [
    workspace.db.execute(sql`
      update outbox set parked_at = now(), attempts = 10, last_error = 'AppError unavailable', claimed_until = null
      where workspace_id = ${workspace.actor.workspaceId}`),
  ]);

const pathOf = ({ actor }: Context<SystemActor>) => `/api/workspaces/${actor.workspaceId}/parked-events`;

test.each(['owner', 'admin'] as const)(
  'the role %s sees what was given up, why and when, and has it tried again',
  async (role) => {
    const { workspace } = await workspaceWithThread(surroundings);
    await park(workspace);
    const path = pathOf(workspace);
    const browser = browserOf(worker, await newAgent(workspace, role));

    const { body } = await browser.get(path);
    expect(ParkedEvents.parse(body)).toEqual(body);
    const shown = { type: 'message.sent', reason: 'AppError unavailable', tries: 10 };
    expect(body).toMatchObject({ events: [shown], count: 1 });
    expect(Object.keys((body as ParkedEvents).events[0] ?? {}).toSorted()).toEqual(
      ['happenedAt', 'id', 'parkedAt', 'reason', 'tries', 'type'], // and nothing of what it was about
    );

    expect(await browser.post(`${path}/replay`, {})).toMatchObject({ status: 200, body: { replayed: 1 } });
    expect((await browser.get(path)).body).toEqual({ events: [], count: 0 });
    expect(await browser.post(`${path}/replay`, {})).toMatchObject({ body: { replayed: 0 } });
    // With the answer it was followed up.
    const [left] = await inWorkspace(workspace, [
      workspace.db.execute(
        sql`select 1 from outbox where workspace_id = ${workspace.actor.workspaceId} and due_at <= now()`,
      ),
    ]);
    expect(left.rows).toEqual([]);
  },
);

test.each(['agent', 'viewer'] as const)('the role %s does not', async (role) => {
  const { workspace } = await workspaceWithThread(surroundings);
  await park(workspace);
  const browser = browserOf(worker, await newAgent(workspace, role));
  for (const answer of [await browser.get(pathOf(workspace)), await browser.post(`${pathOf(workspace)}/replay`, {})]) {
    expect(answer).toMatchObject({ status: 403, body: { error: { code: 'forbidden' } } });
  }
});

test('an owner of another workspace learns nothing and starts nothing', async () => {
  const [here, there] = [await workspaceWithThread(surroundings), await workspaceWithThread(surroundings)];
  await park(here.workspace);
  const stranger = browserOf(worker, await newAgent(there.workspace, 'owner'));
  const path = pathOf(here.workspace);
  for (const answer of [await stranger.get(path), await stranger.post(`${path}/replay`, {})]) {
    expect(answer).toMatchObject({ status: 404 });
  }
  expect((await stranger.get(pathOf(there.workspace))).body).toEqual({ events: [], count: 0 });
  const owner = browserOf(worker, await newAgent(here.workspace, 'owner'));
  expect((await owner.get(path)).body).toMatchObject({ count: 1 });
});

test('the latest hundred are shown, and all are counted and replayed', async () => {
  const { workspace } = await workspaceWithThread(surroundings);
  const { workspaceId } = workspace.actor;
  await inWorkspace(workspace, [
    workspace.db.execute(sql`delete from outbox where workspace_id = ${workspaceId}`),
    workspace.db.execute(sql`
      insert into outbox (workspace_id, type, payload, created_at, due_at, attempts, last_error, parked_at)
      select ${workspaceId}::uuid, 'workspace.changed', '{}', now(), now(), 10, 'died', now() + n * interval '1 second'
      from generate_series(1, 120) n`),
  ]);
  const browser = browserOf(worker, await newAgent(workspace, 'owner'));
  const { events, count } = (await browser.get(pathOf(workspace))).body as ParkedEvents;
  expect([events.length, count]).toEqual([100, 120]);
  expect(events.map(({ parkedAt }) => parkedAt)).toEqual(
    events
      .map(({ parkedAt }) => parkedAt)
      .toSorted()
      .reverse(),
  );
  const { id } = (await browser.get(pathOf(workspace)).then(({ body }) => body as ParkedEvents)).events[0] ?? {};
  expect((await browser.post(`${pathOf(workspace)}/replay`, { id })).body).toEqual({ replayed: 1 });
  expect((await browser.post(`${pathOf(workspace)}/replay`, {})).body).toEqual({ replayed: 119 });
});
