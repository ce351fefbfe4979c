import { type Looker, matches, type VisitorFacts } from '@everthread/shared/client/match-view';
import { orderOf } from '@everthread/shared/client/topic-order';
import { countedStatuses, ownView } from '@everthread/shared/models/built-in-views';
import type { ViewId } from '@everthread/shared/models/ids';
import { type Topic, WorkStatus } from '@everthread/shared/models/topic';
import { ViewFilters, ViewSort } from '@everthread/shared/models/view';
import { sql } from 'drizzle-orm';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { newAgent, newWorkspace } from '../../test/factories.ts';
import { aimForWhoWaits } from '../../test/many-targets.ts';
import { fillWithTopics, newSpread } from '../../test/many-topics.ts';
import { ownPostgres } from '../../test/own-postgres.ts';
import type { AgentActor, Context } from '../context.ts';
import { connect } from '../db/connect.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { visitorTags } from '../db/schema/visitor-tags.ts';
import { visitors } from '../db/schema/visitors.ts';
import { type Listing, listTopics } from '../topics/list-topics.ts';
import { countTopics, readCounts } from './count-topics.ts';

const startedAt = new Date();
// Of its own, with its rows counted: what others do to a shared one would decide how the planner goes about hundreds of filters.
const { database, surroundings } = await ownPostgres({ now: () => startedAt });

async function aWorkspaceWithAllKinds() {
  const workspace = await newWorkspace(surroundings);
  const agents = [await newAgent(workspace), await newAgent(workspace), await newAgent(workspace)];
  const spread = await newSpread(workspace, agents, { teams: ['Sales', 'Care'], tags: ['refund', 'bug', 'idea'] });
  await fillWithTopics(workspace, 160, spread);
  await aimForWhoWaits(workspace);
  await connect(database.ownerUrl).execute(sql`analyze`);
  const [me] = agents;
  if (!me) throw new Error('There are three');
  const [, , , , rows, tagged, named] = await inWorkspace(workspace, [
    workspace.db.execute(sql`update topics set channel = 'mail' where priority = 2 or status = 'waiting'`),
    workspace.db.execute(sql`insert into visitor_tags (workspace_id, visitor_id, tag_id)
      select visitor.workspace_id, visitor.id, tag.id from visitors visitor, tags tag
      where substr(visitor.name, 9)::integer % 3 = 0 and tag.name <> 'idea' and (tag.name = 'bug' or visitor.language is not null)`),
    workspace.db.execute(sql`insert into messages (workspace_id, id, thread_id, topic_id, seq, rev, kind, author_kind, agent_id, text, sent_at, deleted_at)
      select topic.workspace_id, gen_random_uuid(), topic.thread_id, topic.id, 2, 2, 'note', 'agent', ${me.agentId}::uuid, 'See', now(),
        case when topic.priority = 1 then now() end
      from topics topic where topic.priority > 0 or topic.status = 'snoozed'`),
    workspace.db.execute(sql`insert into mentions (workspace_id, agent_id, message_id, at)
      select note.workspace_id, note.agent_id, note.id, now() from messages note where note.kind = 'note'`),
    workspace.db.select().from(visitors),
    workspace.db.select().from(visitorTags),
    workspace.db.execute<{ id: string }>(
      sql`select distinct topic_id as id from messages note where note.kind = 'note' and note.deleted_at is null`,
    ),
  ]);
  const tagIds = (visitorId: string) => tagged.filter((each) => each.visitorId === visitorId).map(({ tagId }) => tagId);
  const facts = new Map<string, VisitorFacts>(rows.map((row) => [row.id, { ...row, tagIds: tagIds(row.id) }]));
  return { me, spread, facts, namedIn: new Set(named.rows.map(({ id }) => id)) };
}

async function allOf(ctx: Context<AgentActor>, listing: Omit<Listing, 'before'>): Promise<Topic[]> {
  const found: Topic[] = [];
  for (let before: string | null | undefined; before !== null; ) {
    const page = await listTopics(ctx, { ...listing, before });
    found.push(...page.topics.map(({ topic }) => topic));
    before = page.next;
  }
  return found;
}

