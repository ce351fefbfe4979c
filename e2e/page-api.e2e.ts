import { createHmac } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { newAgent, newWorkspace, type TestAgent } from '../api/test/factories.ts';
import { keyName } from '../widget/src/channel.ts';
import { launchBrowser } from './browser.ts';
import { openHostPages } from './host-pages.ts';
import { knock } from './knock.ts';
import { newMessageId, surroundingsOfSystem } from './people.ts';
import {
  bubbles,
  draft,
  field,
  isAllSent,
  messengerIn,
  openMessenger,
  openShop,
  PATIENCE,
  seesBubbles,
  shopHtml,
  write,
} from './shop.ts';

const { appUrl } = inject('system');

let browser: Browser;
let hosts: Awaited<ReturnType<typeof openHostPages>>;
let agent: TestAgent;
let url: string;

beforeAll(async () => {
  [browser, hosts] = await Promise.all([launchBrowser(), openHostPages()]);
});
beforeEach(async () => {
  agent = await newAgent(await newWorkspace(surroundingsOfSystem()), 'owner', 'Ines Marin');
  url = hosts.put({ html: shopHtml(agent.workspaceId) });
});
afterAll(async () => {
  await browser.close();
  await hosts.stop();
});

const newContext = () => browser.newContext({ reducedMotion: 'reduce', viewport: { width: 1000, height: 760 } });
const stored = (page: Page) => page.evaluate(() => ({ ...localStorage }) as Record<string, string>);
const asked = (context: BrowserContext) => {
  const paths: string[] = [];
  context.on('request', (request) => {
    if (request.url().startsWith(appUrl)) paths.push(new URL(request.url()).pathname);
  });
  return paths;
};
/** The launcher as a screen reader has it: in a closed shadow root, where no selector reaches. */
async function launcher(page: Page): Promise<string[]> {
  const devtools = await page.context().newCDPSession(page);
  const { nodes } = await devtools.send('Accessibility.getFullAXTree');
  await devtools.detach();
  return nodes.filter(({ role }) => role?.value === 'button').map(({ name }) => String(name?.value));
}

const ofTeam = (path: string, body?: unknown, method = body ? 'POST' : 'GET') =>
  knock(`/api/workspaces/${agent.workspaceId}${path}`, { method, headers: { cookie: agent.cookie }, body });
async function threadIds(): Promise<string[]> {
  // Once it is answered a topic waits.
  const lists = await Promise.all(['open', 'waiting'].map((status) => ofTeam(`/topics?status=${status}`)));
  return lists.flatMap(({ body }) =>
    (body as { topics: { topic: { threadId: string } }[] }).topics.map(({ topic }) => topic.threadId),
  );
}
async function reply(text: string): Promise<void> {
  await expect.poll(threadIds, PATIENCE).not.toEqual([]);
  const [threadId] = await threadIds();
  const { status } = await ofTeam(`/threads/${threadId}/messages`, { id: newMessageId(), text });
  expect(status).toBe(201);
}

let secret: { id: string; value: string };
async function newSecret(): Promise<void> {
  const { body, text } = await ofTeam('/identity-secrets', {});
  const made = body as { secret: { id: string }; value: string };
  if (!made?.secret) throw new Error(text);
  secret = { id: made.secret.id, value: made.value };
}

/** What the page's own server signs. */
function tokenOf(sub: string, endsInSeconds = 600): string {
  const now = Math.floor(Date.now() / 1000);
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
  const head = encode({ alg: 'HS256', typ: 'JWT', kid: secret.id });
  const claims = encode({ sub, aud: agent.workspaceId, iat: now - 3_000, exp: now + endsInSeconds });
  const signature = createHmac('sha256', secret.value).update(`${head}.${claims}`).digest('base64url');
  return `${head}.${claims}.${signature}`;
}
const identify = (page: Page, token: string) =>
  page.evaluate((given) => window.Everthread?.('identify', { token: given }), token);

declare global {
  interface Window {
    Everthread?: (...call: unknown[]) => unknown;
  }
}

