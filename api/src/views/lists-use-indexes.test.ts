import { builtInFilters, teamView } from '@everthread/shared/models/built-in-views';
import type { TagId, TeamId } from '@everthread/shared/models/ids';
import type { ViewFilters, ViewSort } from '@everthread/shared/models/view';
import { type SQL, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { newAgent, newWorkspace } from '../../test/factories.ts';
import { aimForWhoWaits } from '../../test/many-targets.ts';
import { fillWithTopics, newSpread } from '../../test/many-topics.ts';
import { ownPostgres } from '../../test/own-postgres.ts';
import { type PlanStep, planOf, readWhole } from '../../test/query-plan.ts';
import type { Context, SystemActor } from '../context.ts';
import { connect } from '../db/connect.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { selectPage } from '../topics/list-topics.ts';
import { countTopics } from './count-topics.ts';

const { database, surroundings } = await ownPostgres();
const READ = ['topics', 'threads', 'visitors', 'topic_tags', 'topic_reads', 'agents'];

/** As `app`, with the rows of other workspaces around one's own, and the planner told of all of them. */
async function aLargeWorkspace() {
  for (let others = 0; others < 3; others += 1) await fill(2_000);
  const large = await fill(6_000);
  const owner = connect(database.ownerUrl);
  for (const table of [...READ, 'promises', 'targets', 'topic_targets'])
    await owner.execute(sql`vacuum analyze ${sql.identifier(table)}`);
  return large;
}

async function fill(count: number) {
  const workspace = await newWorkspace(surroundings);
  const agents = [];
  for (let i = 0; i < 8; i += 1) agents.push(await newAgent(workspace));
  const spread = await newSpread(workspace, agents, { teams: ['Sales', 'Care'], tags: ['refund', 'bug', 'idea'] });
  await fillWithTopics(workspace, count, spread, { openIn: 3 });
  await promiseAnswers(workspace);
  await aimForWhoWaits(workspace);
  const [me] = agents;
  if (!me) throw new Error('There are eight');
  return { me, spread };
}

/** Whoever waits there was promised an answer. */
const promiseAnswers = (workspace: Context<SystemActor>) =>
  inWorkspace(workspace, [
    workspace.db.execute(sql`
      with made as (
        insert into promises (workspace_id, id, topic_id, message_id, kind, waiting_since, made_at, due_at, likelihood, basis)
        select workspace_id, gen_random_uuid(), id, gen_random_uuid(), 'first', waiting_since, waiting_since,
          waiting_since + make_interval(mins => first_seq % 600 + 60), 90, 'aim'
        from topics where workspace_id = ${workspace.actor.workspaceId} and waiting_since is not null
        returning *
      )
      update topics set promise_id = made.id, promise_due_at = made.due_at from made
      where topics.workspace_id = made.workspace_id and topics.id = made.topic_id`),
  ]);

const { me, spread } = await aLargeWorkspace();
const [teamId, tagId] = [spread.teamIds[0] as TeamId, spread.tagIds[0] as TagId];

const explain = (statement: { getSQL(): SQL }) => planOf(me.ctx, statement.getSQL());

/** How many rows of topics were looked at. */
const touched = (plan: readonly PlanStep[]) =>
  plan
    .filter((step) => step['Relation Name'] === 'topics' && step['Node Type'].includes('Scan'))
    .reduce(
      (sum, step) =>
        sum + ((step['Actual Rows'] ?? 0) + (step['Rows Removed by Filter'] ?? 0)) * (step['Actual Loops'] ?? 1),
      0,
    );

const views: readonly (readonly [name: string, filters: ViewFilters])[] = [
  ['yours, open', { ...builtInFilters('yours'), status: ['open'] }],
  ['mentions, open', { ...builtInFilters('mentions'), status: ['open'] }],
  ['unassigned, open', { ...builtInFilters('unassigned'), status: ['open'] }],
  ['a team’s, waiting', { ...builtInFilters(teamView(teamId)), status: ['waiting'] }],
  ['all, open', { status: ['open'] }],
  ['everything', {}],
  ['snoozed', builtInFilters('snoozed') ?? {}],
  ['done', builtInFilters('done') ?? {}],
];
const orders: readonly ViewSort[] = ['newest', 'waiting', 'priority', 'promise', 'target'];
const lists = views.flatMap(([name, filters]) => orders.map((sort) => [name, sort, filters] as const));

test.each(lists)(
  '%s in the order "%s" is read by its indexes, hardly more of it than is shown',
  async (_, sort, filters) => {
    const plan = await explain(selectPage(me.ctx, { filters, sort }));

    expect(readWhole(plan)).toEqual([]);
    // A page of each status, and again for its rows; an own or a team's list may be sorted as a whole.
    const isSmall =
      filters.assignee?.[0] === 'me' || filters.team?.[0] === teamId || filters.assignee?.[0] === 'nobody';
    expect(touched(plan)).toBeLessThan(isSmall ? 1_500 : 51 * 4 * 2 + 51 * 2);
  },
);

test.each([
  ['a tag', { tag: [tagId], status: ['open', 'waiting'] }],
  ['several assignees', { assignee: ['me', 'nobody'], status: ['open'] }],
  ['a priority', { priority: ['urgent'], status: ['open'] }],
  ['waiting since', { waitingMinutes: 60, status: ['open'] }],
  ['a language', { language: ['ar'], status: ['open'] }],
  ['a page and an attribute', { page: 'cart', attributes: [{ key: 'plan', value: 'free' }], status: ['open'] }],
] satisfies [string, ViewFilters][])('a view by %s is found by indexes', async (_, filters) => {
  for (const sort of orders) expect(readWhole(await explain(selectPage(me.ctx, { filters, sort })))).toEqual([]);
});

test('all views are counted in one walk over what is not done', async () => {
  const plan = await explain(
    countTopics(me.ctx, [
      ['yours', { assignee: ['me'] }],
      ['all', {}],
      [teamView(teamId), { team: [teamId] }],
    ]),
  );
  expect(readWhole(plan)).toEqual([]);
  expect(touched(plan)).toBeLessThan(2_500);
});
