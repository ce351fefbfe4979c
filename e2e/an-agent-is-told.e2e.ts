import type { NewDevice } from '@everthread/shared/models/device';
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { newKey } from '../api/test/conversations.ts';
import { newAgent, newWorkspace, type TestAgent } from '../api/test/factories.ts';
import { accessibilityTroubles } from './accessible.ts';
import { launchBrowser } from './browser.ts';
import { whatIsKept } from './kept.ts';
import { newMessageId, surroundingsOfSystem } from './people.ts';
import { scriptBrowser, serviceWorkerOf } from './scripted-push.ts';
import { signIn } from './signed-in.ts';
import { startSystem } from './system.ts';

// See `scripted-push.ts` for what of a push a browser here cannot do.

const A_WHILE = { timeout: 45_000, interval: 200 };

let browser: Browser;
let running: Awaited<ReturnType<typeof startSystem>>;
let context: BrowserContext;
let agent: TestAgent;
let device: NewDevice;
let push: Awaited<ReturnType<typeof serviceWorkerOf>>;
beforeAll(async () => {
  // Browsers have service workers on https, and on this machine's own name.
  [browser, running] = await Promise.all([launchBrowser(), startSystem('localhost')]);
  const surroundings = surroundingsOfSystem(running.system);
  agent = await newAgent(await newWorkspace(surroundings, 'Leaf & Clay'), 'owner', 'Mara');
  device = running.push.subscribe(surroundings.config.push.agentKeys.publicKey);
  context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' });
  await signIn(context, agent, running.system);
  await context.addInitScript(scriptBrowser, device);
  const beside = await context.newPage();
  await beside.goto(`${running.system.appUrl}/w.js`);
  push = await serviceWorkerOf(context, beside, `${running.system.appUrl}/inbox`);
});
let hasStopped = false;
const stop = async () => {
  if (!hasStopped) await running.stop();
  hasStopped = true;
};
afterAll(() => Promise.all([browser.close(), stop()]));

const url = (path: string) => `${running.system.appUrl}/inbox/${agent.workspaceId}${path}`;
const received = () => running.push.received.filter(({ endpoint }) => endpoint === device.endpoint);

async function visitorWrites(text: string): Promise<void> {
  const answer = await fetch(`${running.system.apiUrl}/api/visitor/threads`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: running.system.appUrl },
    body: JSON.stringify({
      workspaceId: agent.workspaceId,
      key: newKey(),
      message: { id: newMessageId(), text },
    }),
  });
  expect(answer.status).toBe(201);
}

test('an agent turns it on with a press, is shown what he chooses from, and a test arrives', async () => {
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
  await page.goto(url('/settings/notifications'));
  await page.getByText('You are not told on this device.').waitFor();
  expect(await accessibilityTroubles(page)).toEqual([]);
  await page.getByRole('button', { name: 'Turn on' }).click();
  await page.getByText('You are told on this device.').waitFor();
  await page.getByRole('button', { name: 'Send a test' }).click();
  await page.getByText('Sent. It should be there in a moment.').waitFor();
  expect(received().map(({ payload }) => payload)).toEqual([{ type: 'test' }]);

  await page.getByRole('checkbox', { name: 'A visitor writes in a topic of yours: Sound' }).uncheck();
  await page.getByText('Saved: A visitor writes in a topic of yours').waitFor();
  await page.getByRole('switch', { name: 'Every day' }).check();
  await page.getByLabel('Until').fill('06:30');
  await page.getByText('Saved: Quiet hours').first().waitFor();
  await page.getByRole('switch', { name: 'Every day' }).uncheck();
  await page.reload();
  await page.getByText('You are told on this device.').waitFor();
  expect(await page.getByRole('checkbox', { name: 'A visitor writes in a topic of yours: Sound' }).isChecked()).toBe(
    false,
  );
  expect(await accessibilityTroubles(page)).toEqual([]);

  const { errors, url: manifest } = await (await context.newCDPSession(page)).send('Page.getAppManifest');
  expect([errors, new URL(manifest).pathname]).toEqual([[], '/inbox/manifest.webmanifest']);
  expect(troubles).toEqual([]);
  await page.close();
});

