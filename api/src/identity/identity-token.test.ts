import { createHmac, randomUUID } from 'node:crypto';
import { WorkspaceId } from '@everthread/shared/models/ids';
import { SignJWT } from 'jose';
import { expect, test } from 'vitest';
import { signToken } from '../../test/identities.ts';
import { readIdentityToken } from './identity-token.ts';

const workspaceId = WorkspaceId.parse(randomUUID());
const secret = { id: 'k-1', value: `et_id_${'s'.repeat(43)}` };
const other = { id: 'k-2', value: `et_id_${'o'.repeat(43)}` };
const seconds = Math.floor(Date.now() / 1000);
const HOUR = 3_600;

const read = (token: unknown) =>
  readIdentityToken(token, {
    workspaceId,
    now: new Date(seconds * 1000),
    secretOf: async (id) => {
      const found = [secret, other].find((each) => each.id === id);
      return found ? new TextEncoder().encode(found.value) : null;
    },
  });
const isRefused = { code: 'signed_out', message: expect.stringContaining('identity token is not valid') };
const sign = (claims = {}, header = {}) =>
  signToken(workspaceId, secret, { iat: seconds, exp: seconds + 600, ...claims }, header);

/** A token with exactly this text in it, properly signed. */
function signRaw(payload: string, header = `{"alg":"HS256","kid":"${secret.id}"}`): string {
  const content = [header, payload].map((part) => Buffer.from(part).toString('base64url')).join('.');
  return `${content}.${createHmac('sha256', secret.value).update(content).digest('base64url')}`;
}
const clean = `"aud":"${workspaceId}","iat":${seconds},"exp":${seconds + 600}`;

test('a clean token says who its bearer is', async () => {
  const token = await sign({
    sub: 'user-1',
    name: ' Ada Lovelace ',
    email: 'ada@shop.example',
    role: 'admin',
    iss: 'shop',
  });

  expect(await read(token)).toEqual({
    externalId: 'user-1',
    secretId: secret.id,
    name: 'Ada Lovelace',
    email: 'ada@shop.example',
  });
});

test.each([
  ['just issued by a clock that is a minute ahead', { iat: seconds + 60, exp: seconds + 660 }],
  ['expired for less than a minute', { iat: seconds - 600, exp: seconds - 59 }],
  ['good for exactly an hour', { exp: seconds + HOUR }],
  ['with `nbf` ahead by less than a minute', { nbf: seconds + 59 }],
  ['without a name and an address', { name: null, email: '' }],
  ['with an id in another script', { sub: 'ユーザー-1' }],
  ['with an id of 255 characters', { sub: 'x'.repeat(255) }],
  ['for this workspace, in a list of one', { aud: [workspaceId] }],
])('a token is taken that is %s', async (_what, claims) => {
  await expect(read(await sign(claims))).resolves.toMatchObject({ secretId: secret.id });
});

test.each([
  ['for another workspace', { aud: randomUUID() }],
  ['for another workspace as well', { aud: [workspaceId, randomUUID()] }],
  ['for this workspace in capitals', { aud: workspaceId.toUpperCase() }],
  ['for nobody', { aud: undefined }],
  ['for an empty list', { aud: [] }],
  ['expired', { iat: seconds - HOUR, exp: seconds - 61 }],
  ['not yet valid', { nbf: seconds + 61 }],
  ['issued in the future', { iat: seconds + 61, exp: seconds + 600 }],
  ['without an end', { exp: undefined }],
  ['without a beginning', { iat: undefined }],
  ['good for ten years', { exp: seconds + 10 * 365 * 24 * HOUR }],
  ['good for an hour and a second', { exp: seconds + HOUR + 1 }],
  ['issued ten years ago and good until now', { iat: seconds - 10 * 365 * 24 * HOUR }],
  ['at its end before its beginning', { iat: seconds + 30, exp: seconds + 10 }],
  ['with an end in words', { exp: String(seconds + 600) }],
  ['with an end in fractions', { exp: seconds + 0.5 }],
  ['without a person', { sub: undefined }],
  ['for the empty person', { sub: '' }],
  ['for a number', { sub: 7 }],
  ['for a list', { sub: ['ada'] }],
  ['for null', { sub: null }],
  ['for an object', { sub: { id: 'ada' } }],
  ['for an id with a space behind', { sub: 'ada ' }],
  ['for an id with a line break before', { sub: '\nada' }],
  ['for an id with a no-break space behind', { sub: 'ada\u00a0' }],
  ['for an id with a NUL', { sub: 'ada\u0000' }],
  ['for an id that is not in normal form C', { sub: 'ada-e\u0301' }],
  ['for an id of 256 characters', { sub: 'x'.repeat(256) }],
  ['with a name that is no text', { name: 7 }],
  ['with a name over two lines', { name: 'Ada\r\nBcc: all' }],
  ['with two addresses', { email: 'a@shop.example, b@shop.example' }],
  ['with an address that is no text', { email: ['a@shop.example'] }],
])('a token is refused that is %s', async (_what, claims) => {
  await expect(read(await sign(claims))).rejects.toMatchObject(isRefused);
});

