import { MessageId } from '@everthread/shared/models/ids';
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { newcomer } from '../../test/conversations.ts';
import { countTrips } from '../../test/count-trips.ts';
import { newCompany, newHash, textsOf } from '../../test/identities.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { visitors } from '../db/schema/visitors.ts';
import { getThread } from '../threads/get-thread.ts';
import { beginThread } from '../visitors/begin-thread.ts';
import { openSession } from '../visitors/open-session.ts';
import { identify } from './identify.ts';

const surroundings = await testSurroundings();
const words = (text: string) => ({ id: MessageId.parse(surroundings.newId()), text });
const place = () => newCompany(surroundings);

test('a person who has never written is nobody yet', async () => {
  const { asPerson, newPerson, workspace } = await place();
  const newKeyHash = newHash();

  const answer = await identify(asPerson(newPerson()), { keyHash: undefined, newKeyHash });

  expect(answer).toEqual({ session: null, keyHash: newKeyHash });
  const [rows] = await inWorkspace(workspace, [
    workspace.db.select().from(visitors).where(eq(visitors.workspaceId, workspace.actor.workspaceId)),
  ]);
  expect(rows).toEqual([]);
});

test('a person begins as himself, and each of his devices finds his thread', async () => {
  const { workspace, asPerson, withToken, newPerson, owner } = await place();
  const ada = newPerson({ name: 'Ada', email: 'ada@shop.example' });
  const phone = withToken(newcomer(workspace), ada);

  const begun = await beginThread(phone, words('From the phone'));
  const laptop = await identify(asPerson(ada), { keyHash: undefined, newKeyHash: newHash() });

  expect(begun.identity).toBe('verified');
  expect(laptop.session).toMatchObject({ visitorId: begun.visitorId, thread: { id: begun.thread.id } });
  expect(await getThread(owner, begun.thread.id)).toMatchObject({
    visitor: { identity: 'verified', name: 'Ada', email: 'ada@shop.example' },
    messages: [{ author: { kind: 'visitor', identity: 'verified' } }],
  });
  const onLaptop = withToken({ ...phone, actor: { ...phone.actor, keyHash: laptop.keyHash } }, ada);
  expect(await openSession(onLaptop, undefined)).toMatchObject({ visitorId: begun.visitorId });
});

test('an anonymous visitor becomes the person whom nobody knew yet, and what he only claimed is gone', async () => {
  const { workspace, asPerson, newPerson, owner } = await place();
  const holder = newcomer(workspace);
  const before = await beginThread(holder, words('Before'), { name: 'The Director', email: 'boss@shop.example' });
  const ada = newPerson({ name: 'Ada' });

  const { session, keyHash } = await identify(asPerson(ada), { keyHash: holder.actor.keyHash, newKeyHash: newHash() });

  expect(keyHash).toBe(holder.actor.keyHash);
  expect(session).toMatchObject({
    visitorId: before.visitorId,
    identity: 'verified',
    thread: { id: before.thread.id },
  });
  const { visitor, messages } = await getThread(owner, before.thread.id);
  expect(visitor).toMatchObject({ name: 'Ada', email: null, identity: 'verified' });
  expect(messages).toMatchObject([{ text: 'Before', author: { identity: 'claimed' } }]); // as it was when he wrote it
});

test('identifying again changes nothing, whichever answer was lost', async () => {
  const { workspace, asPerson, withToken, newPerson, owner } = await place();
  const ada = newPerson({ name: 'Ada' });
  await beginThread(withToken(newcomer(workspace), ada), words('one'));
  const browser = newcomer(workspace);
  await beginThread(browser, words('two'));
  const keys = { keyHash: browser.actor.keyHash, newKeyHash: newHash() };

  const first = await identify(asPerson(ada), keys);
  const again = await identify(asPerson(ada), keys);
  const fresh = { keyHash: undefined, newKeyHash: newHash() };

  expect(again).toEqual(first);
  expect(await identify(asPerson(ada), fresh)).toEqual(await identify(asPerson(ada), fresh));
  expect((await getThread(owner, first.session?.thread.id as never)).messages).toHaveLength(2);
});

