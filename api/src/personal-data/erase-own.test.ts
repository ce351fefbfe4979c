import { ErasureId, MessageId } from '@everthread/shared/models/ids';
import type { VisitorKey } from '@everthread/shared/models/visitor';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { newcomer, newKey, newThread, workspaceWithThread } from '../../test/conversations.ts';
import { newCompany, newSecret, signToken } from '../../test/identities.ts';
import { provenSince } from '../../test/somebody.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import type { Context, VisitorActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { erasedKeys } from '../db/schema/erasures.ts';
import { claimAddress, forgetAddress, proveAddress } from '../mail/prove-address.ts';
import { beginThread } from '../visitors/begin-thread.ts';
import { openSession } from '../visitors/open-session.ts';
import { beginErasure } from './begin-erasure.ts';
import { eraseOwn } from './erase-own.ts';
import { exportOwn, sendProofCode } from './export-of.ts';
import { forgetErasedKeys } from './forget-erased-keys.ts';

const surroundings = await testSurroundings();
const newId = () => ErasureId.parse(surroundings.newId());
const erase = (visitor: Context<VisitorActor>, proof = {}, network = surroundings.newId()) =>
  eraseOwn(visitor, { id: newId(), ...proof }, network);
const codeIn = (subject = '') => subject.replace(/\D/g, '');
const forbidden = (way: string) => ({ code: 'forbidden', details: { way } });

async function proveMailbox(visitor: Context<VisitorActor>) {
  const { mail } = await claimAddress(visitor, `${surroundings.newId()}@mail.example`);
  await proveAddress(visitor, codeIn(mail?.subject));
}

test('who holds a browser and can show nothing else is erased by that, and has nothing from it', async () => {
  const { visitor } = await workspaceWithThread(surroundings);
  await claimAddress(visitor, 'ada@mail.example');

  await expect(exportOwn(visitor, {})).rejects.toMatchObject(forbidden('none'));
  expect(await erase(visitor)).toMatchObject({ askedBy: 'visitor' });
});

test('a mailbox shows who he is a day after it was chosen: then nothing less does', async () => {
  const { visitor } = await workspaceWithThread(surroundings);
  await proveMailbox(visitor);

  await expect(sendProofCode(visitor)).rejects.toMatchObject(forbidden('later'));
  await expect(exportOwn(visitor, { code: '123456' })).rejects.toMatchObject(forbidden('later'));
  await expect(erase(visitor)).rejects.toMatchObject(forbidden('later'));

  await inWorkspace(visitor, [provenSince(visitor, 24)]);
  await expect(erase(visitor)).rejects.toMatchObject(forbidden('code'));
  const { mail } = await sendProofCode(visitor);
  const code = codeIn(mail.subject);
  await expect(erase(visitor, { code: code === '000000' ? '111111' : '000000' })).rejects.toMatchObject({
    code: 'invalid',
  });
  expect(await erase(visitor, { code })).toMatchObject({ askedBy: 'visitor' });
});

test('who lets go of his mailbox, or puts another in its place, does not go free of it at once', async () => {
  const { visitor, workspace } = await workspaceWithThread(surroundings);
  const other = await newThread(workspace);
  for (const each of [visitor, other.visitor]) {
    await proveMailbox(each);
    await inWorkspace(each, [provenSince(each, 48)]);
  }
  await forgetAddress(visitor);
  const { mail } = await claimAddress(other.visitor, `${surroundings.newId()}@mail.example`);

  await expect(erase(visitor)).rejects.toMatchObject(forbidden('later'));
  await expect(erase(other.visitor)).rejects.toMatchObject(forbidden('later'));
  await expect(exportOwn(other.visitor, { code: codeIn(mail?.subject) })).rejects.toMatchObject(forbidden('later'));
});

