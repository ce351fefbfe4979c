import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { newAgent, newWorkspace, type TestAgent } from '../api/test/factories.ts';
import { guideSamples } from '../api/test/guide-samples.ts';
import { newSecret, signToken } from '../api/test/identities.ts';
import { newKnowledge } from '../api/test/knowledge.ts';
import { launchBrowser } from './browser.ts';
import { openHostPages } from './host-pages.ts';
import { knock } from './knock.ts';
import { surroundingsOfSystem } from './people.ts';
import { isAllSent, openMessenger, openShop, storedTexts, write } from './shop.ts';

// What somebody copies out of docs/guides, put where it says, with his own addresses and ids.

const { appUrl } = inject('system');
const THEIR_WORKSPACE = '0e4e5c2a-8d0b-4c55-9a5e-3f6c1f0a7d10';

type Words = { id: string; text: string };
type Sent = Words & { seq: number };
type Session = { thread: { id: string; rev: number; messages: Sent[] } };
type GuidesClient = {
  newKey(): string;
  begin(key: string, message: Words): Promise<Session>;
  open(key: string): Promise<Session>;
  send(session: Session, message: Words): Promise<{ message: Sent }>;
  earlier(session: Session, seq: number): Promise<{ messages: Sent[]; hasEarlier: boolean }>;
  changes(session: Session, rev: number): Promise<{ messages: Sent[] }>;
  seen(session: Session, seq: number): Promise<object>;
  listen(session: Session, onFrame: (frame: { type: string }) => void): Promise<WebSocket>;
};

let browser: Browser;
let hosts: Awaited<ReturnType<typeof openHostPages>>;
let agent: TestAgent;
let context: BrowserContext;
beforeAll(async () => {
  [browser, hosts] = await Promise.all([launchBrowser(), openHostPages()]);
});
beforeEach(async () => {
  agent = await newAgent(await newWorkspace(surroundingsOfSystem()), 'owner', 'Ines Marin');
  context = await browser.newContext({ reducedMotion: 'reduce', viewport: { width: 1000, height: 760 } });
  return () => context.close();
});
afterAll(async () => {
  await browser.close();
  await hosts.stop();
});

const filledIn = (sample = '', workspaceId: string = agent.workspaceId) =>
  sample.replaceAll('https://everthread.example', appUrl).replaceAll(THEIR_WORKSPACE, workspaceId);
const page = (...parts: string[]) => `<!doctype html><html lang="en"><title>Acme</title><h1>Acme</h1>${parts.join('')}`;

test('the tag and the call of the guides: what a signed-in visitor writes comes in under his proven name', async () => {
  const [tag] = guideSamples('embed', 'html');
  const [identify = ''] = guideSamples('identify', 'html');
  const token = await signToken(agent.workspaceId, await newSecret(agent.ctx), { name: 'Ida Berg' });
  await context.route('**/everthread-token', (route) => route.fulfill({ body: token }));

  const shop = await openShop(context, hosts.put({ html: page(identify, filledIn(tag)) }));
  const messenger = await openMessenger(shop);
  await write(messenger, 'Hello');
  await isAllSent(messenger);

  const { body } = await knock(`/api/workspaces/${agent.workspaceId}/topics?status=open`, {
    headers: { cookie: agent.cookie },
  });
  expect(body).toMatchObject({ topics: [{ topic: { visitor: { name: 'Ida Berg', identity: 'verified' } } }] });
});

test('the guides’ content security policy is enough for the tag', async () => {
  const [tag] = guideSamples('embed', 'html');
  const [policy = ''] = guideSamples('embed', '').filter((sample) => sample.startsWith('script-src'));
  const headers = { 'content-security-policy': filledIn(policy).trim() };
  const errors: string[] = [];
  context.on('console', (message) => message.type() === 'error' && errors.push(message.text()));

  const shop = await openShop(context, hosts.put({ html: page(filledIn(tag)), headers }));
  const messenger = await openMessenger(shop);
  await write(messenger, 'Under a policy');
  await isAllSent(messenger);

  expect(await storedTexts(agent.workspaceId)).toEqual(['Under a policy']);
  expect(errors).toEqual([]);
});

test('the guides’ Worker puts the help centre under an address of its own', async () => {
  const { workspace } = await newKnowledge(surroundingsOfSystem(), [{ title: 'Refunds', body: 'Five days.' }]);
  const [code = ''] = guideSamples('help-centre', 'js');
  const body = filledIn(code, workspace.actor.workspaceId)
    .replace('export default', 'return')
    .replace(appUrl, inject('system').apiUrl);
  const worker = new Function(body)() as { fetch(request: Request): Promise<Response> };

  for (const path of ['/', '/en/search?q=refunds']) {
    const answer = await worker.fetch(new Request(`https://help.example.com${path}`));
    expect(answer.status).toBe(200);
    const html = await answer.text();
    const [, link = ''] = /href="([^"]*refunds[^"]*)"/.exec(html) ?? [];
    const article = new URL(link, `https://help.example.com${path}`);
    expect(article.origin).toBe('https://help.example.com');
    expect(await (await worker.fetch(new Request(article))).text()).toContain('Five days.');
  }
});

test('the guides’ client writes, writes on, hears an answer, catches up and pages back', async () => {
  const [code = ''] = guideSamples('client', 'js');
  const body = filledIn(code).replace(appUrl, inject('system').apiUrl).replaceAll('export ', '');
  const names = 'newKey, begin, open, send, earlier, changes, seen, listen';
  const client = new Function(`${body}; return { ${names} }`)() as GuidesClient;
  const key = client.newKey();
  const message = { id: crypto.randomUUID(), text: 'Hello from an app' };

  const session = await client.begin(key, message);
  await client.begin(key, message);
  const second = { id: crypto.randomUUID(), text: 'And once more' };
  const { message: sent } = await client.send(session, second);
  expect((await client.send(session, second)).message).toEqual(sent);
  await expect(client.send(session, { ...second, text: 'Other words' })).rejects.toMatchObject({ code: 'conflict' });

  const frames: { type: string }[] = [];
  const socket = await client.listen(session, (frame) => frames.push(frame));
  await expect.poll(() => frames.map(({ type }) => type)).toContain('welcome');
  const reply = { id: crypto.randomUUID(), text: 'Hello, app' };
  const path = `/api/workspaces/${agent.workspaceId}/threads/${session.thread.id}/messages`;
  const answered = await knock(path, {
    method: 'POST',
    headers: { cookie: agent.cookie, origin: appUrl },
    body: reply,
  });
  expect(answered.status).toBe(201);
  await expect.poll(() => frames).toContainEqual(expect.objectContaining({ message: expect.objectContaining(reply) }));
  socket.close();

  const missed = await client.changes(session, session.thread.rev);
  expect(missed.messages.map(({ text }) => text)).toEqual(expect.arrayContaining([second.text, reply.text]));
  const back = await client.open(key);
  const [first] = back.thread.messages;
  expect(first).toMatchObject(message);
  expect(await client.earlier(back, first?.seq ?? 0)).toEqual({ messages: [], hasEarlier: false });
  expect(await client.seen(back, back.thread.messages.at(-1)?.seq ?? 0)).toEqual({});
});
