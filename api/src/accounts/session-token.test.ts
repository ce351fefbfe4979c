import { expect, test } from 'vitest';
import { cookieOf } from '../../test/factories.ts';
import { testConfig } from '../../test/surroundings.ts';
import { readConfig } from '../config.ts';
import { readSessionToken, sessionCookieName } from './session-token.ts';

const config = testConfig('postgres://app:x@localhost:5432/everthread');
const otherSecret = readConfig({
  PUBLIC_URL: config.publicUrl,
  FILES_URL: config.filesUrl,
  DATABASE_URL: config.databaseUrl,
  SECRET: 'another-0123456789-abcdefghij-XYZ-qw',
  MAIL_FROM: config.mail.from,
  RESEND_API_KEY: config.mail.apiKey,
});
const token = 'mYq2b7Zr0aVd81LxTpKs';
const reading = (cookie: string) => readSessionToken(new Headers({ cookie }), config);

test('a cookie that we signed gives its token', async () => {
  const cookie = await cookieOf(token, config);
  expect(await reading(cookie)).toBe(token);
  expect(await reading(`theme=dark; ${cookie}; other=1`)).toBe(token);
});

test('no cookie gives none', async () => {
  expect(await readSessionToken(new Headers(), config)).toBeNull();
  expect(await reading('theme=dark')).toBeNull();
});

const name = sessionCookieName(config);
const signature = async (of = config) =>
  decodeURIComponent(await cookieOf(token, of)).slice(`${name}=${token}.`.length);
const cookie = (value: string) => `${name}=${encodeURIComponent(value)}`;

test.each<[string, () => Promise<string> | string]>([
  ['unsigned', () => cookie(token)],
  ['with an empty signature', () => cookie(`${token}.`)],
  ['with the signature of another token', async () => cookie(`${token}x.${await signature()}`)],
  [
    'with a changed signature',
    async () => cookie(`${token}.${(await signature()).replace(/^./, (c) => (c === 'A' ? 'B' : 'A'))}`),
  ],
  ['with half a signature', async () => cookie(`${token}.${(await signature()).slice(0, 22)}`)],
  ['cut off', async () => (await cookieOf(token, config)).slice(0, -8)],
  ['signed with another secret', async () => cookie(`${token}.${await signature(otherSecret)}`)],
  ['empty but signed', () => cookieOf('', config)],
  ['only dots', () => cookie('...')],
  ['broken percent signs', () => `${name}=%E0%A4%A`],
  ['under another name', async () => (await cookieOf(token, config)).replace(name, `${name}x`)],
])('a cookie %s gives none', async (_what, made) => {
  expect(await reading(await made())).toBeNull();
});

test('under https only the cookie that is bound to the host counts', async () => {
  const https = { ...config, publicUrl: 'https://support.example' };
  const plain = await cookieOf(token, config);
  expect(await readSessionToken(new Headers({ cookie: plain }), https)).toBeNull();
  expect(await readSessionToken(new Headers({ cookie: await cookieOf(token, https) }), https)).toBe(token);
});
