import { MessageId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { newcomer, workspaceWithThread } from '../../test/conversations.ts';
import { newAgent } from '../../test/factories.ts';
import { newCompany, newSecret, signToken } from '../../test/identities.ts';
import { provenSince, somebodyEverywhere } from '../../test/somebody.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { beginThread } from '../visitors/begin-thread.ts';
import { exportOwn, exportVisitor, sendProofCode } from './export-of.ts';

const surroundings = await testSurroundings();
const read = async (stream: Promise<ReadableStream<Uint8Array>>) =>
  JSON.parse(await new Response(await stream).text()) as Record<string, Record<string, unknown>[]>;

test('the team gets every word that there is of somebody, and files as links that end; the log says who had it', async () => {
  const { agent, visitor, workspace } = await somebodyEverywhere(surroundings, 'zqtea');

  const all = await read(exportVisitor(agent, visitor.actor.visitorId));

  expect(all.visitors).toMatchObject([{ noted_name: 'zqtea', private_attributes: { 'zqtea of the team': 'zqtea' } }]);
  expect(all.messages?.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['message', 'note']));
  expect(all.attachments).toMatchObject([{ name: 'zqtea', link: expect.stringContaining('/files/') }]);
  expect(all).toMatchObject({
    drafts: [{ text: 'zqtea' }],
    bot_questions: [{ text: 'zqtea' }],
    received_mails: [{}, {}, {}],
  });
  expect(JSON.stringify(all)).not.toMatch(/_hash|endpoint|storage_key/);
  const [{ rows }] = await inWorkspace(workspace, [
    workspace.db.execute(sql`select what from audit_log
      where workspace_id = ${workspace.actor.workspaceId} and what = 'visitor.exported'`),
  ]);
  expect(rows).toHaveLength(1);
});

test('only owners and admins get it, of their own visitors', async () => {
  const { agent, visitor, workspace } = await workspaceWithThread(surroundings);
  const other = await workspaceWithThread(surroundings);
  const { ctx: colleague } = await newAgent(workspace, 'agent');

  await expect(exportVisitor(colleague, visitor.actor.visitorId)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(exportVisitor(agent, other.visitor.actor.visitorId)).rejects.toMatchObject({ code: 'not_found' });
});

test('what fills many pages is told once, and whole', async () => {
  const { agent, visitor, workspace, threadId } = await workspaceWithThread(surroundings);
  await inWorkspace(workspace, [
    workspace.db.execute(sql`insert into messages (workspace_id, id, thread_id, topic_id, seq, rev, kind, author_kind, text, sent_at)
      select workspace_id, gen_random_uuid(), thread_id, topic_id, 100 + nth, 100 + nth, 'message', 'visitor', 'More', sent_at
      from messages, generate_series(1, 1100) nth
      where workspace_id = ${workspace.actor.workspaceId} and thread_id = ${threadId} and seq = 1`),
  ]);

  const { messages } = await read(exportVisitor(agent, visitor.actor.visitorId));

  expect(new Set(messages?.map(({ id }) => id)).size).toBe(1_101);
  expect(messages).toHaveLength(1_101);
});

test('a visitor shows anew who he is, and gets what he may see: no notes, nothing that the team wrote down', async () => {
  const { owner, newPerson, withToken, asVisitor, workspace } = await newCompany(surroundings);
  const person = newPerson({ name: 'Ada' });
  const holder = withToken(newcomer(workspace), person);
  const visitor = asVisitor(
    holder,
    await beginThread(holder, { id: MessageId.parse(workspace.newId()), text: 'Hello' }),
  );
  const { workspaceId } = workspace.actor;
  const secret = await newSecret(owner);
  const token = (sub: string) => signToken(workspaceId, secret, { sub });

  await expect(exportOwn(visitor, {})).rejects.toMatchObject({ code: 'forbidden' });
  await expect(exportOwn(visitor, { identityToken: await token('somebody else') })).rejects.toMatchObject({
    code: 'forbidden',
  });
  const own = await read(exportOwn(visitor, { identityToken: await token(person.externalId) }));

  expect(own.visitors).toMatchObject([{ name: 'Ada', external_id: person.externalId }]);
  expect(own.messages).toMatchObject([{ text: 'Hello' }]);
  expect(own.visitors?.[0]).not.toHaveProperty('noted_name');
  for (const place of ['drafts', 'topic_events', 'scheduled_messages', 'visitor_merges']) {
    expect(own).not.toHaveProperty(place);
  }
});

test('who has no page that vouches for him shows it by a code from his mailbox', async () => {
  const { visitor, workspace } = await somebodyEverywhere(surroundings, 'zqmail');
  await inWorkspace(workspace, [
    workspace.db.execute(sql`update visitors set mail_address = ${`${workspace.newId()}@mail.example`}
      where workspace_id = ${workspace.actor.workspaceId} and id = ${visitor.actor.visitorId}`),
    provenSince(visitor, 24),
  ]);

  const { mail } = await sendProofCode(visitor);
  const code = mail.subject.replace(/\D/g, '');
  await expect(exportOwn(visitor, { code: code === '000000' ? '111111' : '000000' })).rejects.toMatchObject({
    code: 'invalid',
  });
  const own = await read(exportOwn(visitor, { code }));

  expect(own.messages?.every((message) => !('kind' in message))).toBe(true);
  expect(own.received_mails).toMatchObject([{ text: 'zqmail' }]);
  expect(JSON.stringify(own)).not.toContain('zqmail of the team'); // what agents have answered by mail is theirs
  await expect(exportOwn(visitor, { code })).rejects.toMatchObject({ code: 'too_many' });
});

test('who has told no address has nowhere for a code to go', async () => {
  const { visitor } = await workspaceWithThread(surroundings);

  await expect(sendProofCode(visitor)).rejects.toMatchObject({ code: 'not_found' });
});
