import { randomBytes, randomUUID } from 'node:crypto';
import { hashPassword } from 'better-auth/crypto';
import { insert, type Row } from './insert-rows.ts';
import type { Owner } from './owner.ts';
import { promiseAnswer } from './promise-answer.ts';
import { seedArticles } from './seed-articles.ts';
import { seedPast } from './seed-past.ts';
import { type SeedThread, seedThreads } from './seed-threads.ts';

export const DEMO = {
  workspaceId: '0e4e5c2a-8d0b-4c55-9a5e-3f6c1f0a7d10',
  email: 'demo@shop.example',
  password: 'everthread-demo',
};

const SHOP = 'http://127.0.0.1:8788';
const MINUTE_IN_MS = 60_000;
const PREVIEW_LENGTH = 200;

/**
 * Fills an empty database with a demo workspace: a shop, its agent, what it tells its customers, what was asked in the
 * last four weeks and what a few visitors wrote lately. Does nothing where any workspace or user exists.
 */
export async function seedDemo(owner: Owner, now: Date): Promise<void> {
  const [found] = await owner.query('select 1 from workspaces union all select 1 from users limit 1');
  if (found) return;
  await owner.query('begin');
  try {
    const agentId = await seedWorkspace(owner, now);
    for (const thread of seedThreads) await seedThread(owner, now, agentId, thread);
    await seedPast(owner, { workspaceId: DEMO.workspaceId, agentId, now });
    await seedArticles(owner, { workspaceId: DEMO.workspaceId, agentId, at: now });
    await queueForSearch(owner, now);
    await owner.query('commit');
  } catch (error) {
    await owner.query('rollback');
    throw error;
  }
}

/** What was said is found once the cron has looked it through. */
async function queueForSearch(owner: Owner, now: Date): Promise<void> {
  await owner.query(
    `insert into search_queue (workspace_id, kind, source_id, at)
     select $1::uuid, kind, id, $2::timestamptz from (select 'm', id from messages union all select 't', id from topics
       union all select 'v', id from visitors) source (kind, id)
     on conflict do nothing`,
    [DEMO.workspaceId, now.toISOString()],
  );
}

async function seedWorkspace(owner: Owner, now: Date): Promise<string> {
  const [userId, agentId] = [randomUUID(), randomUUID()];
  const since = new Date(now.getTime() - 30 * 24 * 60 * MINUTE_IN_MS);
  await insert(owner, 'workspaces', [{ id: DEMO.workspaceId, name: 'Leaf & Clay', created_at: since }]);
  await insert(owner, 'workspace_mail', [{ workspace_id: DEMO.workspaceId }]);
  await insert(owner, 'users', [
    {
      id: userId,
      name: 'Demo agent',
      email: DEMO.email,
      email_verified: true,
      created_at: since,
      updated_at: since,
    },
  ]);
  await insert(owner, 'accounts', [
    {
      user_id: userId,
      account_id: userId,
      provider_id: 'credential',
      password: await hashPassword(DEMO.password),
      created_at: since,
      updated_at: since,
    },
  ]);
  await insert(owner, 'agents', [
    {
      workspace_id: DEMO.workspaceId,
      id: agentId,
      user_id: userId,
      name: 'Demo agent',
      role: 'owner',
      joined_at: since,
    },
  ]);
  return agentId;
}

type Rows = {
  topics: Row[];
  messages: Row[];
  reads: Row[];
  waits: Row[];
  promises: Row[];
  events: Row[];
  rev: number;
  seq: number;
};

