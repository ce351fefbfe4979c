import { expect, onTestFinished, test, vi } from 'vitest';
import { newBrowser, newWorker } from '../../test/browser.ts';
import { startMailbox } from '../../test/mailbox.ts';
import { newAddress, PASSWORD } from '../../test/members.ts';
import { testConfig } from '../../test/surroundings.ts';
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
  const lines: string[] = [];
  const console_ = vi.spyOn(console, 'log').mockImplementation((line) => void lines.push(String(line)));
  onTestFinished(() => console_.mockRestore());
  const email = newAddress();
  const worker = await newWorker({ RESEND_BASE_URL: mailbox.url });

  const signUp = { name: 'Ada', email, password: PASSWORD, workspaceName: 'Teapots' };
  expect(await newBrowser(worker).post('/api/account/sign-up', signUp)).toMatchObject({ status: 202, body: {} });

  const failure = lines.find((line) => line.includes('mail.failed'));
  expect(JSON.parse(failure ?? '{}')).toMatchObject({ event: 'mail.failed', error: 'MailError', code: '403' });
  expect(lines.join('\n')).not.toMatch(new RegExp(`${email}|token=|${PASSWORD}|Teapots`));
});
