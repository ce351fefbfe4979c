import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { type Conversation, newThread, threadOf, workspaceWithThread } from '../../test/conversations.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { eraseIfUnseen, eraseUnseenIn, unseenBefore } from './erase-unseen.ts';
import { listErasures } from './list-erasures.ts';

const surroundings = await testSurroundings();
const A_DAY_MS = 24 * 60 * 60 * 1000;
const monthsAgo = (months: number) => new Date(Date.now() - (months * 31 - 2) * A_DAY_MS);

test.each([
  ['2026-11-22T10:00:00.000Z', '2026-02-22T10:00:00.000Z'],
  ['2026-11-30T10:00:00.000Z', '2026-02-28T10:00:00.000Z'],
  ['2026-03-31T23:59:59.000Z', '2025-06-30T23:59:59.000Z'],
])('at %s it is who was here before %s', (now, before) => {
  expect(unseenBefore(new Date(now)).toISOString()).toBe(before);
});

test('T12 who is not proven goes nine months after he was here last, and nobody else does', async () => {
  const { workspace, agent, ...unseen } = await workspaceWithThread(surroundings);
  const [proven, mailed, returned, answered] = await Promise.all(Array.from({ length: 4 }, () => newThread(workspace)));
  const { db, actor } = workspace;
  const set = (who: Conversation | undefined, what: ReturnType<typeof sql>) =>
    db.execute(sql`update visitors set ${what}
      where workspace_id = ${actor.workspaceId} and id = ${who?.visitor.actor.visitorId}`);
  const long = sql`first_seen_at = ${monthsAgo(12).toISOString()}, last_seen_at = ${monthsAgo(10).toISOString()}`;
  await inWorkspace(workspace, [
    db.execute(sql`update topics set last_message_at = ${monthsAgo(10).toISOString()}
      where workspace_id = ${actor.workspaceId} and id <> ${answered?.topicId}`),
    set(unseen, long),
    set(proven, sql`${long}, identity = 'verified', external_id = 'ada'`),
    set(mailed, sql`${long}, mail_address = 'ada@mail.example', mail_proof = 'proven'`),
    set(returned, sql`first_seen_at = ${monthsAgo(12).toISOString()}, last_seen_at = ${monthsAgo(8).toISOString()}`),
    set(answered, long),
  ]);

  // Other tests have workspaces in which it is long ago: the sweep itself would erase their visitors.
  const isListed = async () => {
    const before = unseenBefore(surroundings.now()).toISOString();
    const { rows } = await db.execute<{ id: string }>(
      sql`select workspaces_with_unseen_visitors(${before}::timestamptz, 1000000) as id`,
    );
    return rows.some(({ id }) => id === actor.workspaceId);
  };
  expect(await isListed()).toBe(true);
  await eraseUnseenIn(workspace);
  await eraseUnseenIn(workspace);
  expect(await isListed()).toBe(false);

  // Receipts of people would drown in these.
  expect(await listErasures(agent)).toMatchObject({ erasures: [], unseen: [{ askedBy: 'age', agentId: null }] });
  const [{ rows }] = await inWorkspace(workspace, [
    db.execute<{ visitor: string }>(sql`select unnest(visitor_ids) as visitor from erasures
      where workspace_id = ${actor.workspaceId} and asked_by = 'age'`),
  ]);
  expect(rows).toEqual([{ visitor: unseen.visitor.actor.visitorId }]);
});

test('who has come back between being found and his turn stays', async () => {
  const { workspace, visitor, threadId } = await workspaceWithThread(surroundings);

  await eraseIfUnseen(workspace, visitor.actor.visitorId);

  expect(await threadOf(visitor, threadId)).toHaveLength(1);
  const [{ rows }] = await inWorkspace(workspace, [
    workspace.db.execute(sql`select 1 from erasures where workspace_id = ${workspace.actor.workspaceId}`),
  ]);
  expect(rows).toEqual([]);
});
