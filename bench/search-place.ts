import { neon, neonConfig } from '@neondatabase/serverless';
import type { AgentActor, Context, Surroundings } from '../api/src/context.ts';
import { indexWaiting } from '../api/src/search/index-waiting.ts';
import { tokensOf } from '../api/src/search/tokens.ts';
import { newAgent, newWorkspace } from '../api/test/factories.ts';
import type { CountedDatabase } from './database.ts';
import { message, person, randomOf } from './search-corpus.ts';

const THREADS_AT_ONCE = 500;
const TWO_YEARS_MS = 2 * 365 * 24 * 60 * 60 * 1000;
/** So many messages are looked through as they are in earnest; the others were put there beforehand. */
const IN_EARNEST = 2_000;

export type SearchPlace = {
  agent: Context<AgentActor>;
  agentIds: string[];
  perSecond: number; // messages looked through
};

/**
 * A workspace with so many threads of so many messages each, all of which can be found. Their tokens are those that
 * would be stored one by one; what hangs on them is filled in by one statement a table, so that a million take minutes.
 */
export async function newSearchPlace(
  surroundings: Surroundings,
  database: CountedDatabase,
  threads: number,
  messagesEach: number,
): Promise<SearchPlace> {
  const workspace = await newWorkspace(surroundings);
  const agents = [];
  for (let i = 0; i < 10; i++) agents.push(await newAgent(workspace, 'agent', `Agent ${i}`));
  const agentIds = agents.map(({ agentId }) => agentId);
  const { workspaceId } = workspace.actor;
  const ask = neon(database.ownerUrl);
  const random = randomOf(42);
  const end = Date.now();
  for (let done = 0; done < threads; done += THREADS_AT_ONCE) {
    const some = Array.from({ length: Math.min(THREADS_AT_ONCE, threads - done) }, (_, i) =>
      conversation(random, {
        begun: end - TWO_YEARS_MS * (1 - (done + i) / threads),
        count: messagesEach,
        agentIds,
        isQueued: (threads - done - i) * messagesEach <= IN_EARNEST,
      }),
    );
    const rows = JSON.stringify(some);
    await ask.transaction([
      ask.query('set local session_replication_role = replica'), // no foreign key is looked after
      ask.query(INSERT, [workspaceId, rows]),
    ]);
    if (done % 10_000 === 0) console.error(`  ${done} of ${threads} threads`);
  }
  await patiently(async () => {
    for (let part = 0; part < PARTS; part++) {
      for (const text of FILLS) await ask.query(text, [workspaceId, part]);
    }
    for (let part = 0; part < PARTS; part++) await ask.query(SPELLINGS, [workspaceId, part]);
    for (const table of TABLES) await ask.query(`vacuum analyze ${table}`);
  });
  console.error('  all of it can be found');

  const begun = performance.now();
  while (await indexWaiting(workspace)) {}
  const perSecond = Math.min(IN_EARNEST, threads * messagesEach) / ((performance.now() - begun) / 1000);
  const [first] = agents;
  if (!first) throw new Error('A team has agents');
  return { agent: first.ctx, agentIds, perSecond };
}

const TABLES = [
  'visitors',
  'threads',
  'topics',
  'messages',
  'search_queue',
  'search_docs',
  'search_postings',
  'search_tokens',
  'search_spellings',
];

type Shape = { begun: number; count: number; agentIds: readonly string[]; isQueued: boolean };

const tokensIn = (text: string) => [...new Set(Array.from(tokensOf(text), ({ token }) => token))];

function conversation(random: () => number, { begun, count, agentIds, isQueued }: Shape) {
  const at = (i: number) => new Date(begun + i * 3_600_000).toISOString();
  const { name, email } = person(random);
  const subject = random() < 0.3 ? message(random).slice(0, 60) : null;
  return {
    visitor: crypto.randomUUID(),
    thread: crypto.randomUUID(),
    topic: crypto.randomUUID(),
    name,
    email,
    nameTokens: tokensIn(`${name} ${email}`),
    subject,
    subjectTokens: tokensIn(subject ?? ''),
    isQueued,
    status: random() < 0.05 ? 'open' : random() < 0.1 ? 'waiting' : 'done',
    agent: agentIds[Math.floor(random() * agentIds.length)],
    begun: at(0),
    last: at(count - 1),
    count,
    messages: Array.from({ length: count }, (_, i) => {
      const text = message(random);
      return {
        id: crypto.randomUUID(),
        seq: i + 1,
        text,
        tokens: tokensIn(text),
        sent: at(i),
        by: i % 2 === 0 ? 'visitor' : 'agent',
        kind: i % 10 === 9 ? 'note' : 'message',
      };
    }),
  };
}

