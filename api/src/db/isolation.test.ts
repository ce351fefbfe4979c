import { getTableColumns, getTableName, is, sql } from 'drizzle-orm';
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core';
import { expect, test } from 'vitest';
import { workspaceWithThread } from '../../test/conversations.ts';
import { setTopicStatus } from '../../test/set-topic-status.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { startTestDatabase } from '../../test/test-database.ts';
import { connect } from './connect.ts';
import { inWorkspace } from './in-workspace.ts';
import * as agents from './schema/agents.ts';
import * as articleImages from './schema/article-images.ts';
import * as articleIndex from './schema/article-index.ts';
import * as articles from './schema/articles.ts';
import * as attachments from './schema/attachments.ts';
import * as auditLog from './schema/audit-log.ts';
import * as auth from './schema/auth.ts';
import * as bot from './schema/bot.ts';
import * as drafts from './schema/drafts.ts';
import * as erasures from './schema/erasures.ts';
import * as experiments from './schema/experiments.ts';
import * as flows from './schema/flows.ts';
import * as help from './schema/help.ts';
import * as hours from './schema/hours.ts';
import * as imports from './schema/imports.ts';
import * as invitations from './schema/invitations.ts';
import * as mail from './schema/mail.ts';
import * as mentions from './schema/mentions.ts';
import * as messages from './schema/messages.ts';
import * as outbox from './schema/outbox.ts';
import * as pendingSignUps from './schema/pending-sign-ups.ts';
import * as promises from './schema/promises.ts';
import * as push from './schema/push.ts';
import * as savedReplies from './schema/saved-replies.ts';
import * as scheduled from './schema/scheduled.ts';
import * as search from './schema/search.ts';
import * as secondFactors from './schema/second-factors.ts';
import * as targets from './schema/targets.ts';
import * as teams from './schema/teams.ts';
import * as threads from './schema/threads.ts';
import * as throttles from './schema/throttles.ts';
import * as topicEvents from './schema/topic-events.ts';
import * as topics from './schema/topics.ts';
import * as views from './schema/views.ts';
import * as visitorMerges from './schema/visitor-merges.ts';
import * as visitorTags from './schema/visitor-tags.ts';
import * as visitors from './schema/visitors.ts';
import * as waysBack from './schema/ways-back.ts';
import * as workspaceModels from './schema/workspace-models.ts';
import * as workspaces from './schema/workspaces.ts';

const surroundings = await testSurroundings();
const modules = [
  agents,
  articleImages,
  articleIndex,
  articles,
  attachments,
  auditLog,
  auth,
  bot,
  invitations,
  messages,
  outbox,
  pendingSignUps,
  promises,
  push,
  secondFactors,
  teams,
  threads,
  drafts,
  erasures,
  experiments,
  flows,
  help,
  imports,
  hours,
  mail,
  mentions,
  savedReplies,
  scheduled,
  search,
  targets,
  throttles,
  topicEvents,
  topics,
  visitorMerges,
  visitorTags,
  visitors,
  views,
  waysBack,
  workspaceModels,
  workspaces,
];
const tables = modules.flatMap((module) => Object.values(module).filter((value) => is(value, PgTable)));
const isTenants = (table: PgTable) => 'workspaceId' in getTableColumns(table);
const tenantTables = tables.filter(isTenants);

/** Tables that belong to no workspace. Whoever adds one here says why in its schema file. */
const GLOBAL = [
  'accounts',
  'authenticators',
  'mail_suppressions',
  'passkeys',
  'pending_sign_ups',
  'push_devices',
  'recovery_codes',
  'sessions',
  'throttles',
  'users',
  'verifications',
  'workspaces',
];

test('every table of the database is in the schema, and either belongs to workspaces or is known to be global', async () => {
  const { rows } = await surroundings.db.execute<{ name: string }>(
    sql`select tablename as name from pg_tables where schemaname = 'public' order by 1`,
  );
  expect(rows.map((row) => row.name)).toEqual(tables.map(getTableName).toSorted());
  expect(
    tables
      .filter((table) => !isTenants(table))
      .map(getTableName)
      .toSorted(),
  ).toEqual(GLOBAL);
});

test.each(tenantTables.map((table) => [getTableName(table), table] as const))(
  '%s has the workspace first in its key and in every reference to another tenant table',
  (_name, table) => {
    const { primaryKeys, foreignKeys } = getTableConfig(table);
    expect(primaryKeys[0]?.columns[0]?.name).toBe('workspaceId');
    for (const { columns, foreignTable } of foreignKeys.map((key) => key.reference())) {
      if (isTenants(foreignTable)) expect(columns[0]?.name).toBe('workspaceId');
    }
  },
);

test.each(tenantTables.map((table) => [getTableName(table), table] as const))(
  'A4 %s shows nothing of another workspace even to a query that forgets to name one',
  async (_name, table) => {
    const one = await workspaceWithThread(surroundings);
    const two = await workspaceWithThread(surroundings);
    await setTopicStatus(two.agent, two.topicId, { status: 'done' });

    const [rows] = await inWorkspace(one.workspace, [
      one.workspace.db.execute<{ workspace_id: string }>(sql`select workspace_id from ${table}`),
    ]);

    const foreign = rows.rows.filter((row) => row.workspace_id !== one.workspace.actor.workspaceId);
    expect(foreign).toEqual([]);
  },
);

test.each(tenantTables.map((table) => [getTableName(table), table] as const))(
  '%s shows nothing, and loses nothing, to a query outside any workspace',
  async (_name, table) => {
    const { agent, topicId } = await workspaceWithThread(surroundings);
    await setTopicStatus(agent, topicId, { status: 'done' });

    const seen = await surroundings.db.execute(sql`select 1 from ${table} limit 1`);
    const deleted = await surroundings.db.execute(sql`delete from ${table}`);

    expect([seen.rows.length, deleted.rowCount]).toEqual([0, 0]);
  },
);

test('a row cannot be written into another workspace', async () => {
  const one = await workspaceWithThread(surroundings);
  const two = await workspaceWithThread(surroundings);
  const smuggled = {
    workspaceId: two.workspace.actor.workspaceId,
    id: surroundings.newId() as never,
    firstSeenAt: surroundings.now(),
    lastSeenAt: surroundings.now(),
  };

  await expect(
    inWorkspace(one.workspace, [one.workspace.db.insert(visitors.visitors).values(smuggled)]),
  ).rejects.toMatchObject({ sqlState: '42501' });
});

test('A4 a role that the policies do not hold is refused before it reads a row', async () => {
  const { ownerUrl } = await startTestDatabase();
  const { workspace } = await workspaceWithThread(surroundings);
  const asOwner = { ...workspace, db: connect(ownerUrl) };

  await expect(inWorkspace(asOwner, [asOwner.db.execute(sql`select 1`)])).rejects.toMatchObject({
    code: 'unavailable',
  });
});
