import { MessageId } from '@everthread/shared/models/ids';
import { expect, test } from 'vitest';
import { newcomer } from '../../test/conversations.ts';
import { newCompany, newHash } from '../../test/identities.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { beginThread } from '../visitors/begin-thread.ts';
import { changeWayBack, getWayBack } from '../ways-back/way-back.ts';
import { identify } from './identify.ts';

const surroundings = await testSurroundings();
const words = (text: string) => ({ id: MessageId.parse(surroundings.newId()), text });
const QUIET = { timeZone: 'Europe/Berlin', from: '22:00', to: '07:00' };
const LATER = { timeZone: 'Europe/Berlin', from: '23:00', to: '08:00' };

/** A known person, and a guest who turns out to be him. */
async function both() {
  const { workspace, asPerson, asVisitor, withToken, newPerson } = await newCompany(surroundings);
  const ada = newPerson();
  const phone = withToken(newcomer(workspace), ada);
  const known = asVisitor(phone, await beginThread(phone, words('Mine')));
  const browser = newcomer(workspace);
  const guest = asVisitor(browser, await beginThread(browser, words('A guest')));
  const signIn = () => identify(asPerson(ada), { keyHash: browser.actor.keyHash, newKeyHash: newHash() });
  return { known, guest, signIn };
}

test('how a guest wanted to be told holds on once he has signed in', async () => {
  const { known, guest, signIn } = await both();
  await changeWayBack(guest, { choice: 'never', quiet: QUIET });
  await signIn();
  expect(await getWayBack(known)).toMatchObject({ choice: 'never', quiet: QUIET });
});

test('what the known person has chosen himself stays', async () => {
  const { known, guest, signIn } = await both();
  await changeWayBack(known, { choice: 'mail', quiet: LATER });
  await changeWayBack(guest, { choice: 'never', quiet: QUIET });
  await signIn();
  expect(await getWayBack(known)).toMatchObject({ choice: 'mail', quiet: LATER });
});
