import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Resend } from 'resend';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { type Mailbox, openMailbox } from './mailbox.ts';

const KEY = 're_the_key';
const mail = {
  from: 'Everthread <support@mail.example>',
  to: 'ada@shop.example',
  subject: 'Fish & <chips>',
  text: 'Open http://localhost:8787/inbox/confirm#token=abc&x=1 now',
  html: '<p>Open <a href="http://localhost:8787/">it</a><script>alert(1)</script>',
};

let dir: string;
let mailbox: Mailbox;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'everthread-mail-'));
  mailbox = await openMailbox(dir, KEY, 0);
});
afterEach(async () => {
  await mailbox.stop();
  await rm(dir, { recursive: true });
});

const base = () => mailbox.url.replace('localhost', '127.0.0.1');
const resend = (key = KEY) => new Resend(key, { baseUrl: base() });
const get = async (path: string) => {
  const answer = await fetch(base() + path);
  return { status: answer.status, text: await answer.text(), headers: answer.headers };
};

test('takes mail from the real client, shows it, and keeps it for the next run', async () => {
  const { data, error } = await resend().emails.send(mail);
  expect(error).toBeNull();
  expect((await get('/')).text).toContain('Fish &#38; &#60;chips&#62;');
  const page = await get(`/mails/${data?.id}`);
  expect(page.text).toContain('href="http://localhost:8787/inbox/confirm#token=abc&#38;x=1"');
  await mailbox.stop();
  mailbox = await openMailbox(dir, KEY, 0);
  expect(JSON.parse((await get('/mails.json')).text)).toMatchObject([
    { id: data?.id, to: ['ada@shop.example'], subject: mail.subject, text: mail.text },
  ]);
});

test('a mail’s own HTML is shut into a sandbox, and its page runs no script', async () => {
  const { data } = await resend().emails.send(mail);
  const inside = await get(`/mails/${data?.id}/html`);
  expect(inside.text).toBe(mail.html);
  expect(inside.headers.get('content-security-policy')).toMatch(/^sandbox (?!.*allow-scripts)/);
  const page = await get(`/mails/${data?.id}`);
  expect(page.text).toMatch(/<iframe sandbox="(?!.*allow-scripts)/);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
});

test('the same idempotency key: one mail, and another mail under it is refused', async () => {
  const options = { idempotencyKey: 'message-1' };
  const first = await resend().emails.send(mail, options);
  const again = await resend().emails.send(mail, options);
  const other = await resend().emails.send({ ...mail, subject: 'Other' }, options);
  expect(again.data).toEqual(first.data);
  expect(other.error).toMatchObject({ name: 'invalid_idempotent_request' });
  expect(await readdir(dir)).toHaveLength(1);
});

test.each([
  ['another key', () => resend('re_other').emails.send(mail), 'invalid_api_key'],
  ['nobody to go to', () => resend().emails.send({ ...mail, to: [] }), 'missing_required_field'],
])('refuses a mail with %s', async (_what, send, name) => {
  expect((await send()).error).toMatchObject({ name });
  expect(await readdir(dir)).toHaveLength(0);
});

test('refuses what is no mail, and whoever comes by another name', async () => {
  const authorization = `Bearer ${KEY}`;
  expect((await fetch(`${base()}/emails`, { method: 'POST', body: '{}' })).status).toBe(401);
  expect((await fetch(`${base()}/emails`, { method: 'POST', body: '{', headers: { authorization } })).status).toBe(400);
  expect((await get('/mails/none')).status).toBe(404);
  expect((await get('/../secrets.json')).status).toBe(404);
});

test('an answer that is written on the page is handed over as the provider does it, and from that page alone', async () => {
  const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
  const told: string[] = [];
  const worker = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    const { 'svix-id': id, 'svix-timestamp': at, 'svix-signature': signature } = request.headers;
    const headers = { 'webhook-id': `${id}`, 'webhook-timestamp': `${at}`, 'webhook-signature': `${signature}` };
    new Webhook(secret).verify(body, headers);
    told.push(JSON.parse(body).data.email_id);
    response.end('{}');
  });
  await new Promise<void>((resolve) => worker.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void worker.close());
  await mailbox.stop();
  const url = `http://127.0.0.1:${(worker.address() as AddressInfo).port}/`;
  mailbox = await openMailbox(dir, KEY, 0, { url, secret });
  const { data } = await resend().emails.send({ ...mail, replyTo: 'name+token@reply.example' });
  expect((await get(`/mails/${data?.id}`)).text).toContain('Answer as ada@shop.example');

  const post = (origin: string) =>
    fetch(`${base()}/mails/${data?.id}/answers`, {
      method: 'POST',
      headers: { origin },
      body: new URLSearchParams({ text: 'Thänks\r\nBcc: x' }),
      redirect: 'manual',
    });
  expect((await post('http://evil.example')).status).toBe(403);
  const answer = await post(base());
  expect(answer.headers.get('location')).toBe(`/mails/${data?.id}?handed-over=200`);
  expect(told).toHaveLength(1);
  const { data: received } = await resend().emails.receiving.get(told[0] ?? '');
  expect(received?.to).toEqual(['name+token@reply.example']);
  const raw = await (await fetch(received?.raw?.download_url ?? '')).text();
  expect(raw).toMatch(/^From: ada@shop\.example\r$/m);
  expect(raw).not.toMatch(/^Bcc:/m);
  expect(Buffer.from(raw.split('\r\n\r\n')[1] ?? '', 'base64').toString()).toMatch(
    /^Thänks\r\nBcc: x\n\nOn .+ wrote:\n> Open/,
  );
});

test('a domain is added by the real client, found by the first look, and nobody else’s until it is removed', async () => {
  const { domains } = resend();
  const { data } = await domains.create({ name: 'shop.example' });
  const id = data?.id ?? '';
  expect(data).toMatchObject({ name: 'shop.example', status: 'not_started' });
  expect(data?.records.map(({ record, type }) => `${record} ${type}`)).toEqual(['SPF MX', 'SPF TXT', 'DKIM TXT']);
  expect((await domains.create({ name: 'shop.example' })).error).toMatchObject({ name: 'validation_error' });
  expect((await domains.get(id)).data).toMatchObject({ status: 'not_started' });
  await domains.verify(id);
  expect((await domains.get(id)).data).toMatchObject({ status: 'verified', records: [{ status: 'verified' }, {}, {}] });
  expect((await domains.remove(id)).error).toBeNull();
  expect((await domains.get(id)).error).toMatchObject({ name: 'not_found' });
  expect((await resend('re_another').domains.create({ name: 'a.example' })).error).toMatchObject({
    name: 'invalid_api_key',
  });
});
