import type { Browser, BrowserContext, Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { newAgent, newWorkspace, type TestAgent } from '../api/test/factories.ts';
import { launchBrowser } from './browser.ts';
import { openHostPages } from './host-pages.ts';
import { surroundingsOfSystem } from './people.ts';
import { signIn } from './signed-in.ts';

const { appUrl } = inject('system');
const PATIENCE = { timeout: 30_000 };

let browser: Browser;
let hosts: Awaited<ReturnType<typeof openHostPages>>;
let agent: TestAgent;
let shopUrl: string;

beforeAll(async () => {
  [browser, hosts] = await Promise.all([launchBrowser(), openHostPages()]);
  agent = await newAgent(await newWorkspace(surroundingsOfSystem()), 'owner', 'Support');
  shopUrl = hosts.put({
    html: `<!doctype html><html lang="en"><head><title>Teapots</title>
      <script async src="${appUrl}/w.js" data-workspace="${agent.workspaceId}"></script></head><body>A shop</body></html>`,
  });
});
afterAll(async () => {
  await browser.close();
  await hosts.stop();
});

async function openShop(context: BrowserContext): Promise<Frame> {
  const page = await context.newPage();
  await page.goto(shopUrl);
  await page.waitForFunction("typeof Everthread === 'function'");
  await page.mouse.click(1280 - 48, 720 - 48); // the launcher, which its closed shadow root hides from selectors
  const find = () => page.frames().find((frame) => frame.url().startsWith(`${appUrl}/m?`));
  await expect.poll(find, PATIENCE).toBeDefined();
  return find() as Frame;
}

async function openInbox(context: BrowserContext): Promise<Page> {
  await signIn(context, agent);
  const page = await context.newPage();
  await page.goto(`${appUrl}/inbox`);
  await page.getByText('All answered').or(page.getByRole('heading')).first().waitFor();
  return page;
}

async function say(place: Page | Frame, text: string): Promise<void> {
  const composer = place.locator('textarea');
  await composer.fill(text);
  await composer.press('Enter');
}

const sees = (place: Page | Frame, text: string) =>
  place.locator('[role=log], main').getByText(text, { exact: true }).first().waitFor(PATIENCE);

test('a visitor writes, an agent answers, the visitor closes the browser, comes back and goes on where he was', async () => {
  const framesToVisitor: string[] = [];
  const visiting = await browser.newContext({ locale: 'en-GB', timezoneId: 'Asia/Kathmandu' });
  visiting.on('page', (page) =>
    page.on('websocket', (socket) =>
      socket.on('framereceived', ({ payload }) => framesToVisitor.push(String(payload))),
    ),
  );
  const inbox = await openInbox(await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' }));
  const messenger = await openShop(visiting);

  await say(messenger, 'Does the pot pour without dripping?');
  await inbox.locator('[data-topic]').filter({ hasText: 'Does the pot pour without dripping?' }).click();
  await inbox.getByText('Nepal Time').waitFor(PATIENCE); // where he is
  await inbox.keyboard.press('r');
  await say(inbox, 'It does, we tried.');
  await sees(messenger, 'It does, we tried.');

  await inbox.keyboard.press('Escape');
  await inbox.keyboard.press('n');
  await say(inbox, 'Sounds like a tea shop.');
  const note = inbox.getByRole('article').filter({ hasText: 'Sounds like a tea shop.' });
  await note.getByRole('time').waitFor({ state: 'attached', ...PATIENCE }); // the server has it
  await inbox.keyboard.press('Escape');
  await inbox.keyboard.press('e');
  await inbox.getByText('Marked as done').waitFor(PATIENCE);

  const storageState = await visiting.storageState();
  await browser.close();
  browser = await launchBrowser();
  const inboxLater = await openInbox(
    await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' }),
  );
  const back = await openShop(await browser.newContext({ storageState, locale: 'en-GB' }));
  await sees(back, 'Does the pot pour without dripping?');
  await sees(back, 'It does, we tried.');
  await say(back, 'Then I take two.');

  await inboxLater.locator('[data-topic]').filter({ hasText: 'Then I take two.' }).click();
  await sees(inboxLater, 'Sounds like a tea shop.');
  await sees(inboxLater, 'Then I take two.');
  expect(framesToVisitor.join()).toContain('It does, we tried.');
  expect(framesToVisitor.join()).not.toContain('Sounds like a tea shop.');
  expect(await back.getByText('Sounds like a tea shop.').count()).toBe(0);
});
