import { MessageId, type ThreadId } from '@everthread/shared/models/ids';
import type { Search } from '@everthread/shared/models/search';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { type WorkspaceWithThread, workspaceWithThread } from '../../test/conversations.ts';
import { countTrips } from '../../test/count-trips.ts';
import { recordingRooms } from '../../test/recording-rooms.ts';
import { setTopicStatus } from '../../test/set-topic-status.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { deleteMessage, editMessage } from '../messages/change-message.ts';
import { sendMessage, writeNote } from '../messages/send-message.ts';
import { drainDueEvents } from '../outbox/drain-outbox.ts';
import { handlers } from '../outbox/handlers.ts';
import { indexWaiting } from './index-waiting.ts';
import { search } from './search.ts';

const surroundings = await testSurroundings();

async function searchable(...texts: string[]) {
  const place = await workspaceWithThread(surroundings);
  const say = async (text: string, threadId: ThreadId = place.threadId) => {
    const id = MessageId.parse(surroundings.newId());
    await sendMessage(place.visitor, threadId, { id, text });
    return id;
  };
  for (const text of texts) await say(text);
  await index(place);
  return {
    ...place,
    say,
    index: () => index(place),
    find: (text: string, more: Partial<Search> = {}) => find(place, text, more),
  };
}

/** What follows from what was said, and what is looked through a moment later. */
async function index({ workspace }: WorkspaceWithThread): Promise<void> {
  const { env } = recordingRooms();
  await drainDueEvents({ ...workspace, env }, { handlers, chance: () => 0, handlerLimitMs: 10_000 });
  while (await indexWaiting(workspace)) {}
}

const find = async ({ agent }: WorkspaceWithThread, text: string, more: Partial<Search> = {}) =>
  (await search(agent, { text, ...more })).messages.map(({ snippet }) => snippet.text);

test('a message is found by its words, whatever their case and accents, the last while it is being typed', async () => {
  const { find } = await searchable('Where is my RÉFUND?', 'The parcel came');
  expect(await find('refund where')).toEqual(['Where is my RÉFUND?']);
  expect(await find('where is ref')).toEqual(['Where is my RÉFUND?']);
  expect(await find('ref where')).toEqual([]);
  expect(await find('bicycle')).toEqual([]);
});

test.each([
  ['refnud', 'two letters changed places'],
  ['refun', 'not finished'],
  ['refunnd', 'a letter too many'],
  ['rifund', 'another letter'],
])('%s finds refund: %s', async (typed) => {
  const { find } = await searchable('Please refund me', 'Nothing of the kind');
  expect(await find(typed)).toEqual(['Please refund me']);
});

test.each([
  ['我想申请退款，谢谢', '退款', '付款'],
  ['我想申请退款，谢谢', '申请退', '退申请'],
  ['我想申请退款，谢谢', '款', '钱'],
  ['注文をキャンセルしたい', 'キャンセル', 'キャラメル'],
  ['ฉันต้องการคืนเงินครับ', 'คืนเงิน', 'รถยนต์'],
  ['환불을 요청합니다', '환불', '교환'],
  ['أريد استرداد أموالي', 'استرداد', 'سيارة'],
])('%s is found by %s and not by %s', async (text, hit, miss) => {
  const { find } = await searchable(text);
  expect(await find(hit)).toEqual([text]);
  expect(await find(miss)).toEqual([]);
});

test('a number is found in whatever digits it was written', async () => {
  const { find } = await searchable('طلبي رقم ٢٠٩٣١', 'Order 20931 is late');
  const both = ['Order 20931 is late', 'طلبي رقم ٢٠٩٣١'];
  for (const typed of ['20931', '٢٠٩٣١', '२०९३१', '２０９３１']) expect(await find(typed), typed).toEqual(both);
});

test('what was found stands out', async () => {
  const { agent } = await searchable('A refund, and <b>another</b> refund');
  const { messages } = await search(agent, { text: 'refund' });
  const [{ snippet } = { snippet: { text: '', marks: [] } }] = messages;
  expect(snippet.marks.map(([from, to]) => snippet.text.slice(from, to))).toEqual(['refund', 'refund']);
});

