import { setTimeout as sleep } from 'node:timers/promises';
import type { VisitorSession } from '@everthread/shared/models/visitor-session';
import type { TestAgent } from '../../api/test/factories.ts';
import type { World } from './world.ts';

export type MessageRow = {
  id: string;
  threadId: string;
  topicId: string;
  seq: number;
  rev: number;
  kind: 'message' | 'note';
  authorKind: 'visitor' | 'agent';
  text: string;
  sentAt: string;
  isChanged: boolean; // edited or deleted since
};
export type TopicRow = {
  id: string;
  threadId: string;
  rev: number;
  status: string;
  firstSeq: number;
  lastSeq: number;
  lastVisitorSeq: number;
  lastMessageAt: string;
  preview: string;
  previewBy: string;
};
export type ThreadRow = { id: string; visitorId: string; lastSeq: number; rev: number };

/** What is in the workspace's tables when everything has settled. */
export type Database = {
  threads: readonly ThreadRow[];
  messages: readonly MessageRow[]; // by thread and seq
  topics: readonly TopicRow[]; // by thread and firstSeq
  events: readonly { type: string; attempts: number; isParked: boolean; lastError: string | null }[];
  visitors: number;
};

const time = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

export async function readDatabase(world: World, workspaceId: string): Promise<Database> {
  const ask = <Row>(text: string) => world.ask<Row>(text, [workspaceId]);
  const [threads, messages, topics, events, [visitors]] = await Promise.all([
    ask<ThreadRow>(
      `select id, visitor_id as "visitorId", last_seq as "lastSeq", rev from threads where workspace_id = $1`,
    ),
    ask<MessageRow>(`
      select id, thread_id as "threadId", topic_id as "topicId", seq, rev, kind, author_kind as "authorKind", text,
        ${time('sent_at')} as "sentAt", coalesce(edited_at, deleted_at) is not null as "isChanged"
      from messages where workspace_id = $1 order by thread_id, seq`),
    ask<TopicRow>(`
      select id, thread_id as "threadId", rev, status, first_seq as "firstSeq", last_seq as "lastSeq",
        last_visitor_seq as "lastVisitorSeq", ${time('last_message_at')} as "lastMessageAt", preview, preview_by as "previewBy"
      from topics where workspace_id = $1 order by thread_id, first_seq`),
    ask<Database['events'][number]>(`
      select type, attempts, parked_at is not null as "isParked", last_error as "lastError"
      from outbox where workspace_id = $1 and (attempts > 0 or due_at <= now() - interval '5 seconds')`),
    ask<{ count: number }>('select count(*)::int as count from visitors where workspace_id = $1'),
  ]);
  return { threads, messages, topics, events, visitors: visitors?.count ?? 0 };
}

/** A thread as somebody has it who opens it for the first time. */
export type Fresh = {
  threadId: string;
  rev: number;
  messages: readonly object[];
  topics: readonly object[];
  seen: object;
};

type Page = {
  rev: number;
  messages: { seq: number }[];
  topics: object[];
  seen: object;
  hasEarlier: boolean;
  id: string;
};
type Ask = <Answer>(path: string, body?: unknown) => Promise<Answer>;

export async function openAsVisitor(world: World, workspaceId: string, key: string): Promise<Fresh> {
  const session = await asker(world, {})<VisitorSession>('/api/visitor/session', { workspaceId, key });
  const ask = asker(world, { authorization: `Bearer ${session.access.token}` });
  return toTheBeginning(ask, `/api/visitor/threads/${session.thread.id}`, session.thread as Page);
}

export async function openAsAgent(world: World, agent: TestAgent, threadId: string): Promise<Fresh> {
  const ask = asker(world, { cookie: agent.cookie, origin: world.appUrl });
  const path = `/api/workspaces/${agent.workspaceId}/threads/${threadId}`;
  const { thread } = await ask<{ thread: Page }>(path);
  return toTheBeginning(ask, path, thread);
}

/** One list as it now is, and the counts of all. */
export async function listAsAgent(world: World, agent: TestAgent, status: string) {
  const ask = asker(world, { cookie: agent.cookie });
  const root = `/api/workspaces/${agent.workspaceId}`;
  const { topics } = await ask<{ topics: object[] }>(`${root}/topics?status=${status}`);
  const { counts } = await ask<{ counts: { all: object } }>(`${root}/views`);
  return { topics, counts: counts.all };
}

async function toTheBeginning(ask: Ask, path: string, page: Page): Promise<Fresh> {
  let messages = page.messages;
  for (let { hasEarlier } = page; hasEarlier; ) {
    const earlier: Pick<Page, 'messages' | 'hasEarlier'> = await ask(`${path}/messages?before=${messages[0]?.seq}`);
    messages = [...earlier.messages, ...messages];
    hasEarlier = earlier.hasEarlier;
  }
  return { threadId: page.id, rev: page.rev, messages, topics: page.topics, seen: page.seen };
}

const asker =
  ({ workerPort }: World, headers: Record<string, string>): Ask =>
  async <Answer>(path: string, body?: unknown) => {
    for (;;) {
      const answer = await fetch(`http://127.0.0.1:${workerPort}${path}`, {
        method: body ? 'POST' : 'GET',
        headers: { ...headers, ...(body ? { 'content-type': 'application/json' } : {}) },
        body: body ? JSON.stringify(body) : null,
        signal: AbortSignal.timeout(20_000),
      });
      if (answer.ok) return (await answer.json()) as Answer;
      // After all that the limits may be spent.
      if (answer.status !== 429) throw new Error(`${path} answered ${answer.status} when all was well again`);
      await sleep(1_000);
    }
  };