test('whom his workspace knows shows it by its token, or by the address that it signed, not by one of his choice', async () => {
  const { owner, newPerson, withToken, asVisitor, workspace } = await newCompany(surroundings);
  const person = newPerson({ name: 'Ada', email: `${surroundings.newId()}@signed.example` });
  const holder = withToken(newcomer(workspace), person);
  const first = { id: MessageId.parse(workspace.newId()), text: 'Hello' };
  const visitor = asVisitor(holder, await beginThread(holder, first));
  const secret = await newSecret(owner);
  const token = (sub: string) => signToken(workspace.actor.workspaceId, secret, { sub });
  await proveMailbox(visitor);
  await inWorkspace(visitor, [provenSince(visitor, 48)]);

  await expect(erase(visitor)).rejects.toMatchObject(forbidden('token'));
  await expect(sendProofCode(visitor)).rejects.toMatchObject(forbidden('token'));
  await expect(erase(visitor, { identityToken: await token('somebody else') })).rejects.toMatchObject({
    code: 'forbidden',
  });
  await claimAddress(visitor, person.email ?? '');
  const { mail } = await sendProofCode(visitor);
  expect(await exportOwn(visitor, { code: codeIn(mail.subject) })).toBeDefined();
  expect(await erase(visitor, { identityToken: await token(person.externalId) })).toMatchObject({ askedBy: 'visitor' });
});

test('from one network somebody of a workspace is erased twenty times an hour', async () => {
  const { visitor, workspace } = await workspaceWithThread(surroundings);
  const other = await newThread(workspace);
  const network = surroundings.newId();
  await inWorkspace(visitor, [
    workspace.db.execute(sql`update visitors set mail_changed_at = now()
      where workspace_id = ${visitor.actor.workspaceId} and id = ${visitor.actor.visitorId}`),
  ]);
  for (let times = 0; times < 20; times++) {
    await expect(erase(visitor, {}, network)).rejects.toMatchObject({ code: 'forbidden' });
  }

  await expect(erase(other.visitor, {}, network)).rejects.toMatchObject({ code: 'too_many' });
  expect(await erase(other.visitor)).toMatchObject({ askedBy: 'visitor' });
});

test('a device of his that comes back is told that he was erased, until he begins anew there, or for nine months', async () => {
  const { agent, workspace } = await workspaceWithThread(surroundings);
  const [keys, stranger] = [[newKey(), newKey()] as const, newKey()];
  const [one, two] = [await newThread(workspace, keys[0]), await newThread(workspace, keys[1])];
  const open = (key: VisitorKey) => openSession(newcomer(workspace, key), undefined);
  await erase(one.visitor);
  await beginErasure(agent, two.visitor.actor.visitorId, newId());

  for (const key of keys) await expect(open(key)).rejects.toMatchObject({ code: 'gone' });
  await expect(open(stranger)).rejects.toMatchObject({ code: 'not_found' });

  await newThread(workspace, keys[0]);
  expect((await open(keys[0])).thread.messages).toHaveLength(1);

  const laterBy = (days: number) => () => new Date(surroundings.now().getTime() + days * 24 * 60 * 60_000);
  const openLater = (days: number) => openSession({ ...newcomer(workspace, keys[1]), now: laterBy(days) }, undefined);
  await expect(openLater(270)).rejects.toMatchObject({ code: 'gone' });
  await expect(openLater(280)).rejects.toMatchObject({ code: 'not_found' });
});

test('the keys of who was erased are kept for nine months, though nobody else is erased', async () => {
  const at = new Date('2020-03-01T12:00:00Z'); // before anybody else's
  const { agent, visitor, workspace } = await workspaceWithThread(surroundings);
  await beginErasure({ ...agent, now: () => at }, visitor.actor.visitorId, newId());
  const forgetAt = async (time: string) => {
    await forgetErasedKeys({ ...surroundings, now: () => new Date(time) });
    const [rows] = await inWorkspace(workspace, [workspace.db.select().from(erasedKeys)]);
    return rows.length;
  };
  expect(await forgetAt('2020-12-01T11:00:00Z')).toBe(1);
  expect(await forgetAt('2020-12-01T13:00:00Z')).toBe(0);
});
