import { AttachmentId, type ThreadId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { workspaceWithThread } from '../../test/conversations.ts';
import { countTrips } from '../../test/count-trips.ts';
import { newAgent } from '../../test/factories.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import type { AgentActor, Context, SystemActor, VisitorActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { reserveUpload } from './reserve-upload.ts';

const surroundings = await testSurroundings();

const reserve = (ctx: Context<VisitorActor | AgentActor>, threadId: ThreadId, size: number) =>
  reserveUpload(ctx, threadId, { id: AttachmentId.parse(ctx.newId()), name: 'a.pdf', size });

/** As if so many bytes had been sent in files, so many hours ago. */
const sent = (workspace: Context<SystemActor>, threadId: ThreadId, gigabytes: number, hoursAgo = 0, agentId?: string) =>
  inWorkspace(workspace, [
    workspace.db.execute(sql`
      insert into attachments (workspace_id, id, thread_id, agent_id, storage_key, digest, name, type, size, created_at)
      select ${workspace.actor.workspaceId}::uuid, gen_random_uuid(), ${threadId}::uuid, ${agentId ?? null}::uuid, 'key', 'digest', 'a.pdf',
        'application/pdf', 500000000, ${workspace.now().toISOString()}::timestamptz - ${hoursAgo}::integer * interval '1 hour'
      from generate_series(1, ${gigabytes * 2}::integer)`),
  ]);

const tooMuch = { code: 'too_many', message: expect.stringContaining('within a day') };

test('a workspace’s visitors may send five gigabytes a day in all, and then are told so', async () => {
  const { workspace, visitor, threadId, agent } = await workspaceWithThread(surroundings);
  await sent(workspace, threadId, 5, 25); // a day ago: counts no more
  await sent(workspace, threadId, 4, 23);
  await reserve(visitor, threadId, 20_000_000);
  await reserve(visitor, threadId, 980_000_000);

  await expect(reserve(visitor, threadId, 1)).rejects.toMatchObject(tooMuch);
  await expect(reserve(agent, threadId, 20_000_000)).resolves.toMatchObject({ isNew: true });
});

test('what was only announced and never came takes nothing from the others', async () => {
  const { workspace, visitor, threadId } = await workspaceWithThread(surroundings);
  await sent(workspace, threadId, 5, 0);
  await inWorkspace(workspace, [
    workspace.db.execute(sql`update attachments set digest = null, type = 'application/octet-stream'`),
  ]);
  await expect(reserve(visitor, threadId, 1)).rejects.toMatchObject(tooMuch); // it may still be on its way

  const later = { ...visitor, now: () => new Date(visitor.now().getTime() + 16 * 60_000) };
  await expect(reserve(later, threadId, 20_000_000)).resolves.toMatchObject({ isNew: true });
});

test('files that wait for a reply to be sent in a month take nothing from today', async () => {
  const { workspace, threadId } = await workspaceWithThread(surroundings);
  const { ctx: agent, agentId } = await newAgent(workspace);
  await sent(workspace, threadId, 20, -24 * 30, agentId);

  await expect(reserve(agent, threadId, 20_000_000)).resolves.toMatchObject({ isNew: true });
});

test('its agents may send twenty, whatever the visitors sent', async () => {
  const { workspace, visitor, threadId } = await workspaceWithThread(surroundings);
  const { ctx: agent, agentId } = await newAgent(workspace);
  await sent(workspace, threadId, 20, 2, agentId);

  await expect(reserve(agent, threadId, 1)).rejects.toMatchObject(tooMuch);
  await expect(reserve(visitor, threadId, 20_000_000)).resolves.toMatchObject({ isNew: true });
});

test('what one workspace sends does not count in another, and a repeat counts once', async () => {
  const [here, there] = [await workspaceWithThread(surroundings), await workspaceWithThread(surroundings)];
  await sent(here.workspace, here.threadId, 5, 2);
  await expect(reserve(here.visitor, here.threadId, 1)).rejects.toMatchObject(tooMuch);

  const upload = { id: AttachmentId.parse(surroundings.newId()), name: 'a.pdf', size: 2_000_000_000 };
  for (let tries = 0; tries < 4; tries += 1) {
    const { isNew } = await reserveUpload(there.visitor, there.threadId, upload);
    expect(isNew).toBe(tries === 0);
  }
  await expect(reserve(there.visitor, there.threadId, 2_000_000_000)).resolves.toMatchObject({ isNew: true });
});

test('an upload that was begun goes on when the day is full, in one trip', async () => {
  const { workspace, visitor, threadId } = await workspaceWithThread(surroundings);
  const upload = { id: AttachmentId.parse(surroundings.newId()), name: 'a.pdf', size: 20_000_000 };
  expect(await countTrips(() => reserveUpload(visitor, threadId, upload))).toBe(1);
  await sent(workspace, threadId, 5);
  expect((await reserveUpload(visitor, threadId, upload)).isNew).toBe(false);
});
