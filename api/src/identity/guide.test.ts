import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SignJWT } from 'jose';
import { expect, test } from 'vitest';
import { newCompany, newSecret } from '../../test/identities.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { provePerson } from './prove-person.ts';

const guide = readFileSync(join(fileURLToPath(import.meta.url), '../../../../docs/guides/identify.md'), 'utf8');

type User = { id: number | string; name: string; email: string };

test('the guide’s example for Node makes tokens that are taken', async () => {
  const { workspace, owner } = await newCompany(await testSurroundings());
  const secret = await newSecret(owner);
  const { workspaceId } = workspace.actor;
  const code = /```js\n(import \{ SignJWT \}[\s\S]*?)```/.exec(guide)?.[1] ?? '';
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
