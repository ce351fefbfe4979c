import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Resend } from 'resend';
import { afterEach, beforeEach, expect, test } from 'vitest';
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
