import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eq } from 'drizzle-orm';
import { Webhook } from 'standardwebhooks';
import { expect, onTestFinished, test } from 'vitest';
import { newBrowser, newWorker } from '../../test/browser.ts';
import { newAgent, newWorkspace } from '../../test/factories.ts';
import { keptMails, mailNameOf, rawMail } from '../../test/mails.ts';
import { newAddress } from '../../test/members.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { app } from '../app.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { mailSuppressions } from '../db/schema/mail.ts';
import { messages } from '../db/schema/messages.ts';
import { mailOffLink } from '../notifications/mail-off.ts';
import { ownNotifications } from '../notifications/own-notifications.ts';
import { LARGEST_MAIL_BYTES } from './parse-mail.ts';
import { stopLink } from './stop-link.ts';
import { suppressionKey } from './suppressions.ts';

const SECRET = `whsec_${Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64')}`;

/** Resend's side: it keeps one mail, and signs what it says of it. */
async function provider(raw = '', isThere = true, described: object = {}) {
  const server = createServer((request, response) => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    if (!isThere) return response.writeHead(404, { 'content-type': 'application/json' }).end('{"name":"not_found"}');
    if (request.url?.startsWith('/raw')) return response.end(raw);
    const to = /^To: (.+?)\r/m.exec(raw)?.[1];
    const mail = {
      object: 'email',
      id: 'm-1',
      to: [to],
      received_for: [],
      raw: { download_url: `${url}/raw/m-1` },
      ...described,
    };
    return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(mail));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const worker = await newWorker({
    RESEND_BASE_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    RESEND_WEBHOOK_SECRET: SECRET,
    MAIL_REPLY_DOMAIN: 'reply.example',
  });
  const send = (body: string, { id = 'msg_1', at = new Date(), secret = SECRET, signature = '' } = {}) =>
    newBrowser(worker).ask('POST', '/api/hooks/resend', body, {
      'svix-id': id,
      'svix-timestamp': `${Math.floor(at.getTime() / 1000)}`,
      'svix-signature': signature || new Webhook(secret).sign(id, at, body),
    });
  return { worker, send };
}

const received = JSON.stringify({ type: 'email.received', created_at: 'x', data: { email_id: 'm-1', to: [] } });

async function inbox() {
  const workspace = await newWorkspace(await testSurroundings());
  return { workspace, to: `${await mailNameOf(workspace)}@reply.example` };
}

