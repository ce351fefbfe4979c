import { expect, test } from 'vitest';
import { oneLine, parseMail } from './parse-mail.ts';

const TEA = '🍵';
const written = (lines: readonly string[]) => new TextEncoder().encode(lines.join('\r\n'));
const noEnvelope = { from: null, to: [] };

test('a name and a subject that are too long are never cut through a character', async () => {
  const mail = await parseMail(
    written([`From: "x${TEA.repeat(50)}" <a@b.example>`, `Subject: x${TEA.repeat(200)}`, '', 'Hello']),
    noEnvelope,
  );
  expect(mail.from?.address).toBe('a@b.example');
  for (const [text, longest] of [[mail.from?.name ?? '', 80] as const, [mail.subject, 300] as const]) {
    expect(text.startsWith(`x${TEA}`)).toBe(true);
    expect(text.length).toBeLessThanOrEqual(longest);
    expect(text.isWellFormed()).toBe(true);
  }
});

test.each([
  ['Hello\r\n world\u0000', 'Hello world'],
  ['\ud83c', '\ufffd'],
  [' \t ', ''],
])('%j in one line is %j', (text, line) => expect(oneLine(text)).toBe(line));

test('what is no mail at all is an empty one, and nobody’s', async () => {
  const mail = await parseMail(new Uint8Array([0xff, 0x00, 0x0a]), { from: null, to: ['Shop@Mail.example'] });
  expect(mail).toMatchObject({ recipients: ['shop@mail.example'], from: null, subject: '', files: [] });
});

const head = (contentType: string) =>
  `From: a@b.example\r\nMIME-Version: 1.0\r\nContent-Type: ${contentType}\r\nSubject: Tea\r\n\r\n`;

test.each([
  ['parts', `${head('multipart/mixed; boundary=b')}${'--b\r\n\r\nx\r\n'.repeat(100_000)}`],
  ['files', `${head('multipart/mixed; boundary=b')}${'--b\r\nContent-Type: image/png\r\n\r\nx\r\n'.repeat(50_000)}`],
  ['lines', `${head('text/x-log')}${'\n'.repeat(400_000)}`],
  ['lines of a header', `${head('multipart/mixed; boundary=b')}--b\r\n${' \r\n'.repeat(80_000)}\r\nx`],
])('L5 of a mail that is made of %s no more is read than people write', async (_what, raw) => {
  const mail = await parseMail(new TextEncoder().encode(raw), noEnvelope);
  expect(mail).toMatchObject({ from: { address: 'a@b.example' }, subject: 'Tea', isPart: true });
  expect(mail.files.length).toBeLessThanOrEqual(500);
});

test.each([
  'text/plain',
  'text/plain; format=flowed',
  'text/plain; format*0=flo; format*1=wed; delsp=yes',
  'text/html',
])('L5 of a long text (%s) the beginning is read, and what follows it', async (type) => {
  const raw = `${head('multipart/mixed; boundary=b')}--b\r\nContent-Type: ${type}\r\n\r\nFirst words\r\n${'a \r\n'.repeat(200_000)}--b\r\nContent-Disposition: attachment; filename=tea.txt\r\n\r\nTea\r\n--b--\r\n`;
  const mail = await parseMail(new TextEncoder().encode(raw), noEnvelope);
  expect(mail.text).toMatch(/^First words\s+a/);
  expect(mail.text.length).toBeLessThanOrEqual(200_000);
  expect(mail.files.map(({ name }) => name)).toEqual(['tea.txt']);
  expect(mail.isPart).toBeUndefined();
});

test('what goes along as text is kept whole, in however many lines', async () => {
  const lines = 'a line of a log\r\n'.repeat(150_000);
  const raw = `${head('multipart/mixed; boundary=b')}--b\r\n\r\nSee the log\r\n--b\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; filename=tea.log\r\n\r\n${lines}--b--\r\n`;
  const { text, files, isPart } = await parseMail(new TextEncoder().encode(raw), noEnvelope);
  expect([text.trim(), files.map(({ name }) => name), isPart]).toEqual(['See the log', ['tea.log'], undefined]);
  expect(files[0]?.bytes.byteLength).toBeGreaterThan(15 * 150_000);
});

test('a mail within a mail is a file, whose words are not the sender’s', async () => {
  const raw = `${head('multipart/mixed; boundary=b')}--b\r\n\r\nSee below\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nFrom: boss@b.example\r\nSubject: Pay\r\n\r\nPay him\r\n--b--\r\n`;
  const { text, files } = await parseMail(new TextEncoder().encode(raw), noEnvelope);
  expect(text.trim()).toBe('See below');
  expect(files.map(({ name }) => name)).toEqual(['mail.eml']);
});
