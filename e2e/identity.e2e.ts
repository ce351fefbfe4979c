import type { Identified, VisitorSession } from '@everthread/shared/models/visitor-session';
import { describe, expect, inject, test } from 'vitest';
import { newKey } from '../api/test/conversations.ts';
import { newSecret, signToken, type TestSecret } from '../api/test/identities.ts';
import { knock } from './knock.ts';
import { beginAsVisitor, newMessageId, newPlace, type Place } from './people.ts';

type Company = Place & { secret: TestSecret };

/** A workspace that has made a secret, and in which one stranger has written. */
async function newCompany(): Promise<Company> {
  const place = await newPlace('From a stranger');
  return { ...place, secret: await newSecret(place.agent.ctx) };
}

const post = (path: string, body: unknown, token?: string) =>
  knock(`/api/visitor/${path}`, { method: 'POST', body, headers: token ? { authorization: `Bearer ${token}` } : {} });
const asAgent = ({ agent, workspaceId }: Place, path: string, method = 'GET', body?: unknown) =>
  knock(`/api/workspaces/${workspaceId}${path}`, { method, body, headers: { cookie: agent.cookie } });
const words = (text: string) => ({ id: newMessageId(), text });
const textsOf = (session: VisitorSession | null) => session?.thread.messages.map(({ text }) => text);

/** One browser in which a page of the company's site runs. */
function newBrowser({ workspaceId, secret }: Company) {
  let key = newKey();
  const tokenOf = (sub: string, claims = {}) => signToken(workspaceId, secret, { sub, ...claims });
  return {
    key: () => key,
    tokenOf,
    begin: async (text: string, identityToken?: string) => {
      const body = { workspaceId, key, message: words(text), ...(identityToken && { identityToken }) };
      const answer = await post('threads', body);
      expect(answer.status, answer.text).toBe(201);
      return answer.body as VisitorSession;
    },
    identify: async (sub: string, claims = {}) => {
      const newOne = newKey();
      const body = { workspaceId, key, newKey: newOne, identityToken: await tokenOf(sub, claims) };
      const answer = await post('identify', body);
      expect(answer.status, answer.text).toBe(200);
      const identified = answer.body as Identified;
      if (identified.keyInUse === 'newKey') key = newOne;
      return identified.session;
    },
    logOut: async () => {
      expect((await post('logout', { workspaceId, key })).status).toBe(200);
      key = newKey();
    },
  };
}

describe('B1 who only says who he is', () => {
  test('is a new anonymous contact, sees nothing of the person and changes nothing of him', async () => {
    const company = await newCompany();
    const ada = newBrowser(company);
    const mine = await ada.begin('My order 4711', await ada.tokenOf('ada', { name: 'Ada', email: 'ada@shop.example' }));

    const mallory = {
      workspaceId: company.workspaceId,
      key: newKey(),
      message: words('I am Ada'),
      claims: { name: 'Ada', email: 'ada@shop.example' },
    };
    const answer = await post('threads', mallory);
    const smuggled = [
      { ...mallory, user_id: 'ada' },
      { ...mallory, claims: { ...mallory.claims, externalId: 'ada' } },
      { ...mallory, claims: { identity: 'verified' } },
      { ...mallory, person: { externalId: 'ada' } },
    ];

    expect(answer.status).toBe(201);
    expect(answer.text).not.toContain('4711');
    for (const body of smuggled) expect((await post('threads', { ...body, key: newKey() })).status).toBe(400);
    const own = (await asAgent(company, `/threads/${mine.thread.id}`)).body;
    expect(own).toMatchObject({ thread: { visitor: { name: 'Ada', identity: 'verified' }, messages: [{ seq: 1 }] } });
    const his = (await asAgent(company, `/threads/${(answer.body as VisitorSession).thread.id}`)).body;
    expect(his).toMatchObject({
      thread: {
        visitor: { name: 'Ada', email: 'ada@shop.example', identity: 'claimed' },
        messages: [{ author: { identity: 'claimed' } }],
      },
    });
  });

  test('cannot use the key of somebody who is signed in, without signing in', async () => {
    const company = await newCompany();
    const ada = newBrowser(company);
    await ada.begin('Mine', await ada.tokenOf('ada'));
    const { workspaceId } = company;
    for (const [path, body] of [
      ['session', { workspaceId, key: ada.key() }],
      ['threads', { workspaceId, key: ada.key(), message: words('As her') }],
    ] as const) {
      const answer = await post(path, body);
      expect(answer).toMatchObject({ status: 401, body: { error: { code: 'signed_out' } } });
      expect(answer.text).not.toContain('Mine');
    }
  });
});

