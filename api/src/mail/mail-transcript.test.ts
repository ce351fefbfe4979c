import { MessageId } from '@everthread/shared/models/ids';
import { and, eq, sql } from 'drizzle-orm';
import { expect, onTestFinished, test } from 'vitest';
import { workspaceWithThread } from '../../test/conversations.ts';
import { startMailbox } from '../../test/mailbox.ts';
import { newAddress } from '../../test/members.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { messages } from '../db/schema/messages.ts';
import { sendMessage, writeNote } from '../messages/send-message.ts';
import { sendTranscript, transcriptMail } from './mail-transcript.ts';
import { claimAddress, proveAddress } from './prove-address.ts';
import { suppress } from './suppressions.ts';
import { renderTranscript } from './transcript-mail.ts';

const surroundings = await testSurroundings();

/** A visitor who wrote “Hello” and has an address; `prove` brings its code back. */
async function start() {
  const place = await workspaceWithThread(surroundings);
  const address = newAddress();
  const { mail } = await claimAddress(place.visitor, address);
  const words = (text: string) => ({ id: MessageId.parse(place.workspace.newId()), text });
  const prove = () => proveAddress(place.visitor, mail?.subject.replace(/\D/g, '') ?? '');
  return { ...place, address, words, prove };
}

test('A6 a proven mailbox is sent what its visitor sees of the conversation, and no note', async () => {
  const { agent, visitor, threadId, address, words, prove } = await start();
  await prove();
  await sendMessage(agent, threadId, { ...words('It is **back**, <b>in blue</b>.'), seenSeq: 1 });
  await writeNote(agent, threadId, words('canary-note'));

  const { to, from, subject, text, html, headers, replyTo } = await transcriptMail(visitor);

  expect([to, replyTo]).toEqual([address, undefined]);
  expect(from).toContain('support@mail.example');
  expect(subject).toMatch(/^Your conversation with /);
  expect(text).toMatch(/ · You\nHello\n\n.* · .+\nIt is back, <b>in blue<\/b>\./);
  expect(html).toContain('&lt;b&gt;in blue&lt;/b&gt;');
  expect(`${text}${html}`).not.toContain('canary-note');
  expect(headers['Auto-Submitted']).toBe('auto-generated');
});

test('I2 an address that is only claimed, or wants no mail, is sent nothing', async () => {
  const { visitor, address, prove } = await start();
  await expect(transcriptMail(visitor)).rejects.toMatchObject({ code: 'forbidden' });
  await prove();
  expect((await transcriptMail(visitor)).to).toBe(address);
  await suppress(surroundings, address, visitor.actor.workspaceId, 'unsubscribed');
  await expect(transcriptMail(visitor)).rejects.toMatchObject({ code: 'forbidden' });
  const { visitor: nobody } = await workspaceWithThread(surroundings);
  await expect(transcriptMail(nobody)).rejects.toMatchObject({ code: 'forbidden' });
});

/** A visitor of a deployment whose mails go to a mailbox of the test's own, which first answers with `failWith`. */
async function startWithMailbox(failWith: (number | 'reset')[] = []) {
  const mailbox = await startMailbox(failWith);
  onTestFinished(() => mailbox.stop());
  const place = await start();
  await place.prove();
  const { config } = place.visitor;
  const mail = { ...config.mail, baseUrl: mailbox.url, replyDomain: 'reply.example' };
  const ctx = { ...place.visitor, config: { ...config, mail } };
  const say = (text: string) => sendMessage(place.visitor, place.threadId, place.words(text));
  return { ...place, ctx, say, mails: () => mailbox.mailsTo(place.address) };
}

test('it is sent before it is said to be, three times a day; what the provider does not take is no try', async () => {
  const { ctx, say, address, mails } = await startWithMailbox([500, 500]);
  await expect(sendTranscript(ctx)).rejects.toMatchObject({ code: 'unavailable' });
  for (const text of ['One', 'Two', 'Three']) {
    await say(text);
    expect(await sendTranscript(ctx)).toEqual({ address, isRepeated: false });
  }
  await say('Four');
  await expect(sendTranscript(ctx)).rejects.toMatchObject({ code: 'too_many' });
  expect(mails()).toHaveLength(3);
});

test('asked for twice it is mailed once and said to be, until more was said or some minutes have passed', async () => {
  const { ctx, say, address, mails } = await startWithMailbox();
  expect(await sendTranscript(ctx)).toEqual({ address, isRepeated: false });
  for (let n = 0; n < 4; n++) expect(await sendTranscript(ctx)).toEqual({ address, isRepeated: true });
  expect(mails()).toHaveLength(1);
  await say('And blue?');
  expect(await sendTranscript(ctx)).toEqual({ address, isRepeated: false });
  const later = { ...ctx, now: () => new Date(ctx.now().getTime() + 11 * 60_000) };
  expect(await sendTranscript(later)).toEqual({ address, isRepeated: false });
  expect(mails()).toHaveLength(3);
});

