import { expect, onTestFinished, test, vi } from 'vitest';
import { newBrowser, newWorker } from '../../test/browser.ts';
import { newThread } from '../../test/conversations.ts';
import { newWorkspace } from '../../test/factories.ts';
import { startMailbox } from '../../test/mailbox.ts';
import { newAddress, PASSWORD } from '../../test/members.ts';
import { testConfig, testSurroundings } from '../../test/surroundings.ts';
import { issueAccessToken } from '../visitors/access-token.ts';
import type { MailText } from './mail-text.ts';
import { sendMail } from './send-mail.ts';

const text: MailText = {
  subject: 'Good <news> & more',
  paragraphs: ['Tom & Jerry say "<b>hi</b>"'],
  button: { label: 'Look', url: 'https://support.example/inbox/confirm#token=abc' },
  footnote: 'That’s all',
};

async function mailboxThatFails(...statuses: number[]) {
  const mailbox = await startMailbox(statuses);
  onTestFinished(() => mailbox.stop());
  const config = testConfig('postgres://app:x@localhost:5432/everthread');
  return { mailbox, config: { ...config, mail: { ...config.mail, baseUrl: mailbox.url } } };
}

function loggedLines(): string[] {
  const lines: string[] = [];
  const console_ = vi.spyOn(console, 'log').mockImplementation((line) => void lines.push(String(line)));
  onTestFinished(() => console_.mockRestore());
  return lines;
}

test('a mail says the same in plain text and in HTML, which carries no markup of others', async () => {
  const { mailbox, config } = await mailboxThatFails();
  await sendMail(config, 'ada@example.com', text, 'key-1');

  const [mail] = mailbox.mailsTo('ada@example.com');
  expect(mail).toMatchObject({
    subject: 'Good <news> & more',
    idempotencyKey: 'key-1',
    headers: { 'Auto-Submitted': 'auto-generated' },
    text: 'Tom & Jerry say "<b>hi</b>"\n\nLook:\nhttps://support.example/inbox/confirm#token=abc\n\nThat’s all',
  });
  expect(mail?.html).toContain('Tom &amp; Jerry say &quot;&lt;b&gt;hi&lt;/b&gt;&quot;');
  expect(mail?.html).toContain('href="https://support.example/inbox/confirm#token=abc"');
});

test('a provider that stumbles is asked again under the same key', async () => {
  const { mailbox, config } = await mailboxThatFails(500, 429);
  await sendMail(config, 'ada@example.com', text, 'key-2');
  expect(mailbox.requests.map(({ idempotencyKey }) => idempotencyKey)).toEqual(['key-2', 'key-2', 'key-2']);
  expect(mailbox.mailsTo('ada@example.com')).toHaveLength(1);
});

test('a refusal is final, and names nobody', async () => {
  const { mailbox, config } = await mailboxThatFails(422);
  const error = await sendMail(config, 'ada@example.com', text, 'key-3').catch((thrown: Error) => thrown);
  expect(error).toMatchObject({ name: 'MailError', code: '422' });
  expect(String(error)).not.toContain('ada');
  expect(mailbox.requests).toHaveLength(1);
});

test('a sign-up whose mail fails is answered as ever, and the log knows neither address nor link', async () => {
  const { mailbox } = await mailboxThatFails(403);
  const lines = loggedLines();
  const email = newAddress();
  const worker = await newWorker({ RESEND_BASE_URL: mailbox.url });

  const signUp = { name: 'Ada', email, password: PASSWORD, workspaceName: 'Teapots' };
  expect(await newBrowser(worker).post('/api/account/sign-up', signUp)).toMatchObject({ status: 202, body: {} });

  const failure = lines.find((line) => line.includes('mail.failed'));
  expect(JSON.parse(failure ?? '{}')).toMatchObject({ event: 'mail.failed', error: 'MailError', code: '403' });
  expect(lines.join('\n')).not.toMatch(new RegExp(`${email}|token=|${PASSWORD}|Teapots`));
});

test('R4 a code whose mail fails is in no log, nor is whose it would have been', async () => {
  const { mailbox } = await mailboxThatFails(403);
  const lines = loggedLines();
  const surroundings = await testSurroundings();
  const { visitor } = await newThread(await newWorkspace(surroundings, 'Teapots'));
  const { token } = await issueAccessToken(surroundings.config, surroundings.now(), visitor.actor);
  const browser = newBrowser(await newWorker({ RESEND_BASE_URL: mailbox.url }));
  const address = newAddress();

  await browser.ask('POST', '/api/visitor/mail-address', { address }, { authorization: `Bearer ${token}` });

  const failures = lines.filter((line) => line.includes('mail.failed'));
  expect(failures.map((line) => JSON.parse(line))).toMatchObject([{ path: '/api/visitor/mail-address', code: '403' }]);
  expect(failures[0]).not.toMatch(new RegExp(`${address}|\\d{3} \\d{3}|Teapots|subject`));
});