test('B2 a workspace that demands identity takes nothing without it, and nothing at all without a secret', async () => {
  const company = await newCompany();
  const { workspaceId, visitor, threadId, secret } = company;
  expect((await asAgent(company, '', 'PATCH', { identityMode: 'enforced' })).status).toBe(200);
  const refused = { status: 401, body: { error: { code: 'signed_out' } } };

  for (const identityToken of [undefined, null, '', 'null', ['x'], { alg: 'none' }, 'a.b.c']) {
    const key = newKey();
    expect(await post('threads', { workspaceId, key, message: words('x'), identityToken })).toMatchObject(refused);
    expect(await post('session', { workspaceId, key: visitor.key, identityToken })).toMatchObject(refused);
    expect(await post('identify', { workspaceId, newKey: key, identityToken })).toMatchObject(refused);
  }
  expect(await post(`threads/${threadId}/messages`, words('x'), visitor.access.token)).toMatchObject(refused);
  const changes = { headers: visitor.headers };
  expect(await knock(`/api/visitor/threads/${threadId}/changes?after=0`, changes)).toMatchObject(refused);

  await newBrowser(company).begin('Signed in', await signToken(workspaceId, secret));
  await asAgent(company, `/identity-secrets/${secret.id}`, 'DELETE');
  const identityToken = await signToken(workspaceId, secret);
  expect(await post('threads', { workspaceId, key: newKey(), message: words('x'), identityToken })).toMatchObject(
    refused,
  );
});

test('B3 tokens that are not exactly what they must be are refused over HTTP, whatever they are', async () => {
  const [company, other] = [await newCompany(), await newCompany()];
  const { workspaceId, secret } = company;
  const seconds = Math.floor(Date.now() / 1000);
  const unsigned = [
    { alg: 'none', kid: secret.id },
    { aud: workspaceId, sub: 'ada', iat: seconds, exp: seconds + 60 },
  ]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  const tokens = {
    'signed by nobody': `${unsigned}.`,
    'signed by another workspace': await signToken(workspaceId, other.secret),
    'another workspace’s kid': await signToken(workspaceId, { id: other.secret.id, value: secret.value }),
    'for another workspace': await signToken(other.workspaceId, secret),
    expired: await signToken(workspaceId, secret, { iat: seconds - 3_600, exp: seconds - 61 }),
    'for ten years': await signToken(workspaceId, secret, { exp: seconds + 315_360_000 }),
    'without an end': await signToken(workspaceId, secret, { exp: undefined }),
    'for a list': await signToken(workspaceId, secret, { sub: ['ada'] }),
    'for an agent': await signToken(workspaceId, secret, { sub: undefined, agent: 'ada' }),
    'an access token of ours': company.visitor.access.token,
    'a ticket of ours': company.visitor.access.ticket,
  };
  for (const [what, identityToken] of Object.entries(tokens)) {
    const answer = await post('identify', { workspaceId, newKey: newKey(), identityToken });
    expect(answer.status, `${what}: ${answer.text}`).toBe(401);
    expect(answer.text, what).not.toContain(secret.value);
  }
  const large = await post('identify', { workspaceId, newKey: newKey(), identityToken: 'x'.repeat(1_000_000) });
  expect(large.status).toBe(413);
  const access = await signToken(workspaceId, secret);
  expect((await post('ticket', {}, access)).status).toBe(401);
});

describe('B4 one browser', () => {
  test('nothing of one person reaches the next, whether or not anybody logs out', async () => {
    for (const logsOut of [true, false]) {
      const company = await newCompany();
      const browser = newBrowser(company);
      const anonymous = await browser.begin('Before signing in');
      const adas = await browser.identify('ada');
      const adasKey = browser.key();
      expect(textsOf(adas)).toEqual(['Before signing in']);

      if (logsOut) await browser.logOut();
      const bobs = await browser.identify('bob');

      expect(bobs).toBeNull();
      expect(browser.key()).not.toBe(adasKey);
      const begun = await browser.begin('I am Bob', await browser.tokenOf('bob'));
      expect(textsOf(begun)).toEqual(['I am Bob']);
      expect(begun.access.visitorId).not.toBe(adas?.access.visitorId);
      for (const { token } of [anonymous.access]) {
        const old = { headers: { authorization: `Bearer ${token}` } };
        expect((await knock(`/api/visitor/threads/${anonymous.thread.id}/changes?after=0`, old)).status).toBe(401);
      }
      const adasThread = { headers: { authorization: `Bearer ${begun.access.token}` } };
      expect((await knock(`/api/visitor/threads/${adas?.thread.id}/changes?after=0`, adasThread)).status).toBe(404);
    }
  });

  test('after logging out, neither key, access nor ticket of before opens anything', async () => {
    const company = await newCompany();
    const { workspaceId, visitor, threadId } = company;
    expect((await post('logout', { workspaceId, key: visitor.key })).status).toBe(200);
    expect((await post('session', { workspaceId, key: visitor.key })).status).toBe(404);
    expect((await post('ticket', {}, visitor.access.token)).status).toBe(401);
    expect((await post(`threads/${threadId}/messages`, words('Still me'), visitor.access.token)).status).toBe(401);
    const answer = await post('logout', { workspaceId, key: visitor.key });
    const nobodys = await post('logout', { workspaceId, key: newKey() });
    expect([answer.status, answer.text]).toEqual([nobodys.status, nobodys.text]);
  });

  test('sockets that one person opened there are closed when he logs out', async () => {
    const company = await newCompany();
    const { appUrl, apiUrl } = inject('system');
    const { ticket } = company.visitor.access;
    const url = `${apiUrl.replace('http', 'ws')}/live`;
    const socket = new WebSocket(url, {
      protocols: ['everthread.v1', `ticket.${ticket}`],
      headers: { origin: appUrl },
    } as never);
    await new Promise((resolve, reject) => {
      socket.addEventListener('message', resolve, { once: true });
      socket.addEventListener('error', reject, { once: true });
    });
    await post('logout', { workspaceId: company.workspaceId, key: company.visitor.key });
    await expect.poll(() => socket.readyState).toBeGreaterThanOrEqual(WebSocket.CLOSING);
  });
});