test('edited it is found by its new words, deleted by none', async () => {
  const { visitor, threadId, say, find, index } = await searchable();
  const id = await say('The teapot is broken');
  await index();
  await editMessage(visitor, threadId, id, { text: 'The kettle is broken' });
  await index();
  expect([await find('teapot'), await find('kettle')]).toEqual([[], ['The kettle is broken']]);
  await deleteMessage(visitor, threadId, id);
  expect(await find('kettle')).toEqual([]); // at once, whenever it is looked through
  await index();
  expect(await find('kettle')).toEqual([]);
});

test('words that are nowhere any more are forgotten', async () => {
  const { visitor, threadId, say, index, workspace } = await searchable();
  const id = await say('zyzzyva');
  await index();
  await deleteMessage(visitor, threadId, id);
  await index();
  for (const table of ['search_docs', 'search_postings', 'search_tokens', 'search_spellings']) {
    const [{ rows }] = await inWorkspace(workspace, [
      workspace.db.execute(sql`select 1 from ${sql.identifier(table)} told where told::text like '%zyzzyva%'`),
    ]);
    expect(rows, table).toEqual([]);
  }
});

test('looking through the same twice, and two at once, changes nothing', async () => {
  const { workspace, say, find, agent, threadId } = await searchable();
  const count = async () => {
    const [{ rows }] = await inWorkspace(workspace, [
      workspace.db.execute(
        sql`select token, docs from search_tokens where workspace_id = ${workspace.actor.workspaceId} order by token`,
      ),
    ]);
    return rows;
  };
  await say('one two three');
  const { env } = recordingRooms();
  await drainDueEvents({ ...workspace, env }, { handlers, chance: () => 0, handlerLimitMs: 10_000 });
  await Promise.all([indexWaiting(workspace), indexWaiting(workspace)]);
  const before = await count();
  await inWorkspace(workspace, [
    workspace.db.execute(sql`insert into search_queue (workspace_id, kind, source_id, at)
      select workspace_id, 'm', id, sent_at from messages where workspace_id = ${workspace.actor.workspaceId}`),
  ]);
  await indexWaiting(workspace);
  expect(await count()).toEqual(before);
  expect(await find('two')).toEqual(['one two three']);
  expect([agent, threadId].length).toBe(2);
});

test('filters narrow it down', async () => {
  const { agent, threadId, topicId, find, index } = await searchable('refund one');
  await writeNote(agent, threadId, { id: MessageId.parse(surroundings.newId()), text: 'refund note' });
  await sendMessage(agent, threadId, { id: MessageId.parse(surroundings.newId()), text: 'refund answer' });
  await index();
  expect(await find('refund', { filters: { in: 'notes' } })).toEqual(['refund note']);
  expect(await find('refund', { filters: { in: 'messages', from: 'team' } })).toEqual(['refund answer']);
  expect(await find('refund', { filters: { from: 'visitor' } })).toEqual(['refund one']);
  expect(await find('refund', { filters: { hasFile: true } })).toEqual([]);
  expect(await find('refund', { filters: { status: ['done'] } })).toEqual([]);
  await setTopicStatus(agent, topicId, { status: 'done' });
  expect((await find('refund', { filters: { status: ['done'] } })).length).toBe(3);
  expect((await find('refund', { filters: { assignee: ['nobody'] } })).length).toBe(3);
  expect(await find('refund', { filters: { tag: [surroundings.newId() as never] } })).toEqual([]);
  expect(await find('refund', { filters: { before: '2020-01-01T00:00:00.000Z' } })).toEqual([]);
  expect((await find('refund', { filters: { after: '2020-01-01T00:00:00.000Z' } })).length).toBe(3);
  expect(await find('', { filters: { in: 'notes' } })).toEqual(['refund note']);
});