test('who presses again and again is asked to wait, also where nothing is mailed any more', async () => {
  const { ctx, address, mails } = await startWithMailbox();
  for (let n = 0; n < 30; n++) expect(await sendTranscript(ctx)).toEqual({ address, isRepeated: n > 0 });
  await expect(sendTranscript(ctx)).rejects.toMatchObject({ code: 'too_many' });
  expect(mails()).toHaveLength(1);
});

test('two presses at once, and one whose answer was lost, are one mail', async () => {
  const { ctx, address, mails } = await startWithMailbox(['reset']);
  const at = ctx.now();
  const both = await Promise.all([1, 2].map(() => sendTranscript({ ...ctx, now: () => at })));
  expect(both.map((each) => each.address)).toEqual([address, address]);
  expect(mails()).toHaveLength(1);
});

test('it comes from the workspace’s own sender once that is verified, and an answer comes into the thread', async () => {
  const { workspace, visitor, prove } = await start();
  await prove();
  await inWorkspace(workspace, [
    workspace.db.execute(sql`update workspace_mail set domain = ${`${workspace.newId()}.example`}, sender = 'hello', status = 'verified', provider_id = 'one'
      where workspace_id = ${workspace.actor.workspaceId}`),
  ]);
  const { config } = visitor;
  const ctx = { ...visitor, config: { ...config, mail: { ...config.mail, replyDomain: 'reply.example' } } };
  const { from, replyTo } = await transcriptMail(ctx);
  expect(from).toMatch(/<hello@.+\.example>$/);
  expect(replyTo).toMatch(/^.+\+.+@reply\.example$/);
});

test('K8 what a visitor or a workspace is called makes no other header of it', async () => {
  const { workspace, visitor, prove } = await start();
  await prove();
  await inWorkspace(workspace, [
    workspace.db.execute(sql`update workspaces set name = ${'Shop"\r\nBcc: x@evil.example, <y@evil.example>'}
      where id = ${workspace.actor.workspaceId}`),
  ]);
  const { from, subject } = await transcriptMail(visitor);
  expect(`${from}${subject}`).not.toMatch(/[\r\n]/);
  expect(from.match(/</g)).toHaveLength(1);
  expect(from).toMatch(/<support@mail\.example>$/);
});

test.each([
  ['en-GB', 'Asia/Kathmandu', 'en-GB', 'Asia/Kathmandu'],
  ['en-GB', 'Mars/Olympus', 'en', 'UTC'],
  ['en-!!', null, 'en', 'UTC'],
  ['xx', 'UTC', 'en', 'UTC'],
])('what is said is dated on the reader’s own clock (%s, %s), whatever his browser calls it', (...given) => {
  const [language, timeZone, dated, zone] = given;
  const at = new Date('2026-11-22T10:00:00Z');
  const said = [{ name: null, isBot: false, text: 'Hello', files: [], at }];
  const { text } = renderTranscript({ language, timeZone, workspaceName: 'Tea', said, isCut: false });
  const date = new Intl.DateTimeFormat(dated, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }).format(at);
  expect(text.split('\n')).toContain(`${date} · You`);
});

test.each([
  ['en', 'Bot'],
  ['zh-CN', '机器人'],
  ['es', 'Bot'],
  ['ar', 'روبوت'],
])(
  'what the bot said is labelled as the bot’s in the reader’s language (%s), whatever it is called',
  (language, bot) => {
    const at = new Date('2026-11-22T10:00:00Z');
    const said = ['Mara', ''].map((name) => ({ name, isBot: true, text: 'Hello', files: [], at }));
    const { text, html } = renderTranscript({ language, timeZone: 'UTC', workspaceName: 'Tea', said, isCut: false });
    for (const drawn of [text, html]) {
      expect(drawn).toContain(` · Mara · ${bot}`);
      expect(drawn).toContain(` · Tea · ${bot}`);
    }
  },
);

test('of a long conversation the last that fits is mailed, and it is said that there was more', async () => {
  const { workspace, visitor, prove } = await start();
  await prove();
  await inWorkspace(workspace, [
    workspace.db.execute(sql`insert into messages (workspace_id, id, thread_id, topic_id, seq, rev, kind, author_kind, text, sent_at)
      select workspace_id, gen_random_uuid(), thread_id, topic_id, 100 + nth, 100 + nth, 'message', 'visitor',
        'No. ' || nth || repeat(' x', 2000), sent_at
      from messages, generate_series(1, 30) nth where workspace_id = ${workspace.actor.workspaceId} and seq = 1`),
    workspace.db
      .update(messages)
      .set({ text: '', deletedAt: workspace.now() })
      .where(and(eq(messages.workspaceId, workspace.actor.workspaceId), eq(messages.seq, 130))),
  ]);
  const { text } = await transcriptMail(visitor);
  expect(text).toContain('What was written before is left out here.');
  expect(text).toContain('No. 29 ');
  expect(text).not.toContain('No. 1 ');
  expect(text).toContain('This message was deleted.');
  expect(text.length).toBeLessThan(90_000);
});
