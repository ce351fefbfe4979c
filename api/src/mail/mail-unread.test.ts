import { MessageId } from '@everthread/shared/models/ids';
import { and, eq } from 'drizzle-orm';
import { expect, onTestFinished, test } from 'vitest';
import { workspaceWithThread } from '../../test/conversations.ts';
import { newWorkspace } from '../../test/factories.ts';
import { startMailbox } from '../../test/mailbox.ts';
import { newAddress } from '../../test/members.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { visitors } from '../db/schema/visitors.ts';
import { workspaces } from '../db/schema/workspaces.ts';
import { sendMessage } from '../messages/send-message.ts';
import { markSeen } from '../threads/mark-seen.ts';
import { forgetKey } from '../visitors/forget-key.ts';
import { mailUnread } from './mail-unread.ts';
import { suppress } from './suppressions.ts';

/** A visitor who has asked to be told by mail, and was answered twice. */
async function answered(
  { fails = [], proof = 'proven' as 'proven' | 'claimed', pageUrl = 'https://tea.example/cart' } = {} as {
    fails?: (number | 'reset')[];
    proof?: 'proven' | 'claimed';
    pageUrl?: string;
  },
) {
  const mailbox = await startMailbox(fails);
  onTestFinished(() => mailbox.stop());
  const surroundings = await testSurroundings();
  const { config } = surroundings;
  const mail = { ...config.mail, baseUrl: mailbox.url, replyDomain: 'reply.example' };
  const at = await workspaceWithThread({ ...surroundings, config: { ...config, mail } });
  const address = newAddress();
  const { workspaceId, visitorId } = at.visitor.actor;
  await inWorkspace(at.workspace, [
    at.workspace.db
      .update(visitors)
      .set({ mailAddress: address, mailProof: proof, pageUrl })
      .where(and(eq(visitors.workspaceId, workspaceId), eq(visitors.id, visitorId))),
  ]);
  const say = (text: string) => sendMessage(at.agent, at.threadId, { id: MessageId.parse(at.workspace.newId()), text });
  await say('It is on its way');
  const { message: last } = await say('And here tomorrow');
  const batch = { messageId: last.id, threadId: at.threadId, visitorId, fromSeq: 2, toSeq: 3, address, language: 'en' };
  return { ...at, address, mailbox, batch, say, tell: (more = {}) => mailUnread(at.workspace, { ...batch, ...more }) };
}

test('the answers go in one mail, with what they answer, and can be answered and stopped', async () => {
  const { tell, mailbox, address, workspace, threadId, batch } = await answered();
  expect(await tell()).toEqual({ name: 'sent' });

  const [mail, ...others] = mailbox.mailsTo(address);
  expect(others).toEqual([]);
  expect(mail?.text).toMatch(
    /It is on its way[\s\S]*And here tomorrow[\s\S]*You wrote:\n> Hello[\s\S]*tea\.example\/cart/,
  );
  expect(mail?.from).toMatch(/^"[^"]+" <support@mail\.example>$/);
  expect(mail?.reply_to).toMatch(/^[a-z0-9]{12}\+[a-z2-7]{50}@reply\.example$/);
  expect(mail?.headers).toMatchObject({
    'Message-ID': `<unread.${batch.messageId}@reply.example>`,
    References: `<thread.${threadId}@reply.example>`,
    'Auto-Submitted': 'auto-generated',
    'X-Everthread-Loop': workspace.actor.workspaceId,
    'List-Unsubscribe': expect.stringMatching(/^<http:\/\/localhost:8787\/mail\/stop\/[\w-]+\.[\w-]+>$/),
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  });
});

test('I2 an address that is only claimed gets no word of anybody’s, and no way to answer', async () => {
  const { tell, mailbox, address } = await answered({ proof: 'claimed' });
  expect(await tell()).toEqual({ name: 'sent' });
  const [mail] = mailbox.mailsTo(address);
  expect(mail?.text).toContain('The answer is waiting where you wrote.');
  expect(`${mail?.text}${mail?.html}`).not.toMatch(/on its way|tomorrow|Hello|tea\.example/);
  expect(mail?.reply_to).toBeUndefined();
});

test('I2 that a visitor has logged out gives a claimed address no word, and no way to answer', async () => {
  const { tell, mailbox, address, visitor, workspace } = await answered({ proof: 'claimed' });
  await forgetKey(workspace, visitor.actor.workspaceId, visitor.actor.keyHash);
  expect(await tell()).toEqual({ name: 'sent' });
  const [mail] = mailbox.mailsTo(address);
  expect(`${mail?.text}${mail?.html}`).not.toMatch(/on its way|tomorrow|Hello/);
  expect(mail?.reply_to).toBeUndefined();
});

const SCAM = 'https://tea.example/cart\n\nYour account is locked, call +1 900 http://evil.example';

test('I2 of the page that a browser names, a claimed address is given no more than a site of the workspace', async () => {
  const allow = ({ workspace }: Awaited<ReturnType<typeof answered>>) =>
    inWorkspace(workspace, [
      workspace.db
        .update(workspaces)
        .set({ allowedOrigins: ['https://tea.example'] })
        .where(eq(workspaces.id, workspace.actor.workspaceId)),
    ]);
  const linkFrom = async (pageUrl: string) => {
    const at = await answered({ proof: 'claimed', pageUrl });
    await allow(at);
    await at.tell();
    const [mail] = at.mailbox.mailsTo(at.address);
    expect(`${mail?.text}${mail?.html}`).not.toMatch(/cart|locked|evil/);
    return mail?.text?.match(/^Open.*: (.*)$/m)?.[1]?.replace(at.batch.messageId, 'it');
  };
  expect(await linkFrom('https://tea.example/cart?a=locked#evil')).toBe('https://tea.example/#everthread=it');
  expect(await linkFrom(SCAM)).toBe('https://tea.example/#everthread=it');
  expect(await linkFrom('https://tea.example@evil.example/cart')).toBeUndefined();
  expect(await linkFrom('https://tea.example.evil.example/cart')).toBeUndefined();
});

