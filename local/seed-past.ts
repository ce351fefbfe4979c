import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { insert, type Row } from './insert-rows.ts';
import type { Owner } from './owner.ts';
import { type PastCase, pastCases } from './past-cases.ts';
import { pastTalks } from './past-talks.ts';

type Place = { workspaceId: string; agentId: string; now: Date };

const MINUTE = 60_000;
const LANGUAGES = ['en-GB', 'en-US', 'en-IE', 'en-AU'];
const ZONES = ['Europe/London', 'America/New_York', 'Europe/Dublin', 'Australia/Sydney'];

/** Four weeks of talks that are over, with how long each visitor waited and what he was promised: what a report counts. */
export async function seedPast(owner: Owner, place: Place): Promise<void> {
  const tables: Record<string, Row[]> = {};
  const put = (table: string, row: Row) => {
    tables[table] ??= [];
    tables[table].push({ workspace_id: place.workspaceId, ...row });
  };
  for (const [nth, past] of pastCases(place.now).entries()) tell(place, nth, past, put);
  for (const [table, rows] of Object.entries(tables)) await insert(owner, table, rows);
}

function tell({ agentId }: Place, nth: number, past: PastCase, put: (table: string, row: Row) => void): void {
  const talk = pastTalks[nth % pastTalks.length];
  if (!talk) return;
  const [visitorId, threadId, topicId] = [randomUUID(), randomUUID(), randomUUID()];
  const lines = talk.lines.flatMap((text, at) => {
    const wait = past.waits[Math.floor(at / 2)];
    if (text === undefined || !wait) return [];
    const by = at % 2 === 0 ? ('visitor' as const) : ('agent' as const);
    return [{ id: randomUUID(), by, text, at: by === 'visitor' ? wait.since : wait.answered }];
  });
  const [first, last] = [lines[0], lines.at(-1)];
  if (!first || !last) return;
  const doneAt = new Date(last.at.getTime() + 5 * MINUTE);
  const asked = past.rating === null ? { rating: null, rated_at: null } : { rating: past.rating, rated_at: doneAt };
  put('visitors', {
    id: visitorId,
    page_url: `http://127.0.0.1:8788${talk.page.path}`,
    page_title: talk.page.title,
    referrer: null,
    language: LANGUAGES[nth % LANGUAGES.length],
    time_zone: ZONES[nth % ZONES.length],
    first_seen_at: first.at,
    last_seen_at: last.at,
  });
  const keyHash = createHash('sha256').update(randomBytes(32)).digest('base64url'); // a key that nobody has
  put('visitor_keys', { key_hash: keyHash, visitor_id: visitorId, created_at: first.at, last_used_at: last.at });
  const rev = lines.length + 1; // finished by hand
  put('threads', { id: threadId, visitor_id: visitorId, last_seq: lines.length, rev, created_at: first.at });
  put('topics', {
    id: topicId,
    thread_id: threadId,
    rev,
    status: 'done',
    first_seq: 1,
    last_seq: lines.length,
    last_visitor_seq: lines.findLastIndex(({ by }) => by === 'visitor') + 1,
    started_at: first.at,
    last_message_at: last.at,
    done_at: doneAt,
    preview: last.text,
    preview_by: last.by,
    assignee_id: agentId,
    rating_asked_at: doneAt,
    ...asked,
  });
  for (const [at, line] of lines.entries()) {
    const author = line.by === 'agent' ? agentId : null;
    const of = { thread_id: threadId, topic_id: topicId, seq: at + 1, rev: at + 1, kind: 'message' };
    put('messages', { id: line.id, ...of, author_kind: line.by, agent_id: author, text: line.text, sent_at: line.at });
  }
  put('topic_reads', { topic_id: topicId, agent_id: agentId, seq: lines.length });
  tellWaits(agentId, topicId, past, (nthWait) => (lines[2 * nthWait + 1] ? lines[2 * nthWait]?.id : undefined), put);
}

function tellWaits(
  agentId: string,
  topicId: string,
  { waits }: PastCase,
  messageOf: (nth: number) => string | undefined,
  put: (table: string, row: Row) => void,
): void {
  for (const [nth, { since, answered, promises }] of waits.entries()) {
    const messageId = messageOf(nth);
    if (!messageId) continue;
    const kind = nth === 0 ? 'first' : 'next';
    const ended = { ended_at: answered, ended: 'replied', agent_id: agentId };
    put('waits', { topic_id: topicId, since, kind, queue_ahead: 0, people_on_shift: 1, ...ended });
    let renewsId: string | null = null;
    for (const { madeAt, dueAt, quantiles, outcome, settledAt } of promises) {
      const id = randomUUID();
      put('promises', {
        id,
        topic_id: topicId,
        message_id: messageId,
        kind,
        waiting_since: since,
        made_at: madeAt,
        due_at: dueAt,
        likelihood: 90,
        basis: quantiles ? 'history' : 'aim',
        quantiles,
        outcome,
        announced_at: outcome === 'renewed' ? settledAt : null,
        settled_at: settledAt,
        renews_id: renewsId,
      });
      renewsId = id;
    }
  }
}