test('a visitor writes while nobody is there: the push tells who and what, and a click leads to the message', async () => {
  await visitorWrites('Is the blue teapot back?');
  await vi.waitFor(() => expect(received()).toHaveLength(2), A_WHILE);
  await push.deliver(received()[1]?.payload);

  await vi.waitFor(async () => {
    expect(await push.notifications()).toMatchObject([{ title: 'A visitor', body: 'Is the blue teapot back?' }]);
  }, A_WHILE);
  const [address = ''] = await push.click();
  expect(address).toMatch(/^\/inbox\/[\w-]{36}\/all\/[\w-]{36}\/[\w-]{36}\?message=[\w-]{36}$/);
  const page = await context.newPage();
  await page.goto(running.system.appUrl + address);
  await page.getByRole('region', { name: 'Messages' }).getByText('Is the blue teapot back?').waitFor();
  await page.close();
});

test('what is read goes from the screen; a click finds the window that is open', async () => {
  const page = await context.newPage();
  await page.goto(url('/all'));
  await page.getByRole('link', { name: 'Is the blue teapot back?' }).waitFor();
  await push.deliver(received()[1]?.payload);
  await vi.waitFor(async () => expect(await push.notifications()).toHaveLength(1), A_WHILE);
  expect(await push.click()).toEqual([]);
  await page.waitForURL(/\/all\/[\w-]{36}\/[\w-]{36}\?message=/);

  await visitorWrites('And the green one?');
  await page.getByRole('link', { name: 'And the green one?' }).waitFor();
  await vi.waitFor(async () => expect(await page.title()).toMatch(/^\(1\) /), A_WHILE);
  const [topicId] = await page.evaluate(async (workspaceId) => {
    const answer = await fetch(`/api/workspaces/${workspaceId}/notifications`);
    const { unread } = (await answer.json()) as { unread: { topic: { id: string; threadId: string } }[] };
    return unread.map(({ topic }) => topic.id);
  }, agent.workspaceId);
  await push.deliver({
    type: 'show',
    workspaceId: agent.workspaceId,
    notices: [
      { kind: 'unassigned', topicId, threadId: topicId, messageId: null, name: null, text: 'And the green one?' },
    ],
    more: 0,
  });
  await vi.waitFor(async () => expect(await push.notifications()).toHaveLength(1), A_WHILE);
  await page.getByRole('link', { name: 'And the green one?' }).click();
  await vi.waitFor(async () => expect(await push.notifications()).toEqual([]), A_WHILE);
  await vi.waitFor(async () => expect(await page.title()).not.toMatch(/^\(/), A_WHILE);

  // Read elsewhere, with no window open: the push says so.
  await push.deliver(received()[1]?.payload);
  await vi.waitFor(async () => expect(await push.notifications()).toHaveLength(1), A_WHILE);
  const shown = received()[1]?.payload as { notices: { topicId: string }[] };
  await push.deliver({ type: 'close', topicIds: shown.notices.map((notice) => notice.topicId) });
  await vi.waitFor(async () => expect(await push.notifications()).toEqual([]), A_WHILE);
  await page.close();
});

test('with the server gone a reload shows the list as it was', async () => {
  const page = await context.newPage();
  const row = (name: string) => page.getByRole('link', { name });
  await page.goto(url('/all'));
  await row('And the green one?').waitFor();
  await page.evaluate(() => navigator.serviceWorker.ready);
  // Of lists: threads are kept apart, and sooner.
  const keptLists = async () =>
    JSON.stringify(
      JSON.parse(await page.evaluate(whatIsKept)).filter((each: { value?: { rows?: unknown } }) => each.value?.rows),
    );
  await vi.waitFor(async () => expect(await keptLists()).toContain('And the green one?'), A_WHILE);
  await stop();

  await page.reload();
  await row('And the green one?').waitFor();
  await row('Is the blue teapot back?').waitFor();
  const kept = await page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map(({ url: address }) => new URL(address).pathname);
  });
  expect(kept).toContain('/inbox');
  expect(kept.filter((path) => path !== '/inbox' && !path.startsWith('/assets/inbox-'))).toEqual([]);
});