test('I2 a page is written into a mail as an address, never as words', async () => {
  const { tell, mailbox, address } = await answered({ pageUrl: SCAM });
  await tell();
  const [mail] = mailbox.mailsTo(address);
  expect(mail?.text).toContain('https://tea.example/cartYour%20account%20is%20locked,%20call');
  expect(mail?.text).not.toMatch(/^Your account/m);
  expect(mail?.html).not.toContain('Your account');
});

test.each(['javascript:alert(1)', 'cart', 'mailto:a@b.example'])(
  'a page at “%s” is no place to lead to',
  async (pageUrl) => {
    const { tell, mailbox, address } = await answered({ pageUrl });
    await tell();
    expect(`${mailbox.mailsTo(address)[0]?.text}`).not.toContain(`: ${pageUrl}`);
  },
);

test('the mail leads to the page, at the answer, where the workspace allows its site; else to our own', async () => {
  const linkIn = async (allowedOrigins: string[], pageUrl?: string) => {
    const { tell, mailbox, address, workspace, batch } = await answered({ ...(pageUrl && { pageUrl }) });
    const { workspaceId } = workspace.actor;
    await inWorkspace(workspace, [
      workspace.db.update(workspaces).set({ allowedOrigins }).where(eq(workspaces.id, workspaceId)),
    ]);
    await tell();
    const [, link] = /^Open.*: (.*)$/m.exec(mailbox.mailsTo(address)[0]?.text ?? '') ?? [];
    return link?.replace(batch.messageId, 'it').replace(workspaceId, 'here');
  };

  expect(await linkIn([])).toBe('https://tea.example/cart#everthread=it');
  expect(await linkIn(['https://tea.example'], 'https://tea.example/#/cart')).toBe(
    'https://tea.example/?everthread=it#/cart',
  );
  expect(await linkIn(['https://tea.example'], 'https://evil.example/cart')).toBe('http://localhost:8787/talk/here#it');
});

test('I2 a claimed address gets three mails a day, from all workspaces together', async () => {
  const { tell, mailbox, address, say, batch } = await answered({ proof: 'claimed' });
  const outcomes = [await tell()];
  for (const text of ['One', 'Two', 'Three']) {
    const { message } = await say(text);
    outcomes.push(await tell({ messageId: message.id, toSeq: message.seq }));
  }
  expect(outcomes.slice(0, 3)).toEqual([{ name: 'sent' }, { name: 'sent' }, { name: 'sent' }]);
  expect(outcomes[3]).toMatchObject({ name: 'later', retryAfterMs: expect.any(Number) });
  expect(mailbox.mailsTo(address)).toHaveLength(3);
  expect(batch.address).toBe(address);
});

test.each([
  ['a provider that is busy', 429],
  ['a provider in trouble', 500],
  ['a connection that breaks once the mail was taken', 'reset'],
] as const)('Q1 after %s the same batch is given again, and is one mail', async (_what, failure) => {
  const { tell, mailbox, address } = await answered({ fails: [failure] });
  expect(await tell()).toEqual({ name: 'later' });
  expect(await tell()).toEqual({ name: 'sent' });
  expect(new Set(mailbox.requests.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
  expect(new Set(mailbox.requests.map(({ text }) => text)).size).toBe(1);
  expect(mailbox.mailsTo(address)).toHaveLength(1);
});

test('what the provider refuses is given up', async () => {
  const { tell } = await answered({ fails: [422] });
  expect(await tell()).toEqual({ name: 'not_sent', because: 'refused' });
});

test('who has seen the answers, or never asked to be told there, gets no mail', async () => {
  const { tell, mailbox, visitor, threadId } = await answered();
  expect(await tell({ address: newAddress() })).toEqual({ name: 'not_sent', because: 'not_asked' });
  expect(await tell({ fromSeq: 4, toSeq: 4 })).toEqual({ name: 'not_sent', because: 'nothing' });
  await markSeen(visitor, threadId, { seq: 3 });
  expect(await tell()).toEqual({ name: 'not_sent', because: 'read' });
  expect(mailbox.requests).toEqual([]);
});

test('T6 another workspace reaches nobody by it', async () => {
  const { batch, mailbox, workspace } = await answered();
  const stranger = await newWorkspace(workspace);
  expect(await mailUnread(stranger, batch)).toEqual({ name: 'not_sent', because: 'not_asked' });
  expect(mailbox.requests).toEqual([]);
});

test('who has stopped this workspace hears no more of it; who has bounced or complained hears of nobody', async () => {
  const one = await answered();
  await suppress(one.workspace, one.address.toUpperCase(), one.workspace.actor.workspaceId, 'unsubscribed');
  expect(await one.tell()).toEqual({ name: 'not_sent', because: 'unsubscribed' });

  const other = await answered();
  await suppress(other.workspace, other.address, one.workspace.actor.workspaceId, 'unsubscribed');
  expect(await other.tell()).toEqual({ name: 'sent' });
  await suppress(other.workspace, other.address, 'everybody', 'complained');
  await suppress(other.workspace, other.address, 'everybody', 'bounced');
  expect(await other.tell()).toEqual({ name: 'not_sent', because: 'complained' });
});