describe('the unread badge', () => {
  test('is live for who has a thread, in every tab, clears when read; nobody else asks for anything', async () => {
    const context = await newContext();
    const requests = asked(context);
    const page = await openShop(context, url);
    await page.waitForTimeout(500);
    expect(requests).toEqual(['/w.js']);
    const messenger = await openMessenger(page);
    await write(messenger, 'Hello');
    await isAllSent(messenger);
    await page.evaluate("Everthread('close')");
    await reply('One');
    await expect.poll(() => launcher(page), PATIENCE).toContain('Messages: 1 new message');

    await page.reload();
    const second = await openShop(context, url);
    await expect.poll(() => launcher(page), PATIENCE).toContain('Messages: 1 new message');
    await reply('Two');
    for (const tab of [page, second])
      await expect.poll(() => launcher(tab), PATIENCE).toContain('Messages: 2 new messages');
    await second.evaluate("Everthread('open')");
    for (const tab of [page, second]) await expect.poll(() => launcher(tab), PATIENCE).toContain('Messages');
    await context.close();
  });
});

describe('the one global', () => {
  test('tells what it was asked to tell, until it is undone', async () => {
    const context = await newContext();
    const page = await openShop(context, url);
    await page.evaluate(`
      window.heard = [];
      window.undo = ['open', 'close', 'unread', 'message', 'ready', 'error'].map((event) =>
        Everthread('on', event, (detail) => heard.push([event, detail])))`);
    const messenger = await openMessenger(page);
    await write(messenger, 'Hello');
    await isAllSent(messenger);
    await page.evaluate("Everthread('close')");
    await reply('Hello to you');
    const names = () => page.evaluate('heard.map(([event]) => event)');
    await expect.poll(names, PATIENCE).toEqual(expect.arrayContaining(['open', 'ready', 'message', 'close', 'unread']));
    await expect.poll(() => launcher(page), PATIENCE).toContain('Messages: 1 new message');
    const heard = (await page.evaluate('heard')) as [string, { from?: string } | number][];
    expect(
      heard.filter(([event]) => event === 'message').map(([, detail]) => (detail as { from: string }).from),
    ).toEqual(['visitor', 'agent']);
    expect(JSON.stringify(heard)).not.toContain('Hello');
    const count = heard.length;
    await page.evaluate("undo.forEach((end) => end()); Everthread('open'); Everthread('close')");
    expect(await page.evaluate('heard.length')).toBe(count);
    await context.close();
  });

  test('changes colour, side and language without losing what is being written', async () => {
    const context = await newContext();
    const page = await openShop(context, url);
    const messenger = await openMessenger(page);
    await field(messenger).fill('half a sen');
    await page.evaluate("Everthread('update', { color: 'rgb(0, 100, 0)', side: 'left', language: 'es' })");
    await expect.poll(() => field(messenger).getAttribute('placeholder'), PATIENCE).toBe('Escribe un mensaje');
    expect(await draft(messenger)).toBe('half a sen');
    expect(await launcher(page)).toContain('Mensajes');
    const at = (x: number) => page.evaluate((left) => document.elementFromPoint(left, 712)?.localName, x);
    expect([await at(48), await at(952)]).toEqual(['everthread-widget', 'html']);
    await page.evaluate("Everthread('update', { color: 'red}*{display:none}', side: 'top', language: '' })");
    expect(await at(48)).toBe('everthread-widget');
    await context.close();
  });

  test('after a shutdown nothing is left but what is stored, and a call begins anew', async () => {
    const context = await newContext();
    const page = await openShop(context, url);
    const messenger = await openMessenger(page);
    await write(messenger, 'Hello');
    await isAllSent(messenger);
    // The tab that sent gives its turn back a moment after.
    await expect.poll(async () => Object.keys(await stored(page))).toHaveLength(1);
    await page.evaluate("Everthread('shutdown'); Everthread('close')");
    expect(await page.evaluate(() => document.querySelectorAll('everthread-widget').length)).toBe(0);
    expect(page.frames()).toHaveLength(1);
    expect(Object.keys(await stored(page))).toHaveLength(1);
    await seesBubbles(await openMessenger(page), ['Hello']);
    await context.close();
  });
});