const doc = (time: string) =>
  `((extract(epoch from ${time}) * 1000)::bigint << 20) | (nextval('search_doc_numbers') & 1048575)`;

/** One statement, so that what is sent is read once. */
const INSERT = `
  with t as materialized (
    select * from jsonb_to_recordset($2::jsonb) t(visitor uuid, thread uuid, topic uuid, name text, email text, status text,
      agent uuid, subject text, begun timestamptz, last timestamptz, count integer, "nameTokens" text[],
      "subjectTokens" text[], "isQueued" boolean, messages jsonb)
  ),
  m as materialized (
    select m.*, t.thread, t.topic, t.agent, t."isQueued" from t, jsonb_to_recordset(t.messages)
      m(id uuid, seq integer, text text, tokens text[], sent timestamptz, by text, kind text)
  ),
  people as (
    insert into visitors (workspace_id, id, name, email, first_seen_at, last_seen_at)
    select $1::uuid, visitor, name, email, begun, last from t
  ),
  begun as (
    insert into threads (workspace_id, id, visitor_id, last_seq, rev, created_at)
    select $1::uuid, thread, visitor, count, count, begun from t
  ),
  matters as (
    insert into topics (workspace_id, id, thread_id, rev, status, first_seq, last_seq, last_visitor_seq, started_at,
      last_message_at, done_at, preview, preview_by, subject, assignee_id)
    select $1::uuid, topic, thread, count, status, 1, count, 1, begun, last, case when status = 'done' then last end, '',
      'visitor', subject, agent from t
  ),
  written as (
    insert into messages (workspace_id, id, thread_id, topic_id, seq, rev, kind, author_kind, agent_id, author_identity,
      text, sent_at)
    select $1::uuid, id, thread, topic, seq, seq, kind, by, case when by = 'agent' then agent end,
      case when by = 'visitor' then 'claimed' end, text, sent from m
  ),
  queued as (
    insert into search_queue (workspace_id, kind, source_id, at) select $1::uuid, 'm', id, sent from m where "isQueued"
  )
  insert into search_docs (workspace_id, kind, doc, source_id, tokens)
  select $1::uuid, 'm', ${doc('sent')}, id, tokens from m where not "isQueued"
  union all select $1::uuid, 't', ${doc('begun')}, topic, "subjectTokens" from t where subject is not null
  union all select $1::uuid, 'v', ${doc('begun')}, visitor, "nameTokens" from t`;

/** A table is filled in so many parts, by time: no statement takes minutes. */
const PARTS = 20;
const IN_PART = `workspace_id = $1::uuid and doc >= (select min(doc) + (max(doc) - min(doc)) / ${PARTS} * $2::integer
    from search_docs where workspace_id = $1::uuid)
  and ($2::integer = ${PARTS - 1} or doc < (select min(doc) + (max(doc) - min(doc)) / ${PARTS} * ($2::integer + 1)
    from search_docs where workspace_id = $1::uuid))`;
const FILLS = [
  `insert into search_postings (workspace_id, kind, token, doc)
    select $1::uuid, kind, token, doc from search_docs, unnest(tokens) token where ${IN_PART}
    order by kind, token collate "C", doc`,
  `insert into search_tokens as known (workspace_id, kind, token, docs)
    select $1::uuid, kind, token, count(*) from search_docs, unnest(tokens) token where ${IN_PART} group by kind, token
    on conflict (workspace_id, kind, token) do update set docs = known.docs + excluded.docs`,
];
const SPELLINGS = `insert into search_spellings (workspace_id, kind, spelling, token)
  select $1::uuid, kind, spelling, token from search_tokens, search_spellings_of(token) spelling
  where workspace_id = $1::uuid and (hashtext(token) & 2147483647) % ${PARTS} = $2::integer
  order by kind, spelling collate "C", token`;

/** Waits for what takes longer than any request of the Worker may. */
async function patiently(work: () => Promise<void>): Promise<void> {
  const { fetchFunction } = neonConfig;
  neonConfig.fetchFunction = fetch;
  try {
    await work();
  } finally {
    neonConfig.fetchFunction = fetchFunction;
  }
}
