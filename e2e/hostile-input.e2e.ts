import { beforeAll, expect, inject, test } from 'vitest';
import { furnish } from './furnished-place.ts';
import { type Answer, knock } from './knock.ts';
import { newMessageId, newPlace, type Place } from './people.ts';
import { requests } from './route-requests.ts';
import { everythingAbout, tryRoute, untilFollowedUp } from './try-route.ts';

let place: Place;
beforeAll(async () => {
  place = await newPlace();
});

const asVisitor = (body: unknown) =>
  knock(`/api/visitor/threads/${place.threadId}/messages`, { method: 'POST', headers: place.visitor.headers, body });
const asAgent = (path: string, body: unknown, method = 'POST') =>
  knock(`/api/workspaces/${place.workspaceId}${path}`, { method, headers: { cookie: place.agent.cookie }, body });
const hello = () => ({ id: newMessageId(), text: 'Hello' });

/** A refusal: a status in the 400s, a code, and a sentence that a person can read. No trace of what is inside. */
function expectRefusal(answer: Answer, status: number, code: string): void {
  expect([answer.status, answer.text]).toEqual([status, expect.stringContaining(code)]);
  const { error } = answer.body as { error: { code: string; message: string } };
  expect(error.code).toBe(code);
  expect(error.message).toMatch(/^.{8,200}$/);
  expect(answer.text).not.toMatch(/at \w+ \(|node_modules|select |insert |zod|Postgres/i);
  expect(answer.headers.get('access-control-allow-origin')).toBeNull();
}

test.each([
  ['no body', undefined],
  ['an empty body', ''],
  ['half a body', '{"id":'],
  ['a list', []],
  ['a number', 7],
  ['null', 'null'],
  ['no text', { id: crypto.randomUUID() }],
  ['text that is a number', { id: crypto.randomUUID(), text: 1 }],
  ['text that is an object', { id: crypto.randomUUID(), text: { $gt: '' } }],
  ['empty text', { id: crypto.randomUUID(), text: '' }],
  ['blank text', { id: crypto.randomUUID(), text: ' \n\t ' }],
  ['text that is too long', { id: crypto.randomUUID(), text: 'x'.repeat(10_001) }],
  ['a NUL', { id: crypto.randomUUID(), text: 'a\u0000b' }],
  ['half a surrogate pair', `{"id":"${crypto.randomUUID()}","text":"a\\ud800b"}`],
  ['an id that is none', { id: 'x', text: 'Hello' }],
  ['an id with a quote', { id: `' or 1=1 --`, text: 'Hello' }],
  ['a list as id', { id: [crypto.randomUUID()], text: 'Hello' }],
  ['bytes that are not UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])],
  ['a hundred thousand brackets', `${'['.repeat(30_000)}${']'.repeat(30_000)}`],
])('L3 a message with %s is refused with a sentence', async (_what, body) => {
  const answer =
    body === undefined
      ? await knock(`/api/visitor/threads/${place.threadId}/messages`, {
          method: 'POST',
          headers: { ...place.visitor.headers, 'content-type': 'application/json' },
        })
      : await asVisitor(body);
  expectRefusal(answer, 400, 'invalid');
});

test.each([
  ['workspace_id', crypto.randomUUID()],
  ['workspaceId', crypto.randomUUID()],
  ['role', 'owner'],
  ['verified', true],
  ['identity', 'verified'],
  ['is_note', true],
  ['kind', 'note'],
  ['seq', 1],
  ['sentAt', '2020-01-01T00:00:00Z'],
  ['created_at', '2020-01-01T00:00:00Z'],
  ['author', { kind: 'agent' }],
])('A3 a field %s that is not the sender’s to choose is refused everywhere', async (field, value) => {
  expectRefusal(await asVisitor({ ...hello(), [field]: value }), 400, 'invalid');
  expectRefusal(await asAgent(`/threads/${place.threadId}/messages`, { ...hello(), [field]: value }), 400, 'invalid');
  expectRefusal(await asAgent(`/threads/${place.threadId}/notes`, { ...hello(), [field]: value }), 400, 'invalid');
  const change = { id: crypto.randomUUID(), status: 'done', [field]: value };
  expectRefusal(await asAgent(`/topics/${place.topicId}`, change, 'PATCH'), 400, 'invalid');
  expectRefusal(await asAgent('', { name: 'Mine', [field]: value }, 'PATCH'), 400, 'invalid');
  const begin = { workspaceId: place.workspaceId, key: place.visitor.key, message: { ...hello(), [field]: value } };
  expectRefusal(await knock('/api/visitor/threads', { method: 'POST', body: begin }), 400, 'invalid');
});

test('A3 __proto__ in a body is a field like any other', async () => {
  const body = `{"id":"${newMessageId()}","text":"Hello","__proto__":{"kind":"note"}}`;
  expectRefusal(await asVisitor(body), 400, 'invalid');
});

test.each([
  ['a megabyte', 'x'.repeat(1_000_000), {}],
  ['a megabyte that says it is ten bytes', 'x'.repeat(1_000_000), { 'transfer-encoding': 'chunked' }],
])('%s is refused before it is read', async (_what, text, headers) => {
  const answer = await knock(`/api/visitor/threads/${place.threadId}/messages`, {
    method: 'POST',
    headers: { ...place.visitor.headers, ...headers },
    body: JSON.stringify({ id: newMessageId(), text }),
  });
  expectRefusal(answer, 413, 'too_large');
});

test.each([
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/jsonp',
  '',
])('a body of type %j is refused, so that no form of another site can send one', async (type) => {
  const headers = { cookie: place.agent.cookie, 'content-type': type };
  const answer = await knock(`/api/workspaces/${place.workspaceId}/topics/${place.topicId}`, {
    method: 'PATCH',
    headers,
    body: `{"id":"${crypto.randomUUID()}","status":"done"}`,
  });
  expectRefusal(answer, 415, 'unsupported_media_type');
});

const origins = () => {
  const own = new URL(inject('system').appUrl);
  return [
    ['another site', 'https://evil.test'],
    ['null', 'null'],
    ['a look-alike', `http://app.test.evil.test:${own.port}`],
    ['a host that ends alike', `http://evilapp.test:${own.port}`],
    ['a trailing dot', `http://app.test.:${own.port}`],
    ['another port', 'http://app.test:1'],
    ['another scheme', `https://app.test:${own.port}`],
    ['none at all', undefined],
  ] as const;
};

test('nothing that a cookie opens is changed from a page of another origin', async () => {
  for (const [what, origin] of origins()) {
    const headers: Record<string, string> = { cookie: place.agent.cookie, origin: origin ?? '' };
    const tries = await Promise.all([
      knock(`/api/workspaces/${place.workspaceId}/topics/${place.topicId}`, {
        method: 'PATCH',
        headers,
        body: { id: crypto.randomUUID(), status: 'done' },
      }),
      knock(`/api/workspaces/${place.workspaceId}`, { method: 'PATCH', headers, body: { name: 'Theirs' } }),
      knock(`/api/account/sessions/${place.agent.sessionId}`, { method: 'DELETE', headers }),
      knock('/api/account/sign-in', { method: 'POST', headers, body: { email: 'a@b.example', password: 'x' } }),
    ]);
    for (const answer of tries) expectRefusal(answer, 403, 'forbidden');
    expect(
      tries.map((answer) => answer.headers.get('vary')),
      what,
    ).toEqual(tries.map(() => expect.stringContaining('Origin')));
  }
});

const cookieRoutes = Object.keys(requests).filter((route) => /^(?!GET )\w+ \/api\/(account|workspaces)/.test(route));

test('H1 every route that a cookie opens asks first where the page stands, and then changes nothing', async () => {
  const furnished = await furnish(place, 'a.txt');
  await untilFollowedUp(furnished);
  const before = await everythingAbout(furnished);
  const { appUrl, filesUrl } = inject('system');
  for (const route of cookieRoutes) {
    for (const origin of ['https://evil.test', 'null', '', filesUrl, `${appUrl}.evil.test`]) {
      expectRefusal(await tryRoute(route, { cookie: place.agent.cookie, origin }, furnished), 403, 'forbidden');
    }
  }
  expect(await everythingAbout(furnished)).toBe(before);
});

test('no route answers a preflight, or lets another origin read', async () => {
  for (const path of ['/api/account/me', `/api/workspaces/${place.workspaceId}`, '/api/visitor/session']) {
    for (const method of ['OPTIONS', 'GET', 'POST']) {
      const { headers } = await knock(path, {
        method,
        headers: { origin: 'https://evil.test', 'access-control-request-method': 'POST', cookie: place.agent.cookie },
      });
      expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  }
});

test('no GET changes anything, and no header makes a GET something else', async () => {
  const answer = await knock(`/api/workspaces/${place.workspaceId}/topics/${place.topicId}?status=done`, {
    headers: { cookie: place.agent.cookie, 'x-http-method-override': 'PATCH', 'x-method-override': 'PATCH' },
  });
  expectRefusal(answer, 404, 'not_found');
});

test.each([
  ['threads', '/api/visitor/threads/not-an-id/changes?after=0'],
  ['threads', "/api/visitor/threads/'%20or%201=1--/changes?after=0"],
  ['after', '/api/visitor/threads/THREAD/changes?after=-1'],
  ['after', '/api/visitor/threads/THREAD/changes?after=1e9'],
  ['after', '/api/visitor/threads/THREAD/changes?after=99999999999999999999'],
  ['after', '/api/visitor/threads/THREAD/changes'],
  ['before', '/api/visitor/threads/THREAD/messages?before=1;drop%20table%20messages'],
  ['extra', '/api/visitor/threads/THREAD/messages?before=1&workspaceId=x'],
])('a %s that makes no sense is refused: %s', async (_what, path) => {
  const answer = await knock(path.replace('THREAD', place.threadId), { headers: place.visitor.headers });
  expectRefusal(answer, 400, 'invalid');
});

test.each([
  '?status=nonsense',
  '?status=open&status=done&x=1',
  '?status[$ne]=open',
  '?filters={',
  '?filters={"x":1}',
  '?status=open&before=x',
])('a list asked for with %j is refused', async (query) => {
  expectRefusal(await asAgent(`/topics${query}`, undefined, 'GET'), 400, 'invalid');
});

test('an address that is none answers 404 in the same form', async () => {
  expectRefusal(await knock('/api/nothing/here'), 404, 'not_found');
  expectRefusal(await knock('/.env'), 404, 'not_found');
  expectRefusal(await knock('/api/auth/get-session'), 404, 'not_found');
});

test('a message said to be from long ago or far ahead is shown when it came', async () => {
  const answer = await asVisitor(hello());
  const { message } = answer.body as { message: { sentAt: string } };
  expect(Math.abs(Date.parse(message.sentAt) - Date.now())).toBeLessThan(60_000);
});
