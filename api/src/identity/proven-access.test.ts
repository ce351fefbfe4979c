import { MessageId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { newcomer } from '../../test/conversations.ts';
import { newCompany, newHash, textsOf } from '../../test/identities.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { sendMessage } from '../messages/send-message.ts';
import { changesAfter } from '../threads/changes-after.ts';
import { getThread } from '../threads/get-thread.ts';
import { beginThread } from '../visitors/begin-thread.ts';
import { forgetKey } from '../visitors/forget-key.ts';
import { openSession } from '../visitors/open-session.ts';
import { identify } from './identify.ts';

const surroundings = await testSurroundings();
const words = (text: string) => ({ id: MessageId.parse(surroundings.newId()), text });
const place = () => newCompany(surroundings);

test('a key of a proven person opens nothing without his token', async () => {
  const { workspace, withToken, newPerson } = await place();
  const browser = newcomer(workspace);
  await beginThread(withToken(browser, newPerson()), words('Mine'));

  await expect(openSession(browser, undefined)).rejects.toMatchObject({ code: 'signed_out' });
  await expect(beginThread(browser, words('Smuggled'))).rejects.toMatchObject({ code: 'signed_out' });
});

test('an access that was given before he was proven ends as he is', async () => {
  const { workspace, asPerson, asVisitor, newPerson } = await place();
  const browser = newcomer(workspace);
  const anonymous = await beginThread(browser, words('Before'));
  const claimed = asVisitor(browser, anonymous);

  const { session } = await identify(asPerson(newPerson()), { keyHash: browser.actor.keyHash, newKeyHash: newHash() });

  await expect(sendMessage(claimed, anonymous.thread.id, words('Late'))).rejects.toMatchObject({ code: 'signed_out' });
  if (!session) throw new Error('He is known');
  const sent = await sendMessage(asVisitor(browser, session), session.thread.id, words('After'));
  expect(sent.message.authorIdentity).toBe('verified');
});

test('claims are kept for who is not proven, and never go over what is', async () => {
  const { workspace, asPerson, withToken, newPerson, owner } = await place();
  const browser = newcomer(workspace);
  const { thread } = await beginThread(browser, words('Hello'));
  const shown = async () => (await getThread(owner, thread.id)).visitor;

  await openSession(browser, undefined, { email: 'ada@shop.example' });
  expect(await shown()).toMatchObject({ name: null, email: 'ada@shop.example', identity: 'claimed' });
  await openSession(browser, undefined, { name: 'Ada' });
  expect(await shown()).toMatchObject({ name: 'Ada', email: 'ada@shop.example' });

  const ada = newPerson({ name: 'Ada Lovelace', email: 'lovelace@shop.example' });
  await identify(asPerson(ada), { keyHash: browser.actor.keyHash, newKeyHash: newHash() });
  await openSession(withToken(browser, ada), undefined, { name: 'Mallory', email: 'mallory@evil.test' });
  expect(await shown()).toMatchObject({ name: 'Ada Lovelace', email: 'lovelace@shop.example', identity: 'verified' });

  await openSession(withToken(browser, { ...ada, name: 'Ada King' }), undefined);
  expect(await shown()).toMatchObject({ name: 'Ada King', email: 'lovelace@shop.example' });
});

test('who logs out on a device leaves nothing behind for the next', async () => {
  const { workspace, asPerson, asVisitor, withToken, newPerson } = await place();
  const ada = newPerson();
  const browser = withToken(newcomer(workspace), ada);
  const begun = await beginThread(browser, words('Mine'));
  const { workspaceId } = workspace.actor;

  await forgetKey(surroundings, workspaceId, browser.actor.keyHash);
  await forgetKey(surroundings, workspaceId, browser.actor.keyHash);

  await expect(changesAfter(asVisitor(browser, begun), begun.thread.id, 0)).rejects.toMatchObject({
    code: 'signed_out',
  });
  await expect(openSession(browser, undefined)).rejects.toMatchObject({ code: 'not_found' });
  const back = await identify(asPerson(ada), { keyHash: browser.actor.keyHash, newKeyHash: newHash() });
  expect(textsOf(back.session)).toEqual(['Mine']);
});

test('a browser that can keep nothing does not fill the table with its keys', async () => {
  const { workspace, asPerson, withToken, newPerson } = await place();
  const ada = newPerson();
  await beginThread(withToken(newcomer(workspace), ada), words('one'));

  for (let page = 0; page < 55; page += 1) await identify(asPerson(ada), { keyHash: undefined, newKeyHash: newHash() });

  const [{ rows }] = await inWorkspace(workspace, [
    workspace.db.execute(sql`select 1 from visitor_keys where workspace_id = ${workspace.actor.workspaceId}`),
  ]);
  expect(rows).toHaveLength(50);
});
