import { createHmac } from 'node:crypto';
import { ErasureId, MessageId } from '@everthread/shared/models/ids';
import { expect, test } from 'vitest';
import { newcomer, newKey } from '../../test/conversations.ts';
import { hashUser, newCompany, newHash, newSecret, signToken, textsOf } from '../../test/identities.ts';
import { provenSince } from '../../test/somebody.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { claimAddress, proveAddress } from '../mail/prove-address.ts';
import { eraseOwn } from '../personal-data/erase-own.ts';
import { exportOwn, sendProofCode } from '../personal-data/export-of.ts';
import { beginThread } from '../visitors/begin-thread.ts';
import { openSession } from '../visitors/open-session.ts';
import { changeWorkspace } from '../workspaces/change-workspace.ts';
import { identify } from './identify.ts';
import { provePerson } from './prove-person.ts';
import { createIdentitySecret, listIdentitySecrets, revokeIdentitySecret } from './secrets.ts';

const surroundings = await testSurroundings();

/** A company whose pages have a hash of each user's id. */
async function start() {
  const company = await newCompany(surroundings);
  const secret = await newSecret(company.owner, { signs: 'hashes' });
  const { workspaceId } = company.workspace.actor;
  const prove = (given: unknown) => provePerson(surroundings, workspaceId, given);
  const words = () => ({ id: MessageId.parse(company.workspace.newId()), text: 'Hello' });
  return { ...company, workspaceId, secret, prove, words };
}
const isRefused = { code: 'signed_out', message: expect.stringContaining('identity token is not valid') };

test('B3 a hash of the user id says who its bearer is, and no more, as pages for other messengers have it', async () => {
  const { prove, secret } = await start();
  expect(await prove(hashUser(secret, '4711'))).toEqual({ externalId: '4711', secretId: secret.id });
  expect(await prove(hashUser(secret, 'shop:ユーザー:1'))).toMatchObject({ externalId: 'shop:ユーザー:1' });
  const upper = hashUser(secret, 'ada').replace(/[\da-f]{64}/, (hash) => hash.toUpperCase());
  expect(await prove(upper)).toMatchObject({ externalId: 'ada' });
});

test('B3 what is no such hash is refused', async () => {
  const { prove, secret, owner, workspaceId } = await start();
  const other = await start();
  const tokens = await newSecret(owner);
  const right = hashUser(secret, 'ada');
  const [, , hash = ''] = right.split(':');
  for (const given of [
    right.replace(/ada$/, 'bob'),
    right.replace(hash, 'f'.repeat(64)),
    right.replace(hash, hash.slice(2)),
    right.replace(hash, ''),
    right.replace(secret.id, 'h-none'),
    right.slice(0, -'ada'.length),
    ` ${right}`,
    `HMAC${right.slice(4)}`,
    `hmac:${right}`,
    hashUser(secret, 'ada '),
    hashUser(secret, 'ada-e\u0301'),
    hashUser(secret, 'a\u0000'),
    hashUser(secret, 'x'.repeat(256)),
    hashUser(other.secret, 'ada'),
    hashUser({ ...other.secret, id: secret.id }, 'ada'),
    hashUser({ id: secret.id, value: '' }, 'ada'),
    hashUser(tokens, 'ada'),
    [right],
    { token: right },
  ]) {
    await expect(prove(given), JSON.stringify(given)).rejects.toMatchObject(isRefused);
  }
  await expect(prove(await signToken(workspaceId, secret))).rejects.toMatchObject(isRefused);
});

test('B3 who chose a token’s words as his user id has no token by its hash', async () => {
  const { prove, secret, owner, workspaceId } = await start();
  const tokens = await newSecret(owner);
  const forged = async (kid: string) => {
    const [header = '', payload = ''] = (await signToken(workspaceId, { ...tokens, id: kid })).split('.');
    const hashed = createHmac('sha256', secret.value).update(`${header}.${payload}`).digest('base64url');
    return `${header}.${payload}.${hashed}`;
  };
  await expect(prove(await forged(secret.id))).rejects.toMatchObject(isRefused);
  await expect(prove(await forged(tokens.id))).rejects.toMatchObject(isRefused);
});