test('visitors are found by name, address and external id, topics by their subject', async () => {
  const place = await searchable('Hi');
  const { visitor, workspace, topicId, agent } = place;
  const { visitorId } = visitor.actor;
  await inWorkspace(workspace, [
    workspace.db.execute(sql`update visitors set name = 'Zoë Müller', email = 'zoe@clay.example', identity = 'verified',
      external_id = 'customer_77120' where workspace_id = ${workspace.actor.workspaceId} and id = ${visitorId}`),
    workspace.db.execute(
      sql`update topics set subject = 'A broken teapot' where workspace_id = ${workspace.actor.workspaceId} and id = ${topicId}`,
    ),
    workspace.db.execute(sql`insert into search_queue (workspace_id, kind, source_id, at) values
      (${workspace.actor.workspaceId}, 'v', ${visitorId}, now()), (${workspace.actor.workspaceId}, 't', ${topicId}, now())`),
  ]);
  await place.index();
  for (const text of ['zoe mul', 'zoe@clay.example', '77120', 'customer_77120', 'Muller', 'Mullre']) {
    const { visitors } = await search(agent, { text });
    expect(
      visitors.map((hit) => hit.visitorId),
      text,
    ).toEqual([visitorId]);
    expect(visitors[0]?.topicId).toBe(topicId);
  }
  const { topics } = await search(agent, { text: 'teapot' });
  expect(topics.map((hit) => [hit.topicId, hit.subject.marks])).toEqual([[topicId, [[9, 15]]]]);
});

test('when a thread is rearranged the subjects of its topics are looked through', async () => {
  const { workspace, topicId, threadId, agent, index } = await searchable();
  await inWorkspace(workspace, [
    workspace.db.execute(sql`update topics set subject = 'A broken teapot'
      where workspace_id = ${workspace.actor.workspaceId} and id = ${topicId}`),
    workspace.db.execute(sql`insert into outbox (workspace_id, thread_id, type, payload, created_at, due_at)
      values (${workspace.actor.workspaceId}, ${threadId}, 'thread.rearranged',
        ${JSON.stringify({ threadId, topicIds: [topicId], changeId: surroundings.newId() })}::jsonb, now(), now())`),
  ]);
  await index();
  expect((await search(agent, { text: 'teapot' })).topics.map((hit) => hit.topicId)).toEqual([topicId]);
});

test('page after page brings each message once, the newest pages first', async () => {
  const { say, index, agent } = await searchable();
  for (let i = 0; i < 60; i++) await say(`parcel number ${i}`);
  await index();
  const first = await search(agent, { text: 'parcel' });
  expect(first.messages.length).toBe(50);
  const second = await search(agent, { text: 'parcel', next: first.next ?? '' });
  const ids = [...first.messages, ...second.messages].map(({ messageId }) => messageId);
  expect([new Set(ids).size, second.next]).toEqual([60, null]);
});

test('nothing of another workspace is ever found, by nobody, whatever is asked', async () => {
  const one = await searchable('canary parcel');
  const two = await searchable('another parcel');
  for (const text of ['canary', 'canaryy', 'can', 'parcel', 'c']) {
    const answer = JSON.stringify(await search(two.agent, { text }));
    expect(answer).not.toMatch(/canary/i);
    expect(answer).not.toContain(one.threadId);
  }
  const everything = await search(two.agent, { text: '', filters: { from: 'visitor' } });
  expect(everything.messages.every(({ threadId }) => threadId === two.threadId)).toBe(true);
  const foreign = { ...two.agent, actor: { ...two.agent.actor, workspaceId: one.workspace.actor.workspaceId } };
  await expect(search(foreign, { text: 'canary' })).rejects.toMatchObject({ code: 'not_found' });
});

test('a search is one trip', async () => {
  const { agent } = await searchable('refund');
  expect(await countTrips(() => search(agent, { text: 'refund' }))).toBe(1);
});

test.each([
  '%',
  "'; select pg_sleep(9); --",
  '\\',
  '"',
  '{}',
  '😀'.repeat(50),
  '\u202eabc',
  'a'.repeat(200),
  '退'.repeat(200),
  'ก'.repeat(200),
  'a b c d e f g h i j k l m n o p q r s t u v w x y z',
  '((((',
  `a${'\u0301'.repeat(199)}`,
])('%j is only words', async (text) => {
  const { agent } = await searchable('refund');
  await expect(search(agent, { text })).resolves.toMatchObject({ visitors: [] });
});