// `token` may be what the page's server has signed, or how to ask it.
describe('B4 one browser, two people', () => {
  test.each(['with a pause', 'fast'])(
    'A logs out and B logs in, %s, and sees nothing of A, in both tabs',
    async (how) => {
      await newSecret();
      const context = await newContext();
      const page = await openShop(context, url);
      const other = await openShop(context, url);
      await identify(page, tokenOf('person-a'));
      const messenger = await openMessenger(page);
      await write(messenger, 'The secret of A');
      await isAllSent(messenger);
      const ofA = (await stored(page))[keyName(agent.workspaceId)] ?? '';
      await identify(other, tokenOf('person-a'));
      await seesBubbles(await openMessenger(other), ['The secret of A']);
      await field(await messengerIn(other)).fill('The draft of A');
      await context.setOffline(true);
      await write(messenger, 'Unsent by A');
      await messenger.getByText('Unsent by A').waitFor();
      await context.setOffline(false);

      const tokenOfB = tokenOf('person-b');
      if (how === 'fast') {
        await page.evaluate((token) => {
          window.Everthread?.('logout');
          window.Everthread?.('identify', { token });
        }, tokenOfB);
      } else {
        await page.evaluate("Everthread('logout')");
        await page.waitForTimeout(500);
        // A tab that was about to send gives its turn back a moment after.
        await expect.poll(() => stored(page)).toEqual({});
        await identify(page, tokenOfB);
      }
      await identify(other, tokenOfB);
      // The first once more: what the other tab says of who is there makes its messenger anew.
      for (const tab of [page, other, page]) {
        await tab.evaluate("Everthread('open')");
        const seen = async () => {
          const now = await messengerIn(tab);
          return [await now.locator('.greeting').count(), await bubbles(now), await draft(now)];
        };
        await expect.poll(() => seen().catch(() => 'made anew'), PATIENCE).toEqual([1, [], '']);
      }
      await write(await messengerIn(page), 'The words of B');
      for (const tab of [page, other]) {
        const shown = async () => {
          const now = await messengerIn(tab);
          return [await bubbles(now), await now.locator('.sending, .failed').count()];
        };
        await expect.poll(() => shown().catch(() => 'made anew'), PATIENCE).toEqual([['The words of B'], 0]);
      }
      expect(JSON.stringify(await stored(page))).not.toMatch(new RegExp(`${ofA}|of A|by A`));
      expect(await threadIds()).toHaveLength(2);
      await expect
        .poll(() =>
          knock('/api/visitor/session', { method: 'POST', body: { workspaceId: agent.workspaceId, key: ofA } }).then(
            ({ status }) => status,
          ),
        )
        .toBe(404);
      await context.close();
    },
  );

  test('a token that has ended is asked for anew, and is in no address and not stored', async () => {
    await newSecret();
    const context = await newContext();
    const urls: string[] = [];
    context.on('request', (request) => urls.push(request.url()));
    const page = await openShop(context, url);
    const [ended, fresh] = [tokenOf('person-c', -300), tokenOf('person-c')];
    await page.evaluate(
      ([first, next]) => {
        const tokens = [first, next];
        window.Everthread?.('identify', { token: async () => tokens.shift() ?? next });
      },
      [ended, fresh],
    );
    const messenger = await openMessenger(page);
    await write(messenger, 'It is me');
    await isAllSent(messenger);
    const [threadId] = await threadIds();
    const identity = () =>
      ofTeam(`/threads/${threadId}`).then(
        ({ body }) => (body as { thread: { visitor: { identity: string } } }).thread.visitor.identity,
      );
    await expect.poll(identity, PATIENCE).toBe('verified');
    const secretParts = [ended, fresh].map((token) => token.split('.')[2] ?? '');
    expect(urls.filter((one) => secretParts.some((part) => one.includes(part)))).toEqual([]);
    expect(JSON.stringify(await stored(page))).not.toMatch(/eyJ/);
    await context.close();
  });
});