test('a mail that the provider has taken in is fetched and stored, once however often it is told', async () => {
  const { workspace, to } = await inbox();
  const { send } = await provider(rawMail({ from: newAddress(), to, subject: 'Grüße', text: 'Ein Tee, bitte' }));
  const answers = await Promise.all([send(received), send(received), send(received, { id: 'msg_2' })]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(await keptMails(workspace)).toMatchObject([
    { text: expect.stringMatching(/^Ein Tee, bitte\s*$/), subject: 'Grüße', isProven: true },
  ]);
});

test('of a mail that is too large the words are taken in, unproven, and it is said that the files are not', async () => {
  const { workspace, to } = await inbox();
  const from = newAddress();
  const headers = { 'Authentication-Results': `amazonses.com; dmarc=pass header.from=example.com` };
  const described = { from: `Ada <${from}>`, subject: 'Pictures', message_id: '<1@a>', text: 'Here they are', headers };
  const large = `${rawMail({ from, to })}${'x'.repeat(LARGEST_MAIL_BYTES)}`;
  expect((await (await provider(large, true, described)).send(received)).status).toBe(200);
  expect(await keptMails(workspace)).toMatchObject([{ fromAddress: from, isProven: false, text: 'Here they are' }]);
  const [said] = await inWorkspace(workspace, [
    workspace.db
      .select({ text: messages.text })
      .from(messages)
      .where(eq(messages.workspaceId, workspace.actor.workspaceId)),
  ]);
  expect(said).toEqual([{ text: expect.stringMatching(/^Here they are\n\n\(.*its files were left out\.\)$/) }]);

  const robot = { ...described, headers: { 'Auto-Submitted': 'auto-replied' } };
  await (await provider(large, true, { ...robot, text: 'Away' })).send(received);
  expect(await keptMails(workspace)).toHaveLength(1);
});

test('F1 what the provider has not signed, or not now, is refused', async () => {
  const { workspace, to } = await inbox();
  const { send } = await provider(rawMail({ from: newAddress(), to }));
  const good = new Webhook(SECRET).sign('msg_1', new Date(), received);
  const minutes = (count: number) => new Date(Date.now() + count * 60_000);
  const refused = [
    await send(received, { secret: `whsec_${'A'.repeat(44)}` }),
    await send(received, { signature: 'v1,' }),
    await send(received, { signature: good.slice(0, -4) }),
    await send(received, { signature: ' ' }),
    await send(received.replace('{', '{ '), { signature: good }),
    await send(received, { id: 'msg_other', signature: good }),
    await send(received, { at: minutes(-6) }),
    await send(received, { at: minutes(6) }),
  ];
  expect(refused.map(({ status }) => status)).toEqual(Array(refused.length).fill(401));
  expect(await keptMails(workspace)).toEqual([]);
});

test('F1 without a secret there is no such door', async () => {
  const answer = await newBrowser(await newWorker()).ask('POST', '/api/hooks/resend', received, {});
  expect(answer.status).toBe(404);
});

test('a mail that cannot be fetched is asked for again later', async () => {
  const { send } = await provider('', false);
  expect((await send(received)).status).toBe(503);
});

test('who bounced for good or has complained gets nothing more; who is only full for a day does', async () => {
  const { worker, send } = await provider();
  const surroundings = await testSurroundings();
  const reasonOf = async (address: string) => {
    const key = suppressionKey(surroundings, address, 'everybody');
    return (await surroundings.db.select().from(mailSuppressions).where(eq(mailSuppressions.key, key)))[0]?.reason;
  };
  const say = (type: string, to: string, bounce?: object) => send(JSON.stringify({ type, data: { to: [to], bounce } }));
  const [gone, full, angry] = [newAddress(), newAddress(), newAddress()];
  await say('email.bounced', gone, { type: 'Permanent', subType: 'General', message: 'no such user' });
  await say('email.bounced', full, { type: 'Transient', subType: 'MailboxFull', message: 'full' });
  await say('email.complained', angry);
  await say('email.delivered', full);
  expect([await reasonOf(gone), await reasonOf(full), await reasonOf(angry)]).toEqual([
    'bounced',
    undefined,
    'complained',
  ]);
  expect(worker.endedSockets).toEqual([]);
});

test('H2 looking at the link of a mail stops nothing; pressing it, or the mailbox’s own button, does', async () => {
  const workspace = await newWorkspace(await testSurroundings(), 'Tea & Shop');
  const address = newAddress();
  const { workspaceId } = workspace.actor;
  const visitorId = crypto.randomUUID() as never;
  const path = new URL(stopLink(workspace.config, { workspaceId, visitorId, address })).pathname;
  const key = suppressionKey(workspace, address, workspaceId);
  const stopped = async () =>
    (await workspace.db.select().from(mailSuppressions).where(eq(mailSuppressions.key, key))).length;

  const { env } = await newWorker();
  const ask = (method: string, to: string) =>
    app.request(to, { method, headers: { 'Accept-Language': 'ar,en;q=0.5' } }, env);
  const shown = await ask('GET', path);
  expect(shown.status).toBe(200);
  const asked = await shown.text();
  expect(asked).toContain('dir="rtl"');
  // Whom he hears no more of, and where, stands in it.
  for (const said of [asked, await (await ask('POST', path)).text()]) {
    expect(said).toContain(address);
    expect(said).toContain('Tea &amp; Shop');
  }
  await workspace.db.delete(mailSuppressions).where(eq(mailSuppressions.key, key));
  await ask('GET', path);
  expect(shown.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
  expect(await stopped()).toBe(0);
  expect((await ask('GET', `${path}x`)).status).toBe(404);
  expect((await ask('POST', `${path}x`)).status).toBe(404);
  for (let turn = 0; turn < 2; turn += 1) expect((await ask('POST', path)).status).toBe(200);
  expect(await stopped()).toBe(1);
});

test('an agent’s link says of what there is to be no more mail, and its button turns off just that', async () => {
  const workspace = await newWorkspace(await testSurroundings());
  const { ctx, workspaceId, agentId } = await newAgent(workspace);
  const path = new URL(mailOffLink(workspace.config, { workspaceId, agentId, kinds: ['mention'] })).pathname;
  const { env } = await newWorker();
  const mailed = async () => (await ownNotifications(ctx)).settings.kinds;

  const shown = await app.request(path, {}, env);
  expect(shown.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
  expect(await shown.text()).toContain('Mail about notes that name you.');
  expect((await mailed()).mention.mail).toBe(true);
  for (let turn = 0; turn < 2; turn += 1) {
    const done = await app.request(path, { method: 'POST', body: 'List-Unsubscribe=One-Click' }, env);
    expect([done.status, await done.text()]).toEqual([200, expect.stringContaining('Done.')]);
  }
  expect(await mailed()).toMatchObject({ mention: { mail: false, push: true }, mine: { mail: true } });
  expect((await app.request(`${path}x`, { method: 'POST' }, env)).status).toBe(404);
});
