import { createHmac } from 'node:crypto';
import { SignJWT } from 'jose';
import { expect, test } from 'vitest';
import { guideSamples } from '../../test/guide-samples.ts';
import { newCompany, newSecret } from '../../test/identities.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { provePerson } from './prove-person.ts';

type User = { id: number | string; name: string; email: string };

test('the guide’s example for Node makes tokens that are taken', async () => {
  const { workspace, owner } = await newCompany(await testSurroundings());
  const secret = await newSecret(owner);
  const { workspaceId } = workspace.actor;
  const [code = ''] = guideSamples('identify', 'js');
  const env = { EVERTHREAD_SECRET: secret.value, EVERTHREAD_KID: secret.id, EVERTHREAD_WORKSPACE: workspaceId };
  const body = code.replace(/^import .*$/m, '').replace('export function', 'function');
  const identityToken: (user: User) => Promise<string> = new Function(
    'SignJWT',
    'process',
    `${body}; return identityToken`,
  )(SignJWT, { env });

  const token = await identityToken({ id: 4711, name: 'Ada', email: 'ada@shop.example' });

  expect(await provePerson(workspace, workspaceId, token)).toEqual({
    externalId: '4711',
    secretId: secret.id,
    name: 'Ada',
    email: 'ada@shop.example',
  });
});

test.each(['python', 'php', 'ruby', 'go'])('the guide’s example for %s signs the same claims', (language) => {
  const [code = ''] = guideSamples('identify', language);
  const said = (pattern: RegExp) => [...new Set(Array.from(code.matchAll(pattern), ([, name]) => name))];
  expect(said(/\b(EVERTHREAD_\w+)/g).toSorted()).toEqual([
    'EVERTHREAD_KID',
    'EVERTHREAD_SECRET',
    'EVERTHREAD_WORKSPACE',
  ]);
  expect(said(/\b(aud|sub|iat|exp|name|email)['"]?\s*(?::|=>)/g)).toEqual([
    'aud',
    'sub',
    'iat',
    'exp',
    'name',
    'email',
  ]);
  expect(code).toMatch(/HS256/);
  expect(code).toMatch(/now \+ 600/);
});

test('the guide’s pages from another messenger make tokens that are taken, the second with what it says beside', async () => {
  const { workspace, owner } = await newCompany(await testSurroundings());
  const secret = await newSecret(owner, { signs: 'hashes' });
  const { workspaceId } = workspace.actor;
  const userHash = createHmac('sha256', secret.value).update('4711').digest('hex');
  const scripts = guideSamples('identify', 'html').filter((page) => page.includes('hmac:'));

  const people = scripts.map((page) => {
    const script = page.replaceAll(/<\/?script>/g, '').replace('h-0a1B2c3D4e5F', secret.id);
    let given = '';
    const everthread = (_call: string, { token }: { token: string }) => (given = token);
    new Function('Everthread', 'userHash', 'userId', script)(everthread, userHash, '4711');
    return provePerson(workspace, workspaceId, given);
  });

  const [plain, withMore] = await Promise.all(people);
  expect(plain).toEqual({ externalId: '4711', secretId: secret.id });
  expect(withMore).toMatchObject({ externalId: '4711', secretId: secret.id });
  expect(JSON.stringify(withMore)).toContain('"seats"');
});