describe('B5 histories', () => {
  test('an anonymous one joins one identity, once; two identified ones never join', async () => {
    const company = await newCompany();
    const [laptop, phone] = [newBrowser(company), newBrowser(company)];
    const adas = await phone.begin('From Ada’s phone', await phone.tokenOf('ada'));
    await laptop.begin('Anonymous');

    expect(textsOf(await laptop.identify('ada'))).toEqual(['From Ada’s phone', 'Anonymous']);
    expect(await laptop.identify('bob')).toBeNull();
    await laptop.begin('From Bob', await laptop.tokenOf('bob'));
    expect(textsOf(await phone.identify('bob'))).toEqual(['From Bob']);
    const back = await phone.identify('ada');
    expect(back?.thread.id).toBe(adas.thread.id);
    expect(textsOf(back)).toEqual(['From Ada’s phone', 'Anonymous']);
  });

  test('one address, typed by two or proven by another, joins nothing', async () => {
    const company = await newCompany();
    const claims = { email: 'ada@shop.example' };
    const { workspaceId } = company;
    for (const text of ['one', 'two']) {
      const answer = await post('threads', { workspaceId, key: newKey(), message: words(text), claims });
      expect(textsOf(answer.body as VisitorSession)).toEqual([text]);
    }
    const ada = newBrowser(company);
    expect(await ada.identify('ada', claims)).toBeNull();
    expect(textsOf(await ada.begin('three', await ada.tokenOf('ada', claims)))).toEqual(['three']);
  });

  test('the team sees the thread whole, each message with what its author was then', async () => {
    const company = await newCompany();
    const [laptop, phone] = [newBrowser(company), newBrowser(company)];
    const known = await phone.begin('Proven', await phone.tokenOf('ada'));
    await laptop.begin('Not proven');
    const session = await laptop.identify('ada', { name: 'Ada' });
    await post(`threads/${known.thread.id}/messages`, words('Proven again'), session?.access.token);

    const { body } = await asAgent(company, `/threads/${known.thread.id}`);
    expect(body).toMatchObject({
      thread: {
        visitor: { identity: 'verified', name: 'Ada' },
        messages: [
          { text: 'Proven', author: { identity: 'verified' } },
          { text: 'Not proven', author: { identity: 'claimed' } },
          { text: 'Proven again', author: { identity: 'verified' } },
        ],
      },
    });
  });
});

test('B6 what opens a visitor’s or a company’s things is in no answer to an agent, and in no address', async () => {
  const company = await newCompany();
  const browser = newBrowser(company);
  await browser.begin('Hello');
  const identityToken = await browser.tokenOf('ada');
  const session = await browser.identify('ada');
  const stranger = await beginAsVisitor(company.workspaceId);
  const { threadId } = company;
  const answers = await Promise.all(
    [
      '',
      '/identity-secrets',
      '/topics?status=open',
      `/threads/${session?.thread.id}`,
      `/threads/${session?.thread.id}/changes?after=0`,
      `/threads/${session?.thread.id}/messages?before=100`,
      `/threads/${threadId}`,
    ].map((path) => asAgent(company, path)),
  );
  const told = answers.map(({ status, text, headers }) => {
    expect(status).toBe(200);
    return `${text}${JSON.stringify([...headers])}`;
  });
  const secrets = [
    company.secret.value,
    browser.key(),
    identityToken,
    company.visitor.key,
    company.visitor.access.token,
    company.visitor.access.ticket,
    stranger.key,
    session?.access.token ?? '',
    session?.access.ticket ?? '',
  ];
  for (const secret of secrets) expect(told.join('\n')).not.toContain(secret);
  expect(told.join('\n')).not.toMatch(/keyHash|key_hash|sealed|external_?id/i);
});
