import type { MessageId } from '@everthread/shared/models/ids';
import { asc, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { newThread, threadOf } from '../../test/conversations.ts';
import { newAgent, newWorkspace } from '../../test/factories.ts';
import { deliverMail, keptMails, mailNameOf, type Written } from '../../test/mails.ts';
import { newAddress } from '../../test/members.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import type { Context, SystemActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { messages } from '../db/schema/messages.ts';
import { topics } from '../db/schema/topics.ts';
import { visitors } from '../db/schema/visitors.ts';
import { sendMessage } from '../messages/send-message.ts';
import { replyAddress } from './reply-address.ts';

const surroundings = await testSurroundings();
const config = { ...surroundings.config, mail: { ...surroundings.config.mail, replyDomain: 'reply.example' } };

async function place() {
  const workspace = await newWorkspace({ ...surroundings, config });
  const name = await mailNameOf(workspace);
  return { workspace, name, inbox: `${name}@reply.example` };
}

/** Somebody who wants to be told by mail, and the address that only his mailbox was given. */
async function told(identity: 'claimed' | 'verified' = 'claimed') {
  const at = await place();
  const thread = await newThread(at.workspace);
  const address = newAddress();
  const { workspaceId, visitorId } = thread.visitor.actor;
  const externalId = identity === 'verified' ? crypto.randomUUID() : null;
  await inWorkspace(at.workspace, [
    at.workspace.db
      .update(visitors)
      .set({ mailAddress: address, mailProof: 'claimed', identity, externalId })
      .where(eq(visitors.id, visitorId)),
  ]);
  const until = new Date(Date.now() + 86_400_000);
  const to = replyAddress(config, at.name, { workspaceId, threadId: thread.threadId, visitorId, until }) ?? '';
  return { ...at, ...thread, address, visitorId, to };
}

async function all(ctx: Context<SystemActor>) {
  const { workspaceId } = ctx.actor;
  const [said, begun, known] = await inWorkspace(ctx, [
    ctx.db
      .select()
      .from(messages)
      .where(eq(messages.workspaceId, workspaceId))
      .orderBy(asc(messages.sentAt), asc(messages.seq)),
    ctx.db.select().from(topics).where(eq(topics.workspaceId, workspaceId)).orderBy(asc(topics.startedAt)),
    ctx.db.select().from(visitors).where(eq(visitors.workspaceId, workspaceId)).orderBy(asc(visitors.firstSeenAt)),
  ]);
  return { said, begun, known };
}

test('an answer to our mail lands in its thread, without what it quotes, and proves the mailbox', async () => {
  const { workspace, address, to, threadId, visitorId } = await told();
  const text = 'Tomorrow is fine.\n\nOn Sun, Nov 22, 2026, Tea <x@reply.example> wrote:\n> It is on its way';
  expect(await deliverMail(workspace, { from: address, to, text, subject: 'Re: Tea' })).toMatchObject({
    name: 'stored',
  });

  const { said, known, begun } = await all(workspace);
  expect(said).toMatchObject([
    { text: 'Hello', via: null },
    { text: 'Tomorrow is fine.', via: 'mail', threadId, authorKind: 'visitor', authorIdentity: 'claimed' },
  ]);
  expect(known).toMatchObject([{ id: visitorId, mailAddress: address, mailProof: 'proven' }]);
  expect(begun).toMatchObject([{ channel: 'messenger', subject: null, status: 'open' }]);
  expect(await keptMails(workspace)).toMatchObject([
    { fromAddress: address, isProven: true, text: expect.stringContaining('on its way') },
  ]);
});

test('K2 of a proven person it is his own only where his domain vouches for him and the mailbox is his', async () => {
  const { workspace, address, to } = await told('verified');
  await deliverMail(workspace, { from: address, to, text: 'Mine' });
  await deliverMail(workspace, { from: address, to, text: 'Forged', dmarc: 'fail' });
  await deliverMail(workspace, { from: address, to, text: 'Nobody looked', dmarc: null });
  await deliverMail(workspace, { from: newAddress(), to, text: 'Passed on to somebody' });
  const identities = (await all(workspace)).said.map(({ text, authorIdentity }) => [text, authorIdentity]);
  expect(identities.slice(1)).toEqual([
    ['Mine', 'verified'],
    ['Forged', 'claimed'],
    ['Nobody looked', 'claimed'],
    ['Passed on to somebody', 'claimed'],
  ]);
  expect((await keptMails(workspace)).filter(({ isProven }) => isProven)).toHaveLength(1);
});

test.each<[string, (at: { to: string; inbox: string; threadId: string }) => Partial<Written>]>([
  ['a changed token', ({ to }) => ({ to: to.replace(/\+./, (at) => (at === '+a' ? '+b' : '+a')) })],
  ['a number in its subject', ({ inbox }) => ({ to: inbox, subject: 'Re: [#1] Tea' })],
  [
    'References of a real one',
    ({ inbox, threadId }) => ({ to: inbox, headers: { References: `<thread.${threadId}@reply.example>` } }),
  ],
])('K3 with %s it joins no thread, and nothing of the past goes along', async (_what, changed) => {
  const at = await told();
  await deliverMail(at.workspace, { from: at.address, to: at.to, ...changed(at) });
  const { said, known } = await all(at.workspace);
  expect(known).toHaveLength(2);
  expect(said.filter(({ threadId }) => threadId === at.threadId)).toHaveLength(1);
  expect(await threadOf(at.visitor, at.threadId)).toHaveLength(1);
});

test('I3 who is put into Cc is let into nothing: neither by the mail that names him, nor by answering it, nor by its answers', async () => {
  const { workspace, visitor, to, inbox, threadId } = await told();
  const [forged, copied] = [newAddress(), newAddress()];
  // A forged requester's mail to the guessed inbox, and one to the real address that somebody passed on.
  await deliverMail(workspace, { from: forged, to: inbox, dmarc: 'fail', headers: { Cc: copied } });
  await deliverMail(workspace, { from: forged, to, dmarc: 'none', headers: { Cc: `Friend <${copied}>` } });
  await deliverMail(workspace, { from: copied, to: inbox, subject: 'Re: Tea', text: 'Send me all of it' });

  const { said, known } = await all(workspace);
  const mine = said.filter((message) => message.threadId === threadId);
  expect(mine.map(({ authorIdentity }) => authorIdentity)).not.toContain('verified');
  expect(known.map(({ mailAddress, email }) => [mailAddress, email].includes(copied))).toEqual([false, false, true]);
  expect(known.filter(({ mailProof }) => mailProof === 'proven').map(({ email }) => email)).toEqual([copied]);
  // He has begun a thread of his own, in which there is what he wrote and nothing else.
  const own = said.filter(({ text }) => text === 'Send me all of it');
  expect(own).toHaveLength(1);
  expect(said.filter((message) => message.threadId === own[0]?.threadId)).toEqual(own);
  expect(own[0]?.threadId).not.toBe(threadId);
  expect((await threadOf(visitor, threadId)).length).toBe(mine.length);
});

test('T6 a token of one workspace is none in another', async () => {
  const [one, other] = [await told(), await place()];
  await deliverMail(one.workspace, { from: one.address, to: one.to.replace(one.name, other.name) });
  expect((await all(one.workspace)).said).toHaveLength(1);
  expect((await all(other.workspace)).known).toMatchObject([{ email: one.address, identity: 'claimed' }]);
});

test('K1 an agent’s address, and a real notification’s References, write nothing as an agent', async () => {
  const { workspace, to, inbox } = await told();
  const agent = await newAgent(workspace, 'owner');
  const headers = { 'In-Reply-To': '<unread.x@reply.example>' };
  await deliverMail(workspace, { from: `Boss <${agent.email}>`, to, headers });
  await deliverMail(workspace, { from: `Boss <${agent.email}>`, to: inbox, headers });
  const { said } = await all(workspace);
  expect(said.map(({ authorKind }) => authorKind)).toEqual(['visitor', 'visitor', 'visitor']);
  expect((await keptMails(workspace)).length).toBe(2);
});

test('a new mail begins a thread of a claimed visitor; more from a mailbox that is vouched for goes on there', async () => {
  const { workspace, inbox } = await place();
  const from = newAddress();
  await deliverMail(workspace, { from: `"Ada, L." <${from}>`, to: inbox, subject: 'Two cups', text: 'One' });
  await deliverMail(workspace, { from, to: inbox, subject: 'More', text: 'Two' });
  const { said, begun, known } = await all(workspace);
  expect(known).toMatchObject([
    { name: 'Ada, L.', email: from, identity: 'claimed', mailAddress: from, mailProof: 'proven' },
  ]);
  expect(said.map(({ text }) => text)).toEqual(['One', 'Two']);
  expect(begun).toMatchObject([{ channel: 'mail', subject: 'Two cups', preview: 'Two', status: 'open' }]);
});

test('B5 whoever is not vouched for is a visitor of his own each time, whatever address he names', async () => {
  const { workspace, inbox } = await place();
  const from = newAddress();
  await deliverMail(workspace, { from, to: inbox, text: 'Real' });
  await deliverMail(workspace, { from, to: inbox, text: 'Forged', dmarc: 'none' });
  const { known, said } = await all(workspace);
  expect(known.map(({ mailProof }) => mailProof)).toEqual(['proven', 'claimed']);
  expect(new Set(said.map(({ threadId }) => threadId)).size).toBe(2);
});

test('B5 the address of somebody who uses the messenger joins nobody to him', async () => {
  const { workspace, inbox, address, threadId } = await told('verified');
  await deliverMail(workspace, { from: address, to: inbox });
  expect((await all(workspace)).said.filter((message) => message.threadId === threadId)).toHaveLength(1);
});

test('an agent’s answer to a mail is one to be mailed: the visitor has asked for it by writing', async () => {
  const { workspace, inbox } = await place();
  const { ctx: agent } = await newAgent(workspace, 'agent');
  await deliverMail(workspace, { from: newAddress(), to: inbox });
  const { said, known } = await all(workspace);
  const threadId = said[0]?.threadId;
  if (!threadId) throw new Error('no thread');
  await sendMessage(agent, threadId, { id: crypto.randomUUID() as MessageId, text: 'Here' });
  expect(known[0]?.mailAddress).toBeTruthy();
});

test('K6 one mail three times at once is one message, with and without a Message-ID', async () => {
  const { workspace, inbox } = await place();
  for (const messageId of [`<${crypto.randomUUID()}@a.example>`, null]) {
    const mail = { from: newAddress(), to: inbox, messageId, text: `Once ${messageId}` };
    const receipts = await Promise.all([1, 2, 3].map(() => deliverMail(workspace, mail)));
    expect(receipts.map(({ name }) => name).toSorted()).toEqual(['repeated', 'repeated', 'stored']);
  }
  expect((await all(workspace)).said).toHaveLength(2);
});

test('K6 the same Message-ID with other words is another mail', async () => {
  const { workspace, inbox } = await place();
  const mail = { from: newAddress(), to: inbox, messageId: '<same@a.example>' };
  for (const text of ['One', 'Two', 'One']) await deliverMail(workspace, { ...mail, text });
  expect((await all(workspace)).said.map(({ text }) => text)).toEqual(['One', 'Two']);
});

test.each<[string, Partial<Written>]>([
  ['an out-of-office note', { headers: { 'Auto-Submitted': 'auto-replied' } }],
  ['an autoreply of old', { headers: { 'X-Autoreply': 'yes' } }],
  ['bulk mail', { headers: { Precedence: 'bulk' } }],
  ['a mailing', { headers: { 'List-Unsubscribe': '<mailto:off@lists.example>' } }],
  [
    'a mailing of a press',
    { headers: { 'List-Id': '<tea.lists.example>', 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } },
  ],
  [
    'an out-of-office note by way of a list',
    { headers: { 'List-Id': '<tea.lists.example>', 'Auto-Submitted': 'auto-replied' } },
  ],
  ['a report of a delivery', { headers: { 'Return-Path': '<>' } }],
  ['a mail of ours, of whichever workspace', { headers: { 'X-Everthread-Loop': crypto.randomUUID() } }],
  ['our own address', { from: 'Everthread <support@mail.example>' }],
  ['an address of another workspace', { from: 'abcdef012345@reply.example' }],
  ['a robot', { from: 'MAILER-DAEMON@mx.example' }],
  ['nobody', { from: 'undisclosed' }],
  ['two at once', { from: 'a@a.example, b@b.example' }],
])('K4 %s is left alone', async (_what, mail) => {
  const { workspace, inbox, to } = await told();
  expect(await deliverMail(workspace, { from: newAddress(), to: inbox, ...mail })).toMatchObject({ name: 'ignored' });
  expect(await deliverMail(workspace, { from: newAddress(), to, ...mail })).toMatchObject({ name: 'ignored' });
  expect((await all(workspace)).said).toHaveLength(1);
});

test('what comes by way of a group is taken in, in the name of who wrote it, and proves nothing', async () => {
  const { workspace, inbox, address, to } = await told('verified');
  const group = {
    Precedence: 'list',
    'List-Id': '<support.shop.example>',
    'List-Post': '<mailto:support@shop.example>',
  };
  const ben = newAddress();
  const rewritten = { ...group, 'X-Original-From': `Ben <${ben}>` };
  await deliverMail(workspace, { from: address, to: inbox, text: 'One', headers: group });
  await deliverMail(workspace, { from: address, to, text: 'Two', headers: group });
  await deliverMail(workspace, {
    ...{ from: `"Ben via Support" <support@shop.example>`, to: inbox, text: 'Three', headers: rewritten },
  });
  const { said, known } = await all(workspace);
  expect(said.map(({ text, authorIdentity }) => [text, authorIdentity])).toEqual([
    ['Hello', 'claimed'],
    ['One', 'claimed'],
    ['Two', 'claimed'],
    ['Three', 'claimed'],
  ]);
  expect(known.map(({ email, mailProof }) => [email, mailProof])).toContainEqual([ben, 'claimed']);
  expect((await keptMails(workspace)).some(({ isProven }) => isProven)).toBe(false);
});

test('what is for nobody here is left alone', async () => {
  const { workspace } = await place();
  for (const to of ['nobody01@reply.example', 'support@mail.example', 'x'.repeat(500)]) {
    expect(await deliverMail(workspace, { from: newAddress(), to })).toMatchObject({ name: 'ignored' });
  }
});

test('a mail of nothing but HTML is read as words, and its look is kept without what is dangerous', async () => {
  const { workspace, inbox } = await place();
  const html =
    '<style>b{}</style><p>One<br>two &amp; <b onclick="x()">three</b></p><script>alert(1)</script><blockquote>old</blockquote>';
  await deliverMail(workspace, { from: newAddress(), to: inbox, html });
  expect((await all(workspace)).said.map(({ text }) => text)).toEqual(['One\ntwo & three']);
  expect((await keptMails(workspace))[0]?.html).toBe(
    '<p>One<br />two &amp; <b>three</b></p><blockquote>old</blockquote>',
  );
});

test('I1 one address cannot flood a workspace', async () => {
  const { workspace, inbox } = await place();
  const from = newAddress();
  const sending = async () => {
    for (let at = 0; at < 40; at += 1) await deliverMail(workspace, { from, to: inbox, text: `Spam ${at}` });
  };
  await expect(sending()).rejects.toMatchObject({ code: 'too_many' });
  expect((await all(workspace)).said).toHaveLength(30);
});
