import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newBrowser, newWorker, randomNetwork, type Worker } from '../../test/browser.ts';
import { countTrips } from '../../test/count-trips.ts';
import { type Mailbox, startMailbox, tokenIn } from '../../test/mailbox.ts';
import { newAddress, newMember, PASSWORD } from '../../test/members.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { countTry } from '../throttles/throttle.ts';
import { signInTries } from './limits.ts';
import { signIn } from './sign-in.ts';

let mailbox: Mailbox;
let worker: Worker;
beforeAll(async () => {
  mailbox = await startMailbox();
  worker = await newWorker({ RESEND_BASE_URL: mailbox.url });
});
afterAll(() => mailbox.stop());

test('the right password opens a new session, whatever the case of the address', async () => {
  const { email, confirmed } = await newMember(worker, mailbox);
  const browser = newBrowser(worker);
  const answer = await browser.post('/api/account/sign-in', { email: email.toUpperCase(), password: PASSWORD });
  expect(answer).toMatchObject({ status: 200, body: confirmed.body as object });
  expect(await browser.get('/api/account/me')).toMatchObject({ status: 200 });
});

test('a wrong password and an unknown address are answered alike', async () => {
  const { email } = await newMember(worker, mailbox);
  const browser = newBrowser(worker);
  const wrong = await browser.post('/api/account/sign-in', { email, password: 'not this one' });
  const unknown = await browser.post('/api/account/sign-in', { email: newAddress(), password: 'not this one' });

  expect(wrong).toMatchObject({ status: 401, body: { error: { message: 'Wrong address or password' } } });
  const seen = ({ status, body, headers }: typeof wrong) => ({
    status,
    body,
    headers: [...headers].filter(([name]) => name !== 'date'),
  });
  expect(seen(unknown)).toEqual(seen(wrong));
  expect(browser.cookies.size).toBe(0);
});

test('neither the database nor the clock tells whether an address is a member’s', async () => {
  const surroundings = await testSurroundings();
  const { email } = await newMember(worker, mailbox);
  const trips = (address: string) =>
    countTrips(() =>
      signIn(surroundings, { email: address, password: 'not this one' }, randomNetwork(), undefined).catch(() => {}),
    );
  expect(await trips(email)).toBe(await trips(newAddress()));

  // Nor does a sign-up in his name, tried afterwards.
  const [strangers, password] = [newBrowser(worker), 'the stranger’s password'];
  const answers = [];
  for (const address of [email, newAddress()]) {
    await strangers.post('/api/account/sign-up', { name: 'S', email: address, password, workspaceName: 'S' });
    answers.push(await strangers.post('/api/account/sign-in', { email: address, password }));
  }
  const [ofMember, ofUnknown] = answers.map(({ status, body }) => ({ status, body }));
  expect(ofMember).toMatchObject({ status: 403 });
  expect(ofMember).toEqual(ofUnknown);
});

describe('guessing', () => {
  const guess = (email: string, turn: number) => ({ email, password: `guess number ${turn}` });

  test('from one network, whatever it says of itself, ends after ten tries', async () => {
    const { email, browser: owner } = await newMember(worker, mailbox);
    const statuses: number[] = [];
    const prefix = randomNetwork().replace(/::1$/, '');
    for (let turn = 0; turn < 14; turn++) {
      const browser = newBrowser(worker, `${prefix}:${turn}:a:b:${turn}`);
      const forged = { 'X-Forwarded-For': `203.0.113.${turn}`, 'X-Real-IP': `203.0.113.${turn}` };
      const answer = await browser.post('/api/account/sign-in', guess(email, turn), forged);
      statuses.push(answer.status);
      if (answer.status === 429) {
        expect(Number(answer.headers.get('Retry-After'))).toBeGreaterThan(60);
        expect(answer.body).toMatchObject({ error: { code: 'too_many', message: expect.stringMatching(/minutes/) } });
      }
    }
    expect(statuses).toEqual([...Array(10).fill(401), ...Array(4).fill(429)]);

    const fromThere = newBrowser(worker, `${prefix}::2`);
    expect(await fromThere.post('/api/account/sign-in', { email, password: PASSWORD })).toMatchObject({ status: 429 });
    // Neither the owner, who is elsewhere, nor a colleague of the guesser is shut out.
    const elsewhere = newBrowser(worker);
    expect(await elsewhere.post('/api/account/sign-in', { email, password: PASSWORD })).toMatchObject({ status: 200 });
    expect(await owner.get('/api/account/me')).toMatchObject({ status: 200 });
    const colleague = await newMember(worker, mailbox);
    const credentials = { email: colleague.email, password: colleague.password };
    expect(await fromThere.post('/api/account/sign-in', credentials)).toMatchObject({ status: 200 });
  });

  test('all at once counts as often as one after another', async () => {
    const { email } = await newMember(worker, mailbox);
    const network = randomNetwork();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, turn) =>
        newBrowser(worker, network).post('/api/account/sign-in', guess(email, turn)),
      ),
    );
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(10);
  });

  test('at one account from everywhere ends after forty tries, and a mailed link opens it again', async () => {
    const { email } = await newMember(worker, mailbox);
    const surroundings = await testSurroundings();
    for (let turn = 0; turn < 38; turn++) await countTry(surroundings, signInTries(email, randomNetwork()));
    const statuses: number[] = [];
    for (let turn = 0; turn < 3; turn++) {
      statuses.push((await newBrowser(worker).post('/api/account/sign-in', guess(email, turn))).status);
    }
    expect(statuses).toEqual([401, 401, 429]);

    const owner = newBrowser(worker);
    expect(await owner.post('/api/account/sign-in', { email, password: PASSWORD })).toMatchObject({ status: 429 });
    await owner.post('/api/account/forgot', { email });
    const reset = { token: tokenIn(mailbox.mailsTo(email).at(-1)), password: 'a fresh password' };
    expect(await owner.post('/api/account/reset', reset)).toMatchObject({ status: 200 });
    const credentials = { email, password: reset.password };
    expect(await owner.post('/api/account/sign-in', credentials)).toMatchObject({ status: 200 });
  });

  test('at one account after another from one network ends after fifty tries', async () => {
    const surroundings = await testSurroundings();
    const browser = newBrowser(worker);
    const network = browser.network.replace(/::1$/, '::/64');
    for (let turn = 0; turn < 49; turn++) await countTry(surroundings, signInTries(newAddress(), network));
    expect(await browser.post('/api/account/sign-in', guess(newAddress(), 50))).toMatchObject({ status: 401 });
    expect(await browser.post('/api/account/sign-in', guess(newAddress(), 51))).toMatchObject({ status: 429 });
  });

  test('is forgotten once the right password comes', async () => {
    const { email } = await newMember(worker, mailbox);
    const surroundings = await testSurroundings();
    const browser = newBrowser(worker);
    const network = browser.network.replace(/::1$/, '::/64');
    for (let round = 0; round < 2; round++) {
      for (let turn = 0; turn < 7; turn++) await countTry(surroundings, signInTries(email, network));
      expect(await browser.post('/api/account/sign-in', guess(email, 8))).toMatchObject({ status: 401 });
      expect(await browser.post('/api/account/sign-in', { email, password: PASSWORD })).toMatchObject({ status: 200 });
    }
  });
});
