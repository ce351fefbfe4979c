import { MessageId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { workspaceWithThread } from '../../test/conversations.ts';
import { newAgent } from '../../test/factories.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { sendMessage, writeNote } from '../messages/send-message.ts';
import { exportWorkspace } from './export-workspace.ts';
import { EXPORT_PAGE } from './exporter-of.ts';

const surroundings = await testSurroundings();
const words = (text: string) => ({ id: MessageId.parse(surroundings.newId()), text });
const textOf = (body: ReadableStream<Uint8Array>) => new Response(body).text();

test('all messages and notes come out, thread by thread in order, and are as many as was said', async () => {
  const { agent, visitor, threadId } = await workspaceWithThread(surroundings);
  await writeNote(agent, threadId, words('Only us'));
  await sendMessage(visitor, threadId, words('=cmd()|"茶"\n🍵'));

  const { rows, body } = await exportWorkspace(agent, { what: 'messages', format: 'json' });
  const exported = JSON.parse(await textOf(body));

  expect(rows).toBe(3);
  expect(exported).toMatchObject([
    { seq: 1, kind: 'message', author: 'visitor', author_identity: 'claimed', text: 'Hello', files: [] },
    { seq: 2, kind: 'note', author: 'agent', text: 'Only us' },
    { seq: 3, kind: 'message', author: 'visitor', text: '=cmd()|"茶"\n🍵', thread_id: threadId },
  ]);
});

test('L1 a spreadsheet gets a header, one line a row, and no formula', async () => {
  const { agent, visitor, threadId } = await workspaceWithThread(surroundings);
  await sendMessage(visitor, threadId, words('=1+1'));

  const { body } = await exportWorkspace(agent, { what: 'messages', format: 'csv' });
  // `text` leaves the mark out.
  const [header, first, second, end] = (await textOf(body)).split('\r\n');

  expect(header).toMatch(/^message_id,thread_id,topic_id,seq,kind,/);
  expect(first).toContain(',Hello,');
  expect(second).toContain(",'=1+1,");
  expect(end).toBe('');
});

test('topics come with visitor, tags and how many messages they hold', async () => {
  const { agent, threadId, topicId } = await workspaceWithThread(surroundings);
  await writeNote(agent, threadId, words('Only us'));

  const { rows, body } = await exportWorkspace(agent, { what: 'topics', format: 'json' });

  expect(rows).toBe(1);
  expect(JSON.parse(await textOf(body))).toMatchObject([
    { topic_id: topicId, status: 'open', priority: 'none', messages: 1, tags: [], visitor_identity: 'claimed' },
  ]);
});

test('several pages join without a gap or a double, whatever is written meanwhile', async () => {
  const { agent, visitor, threadId, topicId } = await workspaceWithThread(surroundings);
  const more = 2 * EXPORT_PAGE + 1;
  await inWorkspace(agent, [
    agent.db.execute(sql`insert into messages
      (workspace_id, id, thread_id, topic_id, seq, rev, kind, author_kind, text, sent_at)
      select ${agent.actor.workspaceId}, gen_random_uuid(), ${threadId}, ${topicId}, n, n, 'message', 'visitor', 'x' || n,
        ${agent.now().toISOString()}::timestamptz from generate_series(2, ${more}) n`),
    agent.db.execute(sql`update threads set last_seq = ${more}, rev = ${more} where id = ${threadId}`),
  ]);

  const { rows, body } = await exportWorkspace(agent, { what: 'messages', format: 'json' });
  const later = { ...visitor, now: () => new Date(visitor.now().getTime() + 60_000) };
  await sendMessage(later, threadId, words('Too late for this file'));
  const seqs = JSON.parse(await textOf(body)).map(({ seq }: { seq: number }) => seq);

  expect(rows).toBe(more);
  expect(seqs).toEqual(Array.from({ length: more }, (_, i) => i + 1));
});

test('nothing of another workspace is in it, and only owners and admins get it', async () => {
  const here = await workspaceWithThread(surroundings);
  const elsewhere = await workspaceWithThread(surroundings);
  await sendMessage(elsewhere.visitor, elsewhere.threadId, words('CANARY'));
  for (const what of ['topics', 'messages'] as const) {
    const { body } = await exportWorkspace(here.agent, { what, format: 'json' });
    expect(await textOf(body)).not.toContain(elsewhere.threadId);
    const { ctx: colleague } = await newAgent(here.workspace, 'agent');
    await expect(exportWorkspace(colleague, { what, format: 'csv' })).rejects.toMatchObject({ code: 'forbidden' });
  }
});