test.each([
  ['an unknown kid', { kid: 'k-3' }],
  ['no kid', { kid: undefined }],
  ['a kid that is a number', { kid: 1 }],
  ['a kid like a path', { kid: '../k-1' }],
  ['the other secret of the workspace', { kid: other.id }],
  ['something critical that nobody knows', { crit: ['exp'] }],
])('a token is refused whose header names %s', async (_what, header) => {
  await expect(
    read(
      await sign({}, header).catch(() =>
        signRaw(`{${clean},"sub":"ada"}`, JSON.stringify({ alg: 'HS256', kid: secret.id, ...header })),
      ),
    ),
  ).rejects.toMatchObject(isRefused);
});

test.each(['none', 'None', 'HS384', 'HS512', 'RS256', 'hs256', ''])(
  'a token that claims the algorithm "%s" is refused',
  async (alg) => {
    const header = JSON.stringify({ alg, kid: secret.id });
    await expect(read(signRaw(`{${clean},"sub":"ada"}`, header))).rejects.toMatchObject(isRefused);
    const unsigned = `${signRaw(`{${clean},"sub":"ada"}`, header).split('.').slice(0, 2).join('.')}.`;
    await expect(read(unsigned)).rejects.toMatchObject(isRefused);
  },
);

test('a token that really is signed with another algorithm is refused', async () => {
  const token = await new SignJWT({ aud: workspaceId, sub: 'ada', iat: seconds, exp: seconds + 600 })
    .setProtectedHeader({ alg: 'HS512', kid: secret.id })
    .sign(new TextEncoder().encode(secret.value.repeat(2)));
  await expect(read(token)).rejects.toMatchObject(isRefused);
});

test.each([
  ['the person', `{${clean},"sub":"ada","sub":"bob"}`],
  ['the person, once in disguise', `{${clean},"sub":"ada","\\u0073ub":"bob"}`],
  ['the workspace', `{"aud":"x",${clean},"sub":"ada"}`],
  ['something within something else', `{${clean},"sub":"ada","more":{"a":1,"a":2}}`],
])('a token that says %s twice is refused', async (_what, payload) => {
  await expect(read(signRaw(payload))).rejects.toMatchObject(isRefused);
});

test('what only looks like a key said twice is not one', async () => {
  const payload = `{${clean},"sub":"ada","note":"\\"sub\\":\\"bob\\"","list":["sub","aud"],"deep":{"sub":"x"}}`;
  await expect(read(signRaw(payload))).resolves.toMatchObject({ externalId: 'ada' });
});

test.each([
  ['no object', '"ada"'],
  ['a list', '["ada"]'],
  ['no JSON', '{"sub":'],
  ['nothing', ''],
])('a token whose content is %s is refused', async (_what, payload) => {
  await expect(read(signRaw(payload))).rejects.toMatchObject(isRefused);
});

test.each([
  ['null', null],
  ['""', ''],
  ['"null"', 'null'],
  ['"undefined"', 'undefined'],
  ['a list', ['token']],
  ['an object', { token: 'x' }],
  ['a number', 7],
  ['true', true],
  ['a megabyte', `a.${'b'.repeat(1_000_000)}.c`],
])('%s is no token', async (_what, token) => {
  await expect(read(token)).rejects.toMatchObject(isRefused);
});

test('a token around which something stands, or that was changed, is refused', async () => {
  const token = await sign();
  const [header = '', payload = '', signature = ''] = token.split('.');
  const changed = Buffer.from(payload, 'base64url').toString().replace('ada', 'bob');
  for (const bad of [
    ` ${token}`,
    `${token}\n`,
    `Bearer ${token}`,
    `${header}.${Buffer.from(changed).toString('base64url')}.${signature}`,
    `${header}.${payload}.${signature.slice(0, -4)}`,
    `${header}.${payload}.${signature}.${signature}`,
  ]) {
    await expect(read(bad), bad).rejects.toMatchObject(isRefused);
  }
});

test('a megabyte of claims is refused before it is read', async () => {
  await expect(read(await sign({ more: 'x'.repeat(1_000_000) }))).rejects.toMatchObject(isRefused);
});

test('the sentence says what to mend, and nothing of what was in the token', async () => {
  await expect(read(await sign({ sub: 'secret-person ' }))).rejects.toMatchObject({
    message: expect.not.stringContaining('secret-person'),
  });
  await expect(read(await sign({ iat: seconds - HOUR, exp: seconds - 61 }))).rejects.toMatchObject({
    message: 'The identity token is not valid: it has expired. Ask your server for a new one',
  });
});
