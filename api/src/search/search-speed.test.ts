import { MessageId } from '@everthread/shared/models/ids';
import { type SQL, sql } from 'drizzle-orm';
import { expect, onTestFinished, test } from 'vitest';
import { workspaceWithThread } from '../../test/conversations.ts';
import { planOf } from '../../test/query-plan.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { startTestPostgres } from '../../test/test-database.ts';
import { connect } from '../db/connect.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { sendMessage } from '../messages/send-message.ts';
import { indexWaiting } from './index-waiting.ts';
import { search } from './search.ts';
import { sweepSearch } from './sweep-search.ts';

const surroundings = await testSurroundings();

/** What Postgres would look up in an index for this, held by the policies as the Worker's role is. */
async function indexUse(statement: SQL): Promise<string[]> {
  const { workspace } = await workspaceWithThread(surroundings);
  const settings = sql`select set_config('enable_seqscan', 'off', true), set_config('enable_bitmapscan', 'off', true)`;
  const plan = await planOf(workspace, statement, { isRun: false, settings });
  return plan.flatMap((step) => (step['Index Cond'] ? [`${step['Index Name']}: ${step['Index Cond']}`] : []));
}

const own = sql`workspace_id = current_workspace() and kind = 'm'`;

// Each as it stands in `find_search_docs` and `search_meanings`. An operator that is not leakproof would not come so far:
// under a policy Postgres then looks through the whole workspace.
test.each([
  [
    'the newest of a token',
    sql`select doc from search_postings where ${own} and token = 'refund' and doc < 9 and doc >= 0 order by doc desc limit 200`,
    /search_postings_.*pk: .*kind = .*token = .*doc < .*doc >= /,
  ],
  [
    'what begins with a word',
    sql`select token, docs from search_tokens where ${own} and token > 'ref' and token < 'ref' || chr(1114111) order by token limit 20000`,
    /search_tokens_.*pk: .*kind = .*token > .*token < /,
  ],
  [
    'what a slip away from a word is',
    sql`select token from search_spellings where ${own} and spelling = 'refnd'`,
    /search_spellings_.*pk: .*kind = .*spelling = /,
  ],
  [
    'the newest of all',
    sql`select doc from search_docs where ${own} and doc < 9 and doc >= 0 order by doc desc limit 200`,
    /search_docs_.*pk: .*kind = .*doc < .*doc >= /,
  ],
])('%s is looked up in an index, under the policies', async (_, statement, uses) => {
  expect((await indexUse(statement)).join('\n')).toMatch(uses);
});

test('a range of tokens is in the order of bytes, whatever the locale of the database', async () => {
  const { workspace } = await workspaceWithThread(surroundings);
  const [{ rows }] = await inWorkspace(workspace, [
    workspace.db.execute(sql`select distinct c.relname, k.collname from pg_attribute a
      join pg_class c on c.oid = a.attrelid join pg_collation k on k.oid = a.attcollation
      where c.relname in ('search_postings', 'search_tokens', 'search_spellings') and c.relkind = 'r'
        and a.attname in ('token', 'spelling')`),
  ]);
  expect(rows.map(({ collname }) => collname)).toEqual(['C', 'C', 'C']);
});

test('what was there before search was is looked through by the cron, the newest first', async () => {
  // A sweep goes over the workspaces of a whole database: here it is one.
  const database = await startTestPostgres();
  onTestFinished(() => database.stop());
  const alone = { ...surroundings, db: connect(database.appUrl) };
  const { visitor, threadId, workspace, agent } = await workspaceWithThread(alone);
  for (const text of ['an old parcel', 'a new parcel']) {
    await sendMessage(visitor, threadId, { id: MessageId.parse(surroundings.newId()), text });
  }
  await inWorkspace(workspace, [
    workspace.db.execute(sql`insert into search_queue (workspace_id, kind, source_id, at)
      select workspace_id, 'm', id, sent_at from messages where workspace_id = ${workspace.actor.workspaceId}`),
  ]);
  const found = async () => (await search(agent, { text: 'parcel' })).messages.map(({ snippet }) => snippet.text);
  expect(await indexWaiting(workspace, 1)).toBe(1);
  expect(await found()).toEqual(['a new parcel']);
  await sweepSearch(alone);
  expect((await found()).toSorted()).toEqual(['a new parcel', 'an old parcel']);
});

test('a message of any length and any signs is looked through, and its beginning found', async () => {
  const { visitor, threadId, workspace, agent } = await workspaceWithThread(surroundings);
  const fillers = [
    'a'.repeat(9_000),
    '退'.repeat(9_000),
    '\u202e\u05d0'.repeat(4_500),
    '😀'.repeat(4_500),
    'ก'.repeat(9_000),
  ];
  const words = Array.from({ length: 1_500 }, (_, i) => `w${i}`).join(' ');
  for (const filler of [...fillers, words]) {
    await sendMessage(visitor, threadId, { id: MessageId.parse(surroundings.newId()), text: `mango ${filler}` });
  }
  await inWorkspace(workspace, [
    workspace.db.execute(sql`insert into search_queue (workspace_id, kind, source_id, at)
      select workspace_id, 'm', id, sent_at from messages where workspace_id = ${workspace.actor.workspaceId}`),
  ]);
  await indexWaiting(workspace);
  const { messages } = await search(agent, { text: 'mango' });
  expect(messages.length).toBe(6);
  for (const { snippet } of messages) expect(snippet.text.length).toBeLessThan(260);
});