test('a key that is another person’s stays his; the newcomer gets his own thread and a key of his own', async () => {
  const { workspace, asPerson, withToken, newPerson } = await place();
  const [ada, bob] = [newPerson(), newPerson()];
  const browser = withToken(newcomer(workspace), ada);
  const adas = await beginThread(browser, words('Ada’s secret'));
  const bobs = await beginThread(withToken(newcomer(workspace), bob), words('Bob’s'));
  const newKeyHash = newHash();

  const answer = await identify(asPerson(bob), { keyHash: browser.actor.keyHash, newKeyHash });

  expect(answer.keyHash).toBe(newKeyHash);
  expect(answer.session?.visitorId).toBe(bobs.visitorId);
  expect(textsOf(answer.session)).toEqual(['Bob’s']);
  expect(await openSession(browser, undefined)).toMatchObject({ visitorId: adas.visitorId });
  await expect(openSession(withToken(browser, bob), undefined)).rejects.toMatchObject({ code: 'conflict' });
});

test('a history joins one identity, once: whoever comes next on that browser gets none of it', async () => {
  const { workspace, asPerson, newPerson } = await place();
  const browser = newcomer(workspace);
  await beginThread(browser, words('Before anybody'));
  const [ada, bob] = [newPerson(), newPerson()];
  const keys = () => ({ keyHash: browser.actor.keyHash, newKeyHash: newHash() });

  const adas = await identify(asPerson(ada), keys());
  const bobs = await identify(asPerson(bob), keys());

  expect(textsOf(adas.session)).toEqual(['Before anybody']);
  expect(bobs.session).toBeNull();
});

test('two who claim one address stay two, and so does who proves it', async () => {
  const { workspace, asPerson, newPerson } = await place();
  const claims = { email: 'ada@shop.example' };
  const [one, two] = [newcomer(workspace), newcomer(workspace)];
  const first = await beginThread(one, words('one'), claims);
  const second = await beginThread(two, words('two'), claims);
  const ada = await identify(asPerson(newPerson({ email: claims.email })), {
    keyHash: two.actor.keyHash,
    newKeyHash: newHash(),
  });

  expect(first.visitorId).not.toBe(second.visitorId);
  expect(textsOf(ada.session)).toEqual(['two']);
  expect(textsOf(await openSession(one, undefined))).toEqual(['one']);
});

test.each(['Ada', 'ada ', 'ada\u0301'])('ids are compared byte by byte: "ada" is not "%s"', async (externalId) => {
  const { workspace, asPerson, withToken, newPerson } = await place();
  await beginThread(withToken(newcomer(workspace), newPerson({ externalId: 'ada' })), words('Mine'));

  const other = await identify(asPerson(newPerson({ externalId })), { keyHash: undefined, newKeyHash: newHash() });

  expect(other.session).toBeNull();
});

test('one id in two workspaces is two people', async () => {
  const [here, there] = [await place(), await place()];
  const ada = here.newPerson({ externalId: 'ada' });
  const browser = here.withToken(newcomer(here.workspace), ada);
  await beginThread(browser, words('Here'));

  const person = there.newPerson({ externalId: 'ada' });
  const elsewhere = await identify(there.asPerson(person), { keyHash: browser.actor.keyHash, newKeyHash: newHash() });

  expect(elsewhere.session).toBeNull();
  await expect(
    identify(there.asPerson(ada), { keyHash: undefined, newKeyHash: newHash() }), // signed with a secret of here
  ).rejects.toMatchObject({ code: 'signed_out' });
});

test('identifying, with a join or without, is one round trip', async () => {
  const { workspace, asPerson, withToken, newPerson } = await place();
  const ada = newPerson({ name: 'Ada' });
  const phone = withToken(newcomer(workspace), ada);
  expect(await countTrips(() => beginThread(phone, words('one')))).toBe(1);
  const browser = newcomer(workspace);
  await beginThread(browser, words('two'));
  const keys = { keyHash: browser.actor.keyHash, newKeyHash: newHash() };

  expect(await countTrips(() => identify(asPerson(ada), keys))).toBe(1);
  expect(await countTrips(() => openSession(withToken(browser, ada), undefined))).toBe(1);
});
