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
