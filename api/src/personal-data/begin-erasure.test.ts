import { ErasureId, type VisitorId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { newThread, threadOf, workspaceWithThread } from '../../test/conversations.ts';
import { recordingRooms } from '../../test/recording-rooms.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import type { Context, SystemActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { eraseSoon } from '../outbox/erase-soon.ts';
import { beginErasure } from './begin-erasure.ts';

const surroundings = await testSurroundings();
const newId = () => ErasureId.parse(surroundings.newId());
const due = (erasureId: ErasureId, again?: true) =>
  ({ type: 'erasure.due', erasureId, ...(again && { again }) }) as const;

test('an id that stands for somebody erases nobody else, nor tells that it did, also when that one is gone', async () => {
  const { agent, visitor, workspace } = await workspaceWithThread(surroundings);
  const other = await newThread(workspace);
  const otherId = other.visitor.actor.visitorId;
  const ctx = { ...workspace, env: recordingRooms().env };
  const id = newId();
  const first = await beginErasure(agent, visitor.actor.visitorId, id);

  await expect(beginErasure(agent, otherId, id)).rejects.toMatchObject({ code: 'conflict' });
  await eraseSoon(ctx, [due(id)]);
  await eraseSoon(ctx, [due(id, true)]);
  await expect(beginErasure(agent, otherId, id)).rejects.toMatchObject({ code: 'conflict' });

  expect(await threadOf(other.visitor, other.threadId)).toHaveLength(1);
  expect((await beginErasure(agent, visitor.actor.visitorId, id)).id).toBe(first.id);
});

test('a visitor who has himself erased takes no lines about his namesakes out of the log', async () => {
  const { agent, visitor, workspace } = await workspaceWithThread(surroundings);
  const other = await newThread(workspace);
  const { db, actor } = workspace;
  const named = (visitorId: VisitorId) =>
    db.execute(sql`update visitors set name = 'Ada' where workspace_id = ${actor.workspaceId} and id = ${visitorId}`);
  const line = (visitorId: VisitorId | null) =>
    db.execute(sql`insert into audit_log (workspace_id, at, what, agent_id, details, visitor_ids)
      select ${actor.workspaceId}, now(), 'visitor.changed', id, '{"subject":"Ada"}',
        case when ${visitorId}::uuid is not null then array[${visitorId}::uuid] end
      from agents where workspace_id = ${actor.workspaceId} limit 1`);
  await inWorkspace(workspace, [named(visitor.actor.visitorId), line(null), line(visitor.actor.visitorId)]);
  const id = newId();

  await beginErasure(visitor, visitor.actor.visitorId, id);
  await eraseSoon({ ...workspace, env: recordingRooms().env }, [due(id)]);
  expect(await linesNaming(workspace, 'Ada')).toBe(1);

  await inWorkspace(workspace, [named(other.visitor.actor.visitorId)]);
  await beginErasure(agent, other.visitor.actor.visitorId, newId());
  expect(await linesNaming(workspace, 'Ada')).toBe(0);
});

test('however many go together, all windows load their lists anew once, and not where nothing was found any more', async () => {
  const { agent, visitor, workspace } = await workspaceWithThread(surroundings);
  const other = await newThread(workspace);
  const { env, told } = recordingRooms();
  const ids = [newId(), newId()] as const;
  await beginErasure(agent, visitor.actor.visitorId, ids[0]);
  await beginErasure(agent, other.visitor.actor.visitorId, ids[1]);

  await eraseSoon({ ...workspace, env }, [due(ids[0]), due(ids[1])]);
  expect(told.filter(({ frame }) => frame.type === 'reset')).toHaveLength(1);
  await eraseSoon({ ...workspace, env }, [due(ids[0], true), due(ids[1], true)]);
  expect(told.filter(({ frame }) => frame.type === 'reset')).toHaveLength(1);
});

async function linesNaming(workspace: Context<SystemActor>, name: string): Promise<number> {
  const [{ rows }] = await inWorkspace(workspace, [
    workspace.db.execute(sql`select 1 from audit_log
      where workspace_id = ${workspace.actor.workspaceId} and details ->> 'subject' = ${name}`),
  ]);
  return rows.length;
}
