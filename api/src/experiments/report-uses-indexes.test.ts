import { ExperimentId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { newAgent, newWorkspace } from '../../test/factories.ts';
import { fillWithTopics, newSpread } from '../../test/many-topics.ts';
import { ownPostgres } from '../../test/own-postgres.ts';
import { planOf, readWhole, rowsOf } from '../../test/query-plan.ts';
import { connect } from '../db/connect.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { selectCases } from './case-rows.ts';

const { database, surroundings } = await ownPostgres();
const TOPICS = 3_000;

test('the report reads the replies of the time in which the experiment ran, and no others', async () => {
  const workspace = await newWorkspace(surroundings);
  const agent = await newAgent(workspace);
  await fillWithTopics(workspace, TOPICS, await newSpread(workspace, [agent], { teams: [], tags: [] }));
  const { workspaceId } = workspace.actor;
  const id = ExperimentId.parse(workspace.newId());
  const { db } = workspace;
  await inWorkspace(workspace, [
    // One reply a minute, over two days and more.
    db.execute(sql`insert into messages (workspace_id, id, thread_id, topic_id, seq, rev, kind, author_kind, agent_id, text, sent_at)
      select workspace_id, gen_random_uuid(), thread_id, id, 2, 2, 'message', 'agent', ${agent.agentId}::uuid, 'It does not',
        '2026-11-01T00:00:00Z'::timestamptz + make_interval(mins => (row_number() over (order by id))::integer)
      from topics where workspace_id = ${workspaceId}`),
    db.execute(sql`insert into experiments (workspace_id, id, name, filters, first, second, share, detects, created_at, started_at, ended_at)
      values (${workspaceId}, ${id}, 'Surer', '{}', '{"likelihood": 90, "leastMinutes": 0}', '{"likelihood": 95, "leastMinutes": 0}',
        50, 10, '2026-11-01T00:00:00Z', '2026-11-01T12:00:00Z', '2026-11-01T14:00:00Z')`),
    db.execute(sql`insert into experiment_topics (workspace_id, experiment_id, topic_id, arm, enrolled_at)
      select workspace_id, ${id}::uuid, id, 'first', '2026-11-01T12:00:00Z' from topics
      where workspace_id = ${workspaceId} order by id limit 20`),
  ]);
  const owner = connect(database.ownerUrl);
  for (const table of ['messages', 'topics', 'threads', 'topic_events', 'experiments', 'experiment_topics'])
    await owner.execute(sql`vacuum analyze ${sql.identifier(table)}`);

  const plan = await planOf(workspace, selectCases(db, workspaceId, id).getSQL());
  expect(readWhole(plan)).not.toContain('messages');
  const replies = plan.filter((step) => step['Index Name'] === 'messages_replies');
  expect(replies).toHaveLength(1);
  expect(replies[0]?.['Index Cond']).toMatch(/workspace_id = .*sent_at >= .*sent_at < /);
  expect(replies.map(rowsOf)).toEqual([120]);
});