const { me, spread, facts, namedIn } = await aWorkspaceWithAllKinds();
const looker: Looker = { agentId: me.agentId, nowMs: startedAt.getTime(), namedIn };
const everything = await allOf(me.ctx, { filters: {}, sort: 'newest' });
const belongs = (filters: ViewFilters) => (topic: Topic) =>
  matches(filters, topic, looker, facts.get(topic.visitor.id)) === true;

const some = <Value>(...values: Value[]) => fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 3 });
const strangerId = surroundings.newId();
const anyFilters = fc
  .record(
    {
      status: some(...WorkStatus.options),
      assignee: some('me', 'nobody', ...spread.agents.map(({ agentId }) => agentId), strangerId),
      team: some('nobody', ...spread.teamIds, strangerId),
      tag: some(...spread.tagIds, strangerId),
      visitorTag: some(...spread.tagIds, strangerId),
      mentions: fc.constant(['me']),
      priority: some('none', 'low', 'medium', 'high', 'urgent'),
      channel: some('messenger', 'mail'),
      language: some('en', 'ar', 'de', 'zh', 'fr'),
      page: fc.constantFrom('teapots', 'shop.example', 'x=1', '%', 'Teapots'),
      attributes: fc.uniqueArray(
        fc.constantFrom(
          { key: 'plan', value: 'pro' },
          { key: 'plan', value: 'free' },
          { key: 'seats', value: '3' },
          { key: 'trial', value: 'true' },
          { key: 'toString', value: 'x' },
        ),
        { minLength: 1, maxLength: 2 },
      ),
      waitingMinutes: fc.constantFrom(1, 30, 60, 10_000),
    },
    { requiredKeys: [] },
  )
  .map((filters) => ViewFilters.parse(filters));

test('a browser and the database agree on which topics are in a view, in which order, and on how many', async () => {
  expect(everything).toHaveLength(160);
  await fc.assert(
    fc.asyncProperty(anyFilters, fc.constantFrom(...ViewSort.options), async (filters, sort) => {
      const listed = await allOf(me.ctx, { filters, sort });
      const expected = everything.filter(belongs(filters)).toSorted(orderOf(sort));
      expect(listed.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));

      const counted = [[ownView(surroundings.newId() as ViewId), filters]] as const;
      const [{ rows }] = await inWorkspace(me.ctx, [countTopics(me.ctx, counted)]);
      const counts = Object.values(readCounts(counted, rows))[0];
      expect(counts).toEqual(
        Object.fromEntries(
          countedStatuses(filters).map((status) => [
            status,
            expected.filter((topic) => topic.status === status).length,
          ]),
        ),
      );
    }),
    { numRuns: 120 },
  );
}, 60_000);

test('a browser that does not know the visitor says so, unless the topic itself decides', () => {
  const [topic] = everything.filter(({ status }) => status === 'open');
  if (!topic) throw new Error('There is an open one');
  expect(matches({ language: ['en'] }, topic, looker)).toBeUndefined();
  expect(matches({ language: ['en'], status: ['done'] }, topic, looker)).toBe(false);
  expect(matches({ status: ['open'] }, topic, looker)).toBe(true);
  const named = (topic: Topic, namedIn?: ReadonlySet<string>) =>
    matches({ mentions: ['me'] }, topic, { ...looker, namedIn });
  expect([named(topic), named(topic, new Set()), named(topic, new Set([topic.id]))]).toEqual([undefined, false, true]);
  expect(named({ ...topic, status: 'done' }, new Set())).toBeUndefined();
});

test.each(ViewSort.options)('pages in the order "%s" join without a gap or a double', async (sort) => {
  const listed = await allOf(me.ctx, { filters: {}, sort });
  expect(listed.map(({ id }) => id)).toEqual(everything.toSorted(orderOf(sort)).map(({ id }) => id));
});