async function seedThread(owner: Owner, now: Date, agentId: string, thread: SeedThread): Promise<void> {
  const [visitorId, threadId] = [randomUUID(), randomUUID()];
  const at = (minutesAgo: number) => new Date(now.getTime() - minutesAgo * MINUTE_IN_MS);
  const rows = tellThread(threadId, agentId, thread, at);
  const lines = thread.topics.flatMap((topic) => topic.lines);
  const firstAt = at(Math.max(...lines.map((line) => line.minutesAgo)));
  const lastAt = at(Math.min(...lines.filter((line) => line.by === 'visitor').map((line) => line.minutesAgo)));
  const workspace = { workspace_id: DEMO.workspaceId };
  await insert(owner, 'visitors', [
    {
      ...workspace,
      id: visitorId,
      page_url: `${SHOP}${thread.page.path}`,
      page_title: thread.page.title,
      referrer: thread.referrer,
      language: thread.language,
      time_zone: thread.timeZone,
      first_seen_at: firstAt,
      last_seen_at: lastAt,
    },
  ]);
  // A key that nobody has: these visitors will not come back.
  const keyHash = randomBytes(32).toString('base64url');
  await insert(owner, 'visitor_keys', [
    { ...workspace, key_hash: keyHash, visitor_id: visitorId, created_at: firstAt, last_used_at: lastAt },
  ]);
  await insert(owner, 'threads', [
    { ...workspace, id: threadId, visitor_id: visitorId, last_seq: rows.seq, rev: rows.rev, created_at: firstAt },
  ]);
  await insert(owner, 'topics', rows.topics);
  await insert(owner, 'messages', rows.messages);
  await insert(owner, 'topic_reads', rows.reads);
  await insert(owner, 'waits', rows.waits);
  await insert(owner, 'promises', rows.promises);
  await insert(owner, 'outbox', rows.events);
}

/** Every message, and every topic that was settled by hand, took the thread's next revision. */
function tellThread(threadId: string, agentId: string, thread: SeedThread, at: (minutesAgo: number) => Date): Rows {
  const rows: Rows = { topics: [], messages: [], reads: [], waits: [], promises: [], events: [], rev: 0, seq: 0 };
  const workspace = { workspace_id: DEMO.workspaceId };
  for (const topic of thread.topics) {
    const topicId = randomUUID();
    const firstSeq = rows.seq + 1;
    let lastVisitorSeq = 0;
    let readSeq = 0;
    let asked: { messageId: string; since: Date } | undefined; // what nobody has answered yet
    for (const line of topic.lines) {
      rows.seq++;
      rows.rev++;
      if (line.by === 'visitor') lastVisitorSeq = rows.seq;
      else readSeq = rows.seq; // who answers has read what stands above
      const messageId = randomUUID();
      if (line.by === 'visitor') asked ??= { messageId, since: at(line.minutesAgo) };
      if (line.by === 'agent') asked = undefined;
      rows.messages.push({
        ...workspace,
        id: messageId,
        thread_id: threadId,
        topic_id: topicId,
        seq: rows.seq,
        rev: rows.rev,
        kind: line.by === 'note' ? 'note' : 'message',
        author_kind: line.by === 'visitor' ? 'visitor' : 'agent',
        agent_id: line.by === 'visitor' ? null : agentId,
        text: line.text,
        sent_at: at(line.minutesAgo),
      });
    }
    const said = topic.lines.filter((line) => line.by !== 'note');
    const [first, last] = [said[0], said.at(-1)];
    if (!first || !last) throw new Error('A topic begins with a message');
    if (topic.status === 'done') rows.rev++;
    const isFirst = topic.lines.every(({ by }) => by !== 'agent');
    const promised = topic.status === 'open' && asked && promiseAnswer({ ...workspace, topicId, isFirst, ...asked });
    rows.topics.push({
      ...workspace,
      id: topicId,
      thread_id: threadId,
      rev: rows.rev,
      status: topic.status,
      first_seq: firstSeq,
      last_seq: rows.seq,
      last_visitor_seq: lastVisitorSeq,
      started_at: at(first.minutesAgo),
      last_message_at: at(last.minutesAgo),
      done_at: topic.status === 'done' ? at(last.minutesAgo - 5) : null,
      preview: [...last.text].slice(0, PREVIEW_LENGTH).join(''),
      preview_by: last.by,
      waiting_since: promised ? promised.since : null,
      promise_id: promised ? promised.id : null,
      promise_due_at: promised ? promised.dueAt : null,
    });
    if (promised) {
      rows.waits.push(promised.wait);
      rows.promises.push(promised.promise);
      rows.events.push(...promised.events);
    }
    if (readSeq > 0) rows.reads.push({ ...workspace, topic_id: topicId, agent_id: agentId, seq: readSeq });
  }
  return rows;
}