test('a person who comes by a hash finds his thread on each device until its secret is revoked, also where identity is demanded', async () => {
  const { prove, secret, owner, workspace, withToken, asPerson, words } = await start();
  await changeWorkspace(owner, { identityMode: 'enforced' });
  const person = (await prove(hashUser(secret, 'ada'))) ?? expect.fail();
  const key = newKey();
  const begun = await beginThread(withToken(newcomer(workspace, key), person), words());
  expect(begun.identity).toBe('verified');

  const { session } = await identify(asPerson(person), { keyHash: undefined, newKeyHash: newHash() }, undefined);
  expect(textsOf(session)).toEqual(['Hello']);
  await expect(openSession(newcomer(workspace, key), undefined)).rejects.toMatchObject({ code: 'signed_out' });

  await revokeIdentitySecret(owner, secret.id);
  await expect(openSession(withToken(newcomer(workspace, key), person), undefined)).rejects.toMatchObject({
    code: 'signed_out',
  });
});

test('two secrets of each kind can be live, and each is listed as what it signs', async () => {
  const { owner } = await start();
  await newSecret(owner, { signs: 'hashes' });
  await expect(createIdentitySecret(owner, { signs: 'hashes' })).rejects.toMatchObject({ code: 'conflict' });
  await newSecret(owner);
  await expect(createIdentitySecret(owner)).rejects.toMatchObject({ code: 'conflict' });
  const listed = await listIdentitySecrets(owner);
  expect(listed.map(({ signs }) => signs).toSorted()).toEqual(['hashes', 'hashes', 'tokens', 'tokens']);
});

test('T7 a hash shows nothing anew, nor does a mailbox that its bearer chose: that takes a token', async () => {
  const { prove, secret, owner, workspace, workspaceId, withToken, asVisitor, asPerson, words } = await start();
  const given = hashUser(secret, 'ada');
  const person = (await prove(given)) ?? expect.fail();
  const holder = withToken(newcomer(workspace), person);
  const visitor = asVisitor(holder, await beginThread(holder, words()));
  const isForTheTeam = { code: 'forbidden', details: { way: 'team' } };

  await expect(exportOwn(visitor, { identityToken: given })).rejects.toMatchObject(isForTheTeam);
  const address = `${workspace.newId()}@mail.example`;
  const { mail } = await claimAddress(visitor, address);
  await proveAddress(visitor, mail?.subject.replace(/\D/g, '') ?? '');
  await inWorkspace(workspace, [provenSince(visitor, 24 * 30)]);
  const again = await claimAddress(visitor, address, { anew: true });
  const code = again.mail?.subject.replace(/\D/g, '') ?? '';
  const later = newHash(); // on a device that came after the mailbox was proven
  await identify(asPerson(person), { keyHash: undefined, newKeyHash: later }, undefined);
  for (const keyHash of [visitor.actor.keyHash, later]) {
    const bearer = { ...visitor, actor: { ...visitor.actor, keyHash } };
    await expect(exportOwn(bearer, { code })).rejects.toMatchObject(isForTheTeam);
    await expect(sendProofCode(bearer)).rejects.toMatchObject(isForTheTeam);
    await expect(eraseOwn(bearer, { id: ErasureId.parse(workspace.newId()), code }, '192.0.2.1')).rejects.toMatchObject(
      isForTheTeam,
    );
  }

  const identityToken = await signToken(workspaceId, await newSecret(owner));
  const file = await new Response(await exportOwn(visitor, { identityToken })).json();
  expect(file).toMatchObject({ visitors: [{ external_id: 'ada' }] });

  const byToken = (await prove(identityToken)) ?? expect.fail();
  await identify(asPerson(byToken), { keyHash: later, newKeyHash: newHash() }, undefined);
  await expect(exportOwn(visitor, {})).rejects.toMatchObject({ code: 'forbidden', details: { way: 'token' } });
});
