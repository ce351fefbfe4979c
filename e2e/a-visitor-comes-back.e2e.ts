import type { Browser, BrowserContext, BrowserContextOptions, Frame, Page, Request } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { newAgent, newWorkspace, type TestAgent } from '../api/test/factories.ts';
import { accessibilityTroubles } from './accessible.ts';
import { launchBrowser } from './browser.ts';
import { openHostPages } from './host-pages.ts';
import { knock } from './knock.ts';
import { newMessageId, surroundingsOfSystem } from './people.ts';

const { appUrl } = inject('system');
const PATIENCE = { timeout: 30_000 };

let browser: Browser;
let hosts: Awaited<ReturnType<typeof openHostPages>>;
let agent: TestAgent;

beforeAll(async () => {
  [browser, hosts] = await Promise.all([launchBrowser(), openHostPages()]);
});
beforeEach(async () => {
  agent = await newAgent(await newWorkspace(surroundingsOfSystem()), 'owner', 'Ines Marin');
});
afterAll(async () => {
  await browser.close();
  await hosts.stop();
});

const shop = (attributes = '') =>
  hosts.put({
    html: `<!doctype html><html lang="en"><head><title>Lamps</title><meta name="viewport" content="width=device-width">
      <script async src="${appUrl}/w.js" data-workspace="${agent.workspaceId}" ${attributes}></script>
      </head><body><p>A shop</p></body></html>`,
  });

type Visit = { context: BrowserContext; page: Page; messenger: Frame; requests: Request[]; troubles: string[] };

/** A visitor opens the shop and presses the launcher. */
async function visit(url: string, options: BrowserContextOptions = {}, given?: BrowserContext): Promise<Visit> {
  const context = given ?? (await browser.newContext({ locale: 'en-US', reducedMotion: 'reduce', ...options }));
  const requests: Request[] = [];
  const troubles: string[] = [];
  context.on('request', (request) => requests.push(request));
  context.on('weberror', (error) => troubles.push(error.error().message));
  const page = await context.newPage();
  await page.goto(url);
  return { context, page, messenger: await openMessenger(page), requests, troubles };
}

async function openMessenger(page: Page): Promise<Frame> {
  await page.evaluate("Everthread('open')");
  const find = () => page.frames().find((frame) => frame.url().startsWith(`${appUrl}/m?`));
  await expect.poll(find, PATIENCE).toBeDefined();
  const messenger = find() as Frame;
  await messenger.locator('textarea').waitFor();
  return messenger;
}

async function write(messenger: Frame, text: string): Promise<void> {
  await messenger.locator('textarea').fill(text);
  await messenger.locator('textarea').press('Enter');
  await messenger.getByText(text, { exact: true }).last().waitFor();
}

const bubbles = (messenger: Frame) => messenger.locator('.bubble').allTextContents();
const seesBubbles = (messenger: Frame, texts: string[]) =>
  expect.poll(() => bubbles(messenger), PATIENCE).toEqual(texts);
const isAllSent = (messenger: Frame) =>
  expect.poll(() => messenger.locator('.sending, .failed').count(), PATIENCE).toBe(0);

/** What the team does, through the API. */
async function threadOfTeam(): Promise<string> {
  const { body } = await knock(`/api/workspaces/${agent.workspaceId}/topics?status=open`, {
    headers: { cookie: agent.cookie },
  });
  return (body as { topics: { topic: { threadId: string } }[] }).topics[0]?.topic.threadId ?? '';
}

async function reply(text: string, threadId?: string): Promise<void> {
  const path = `/api/workspaces/${agent.workspaceId}/threads/${threadId ?? (await threadOfTeam())}/messages`;
  const answer = await knock(path, {
    method: 'POST',
    headers: { cookie: agent.cookie },
    body: { id: newMessageId(), text },
  });
  expect(answer.status, answer.text).toBe(201);
}

describe('a visitor', () => {
  test('writes, is answered, reloads, comes back another day and goes on in the same thread', async () => {
    const url = shop();
    const { context, page, messenger, troubles } = await visit(url);
    await write(messenger, 'Does the Arc come in green?');
    await seesBubbles(messenger, ['Does the Arc come in green?']);
    await isAllSent(messenger);
    await reply('It does, from December on.');
    await seesBubbles(messenger, ['Does the Arc come in green?', 'It does, from December on.']);
    expect(await messenger.locator('.author').textContent()).toBe('Ines Marin');

    await page.reload();
    const again = await openMessenger(page);
    await seesBubbles(again, ['Does the Arc come in green?', 'It does, from December on.']);
    const storageState = await context.storageState();
    await context.close();

    const later = await visit(url, { storageState });
    await write(later.messenger, 'Then I wait.');
    await seesBubbles(later.messenger, ['Does the Arc come in green?', 'It does, from December on.', 'Then I wait.']);
    expect([...troubles, ...later.troubles]).toEqual([]);
    await later.context.close();
  });

  test('leaves one thing in the browser, and only once he has written; his key is in no address', async () => {
    const { context, page, messenger, requests } = await visit(shop());
    const stored = () => page.evaluate(() => ({ ...localStorage }));
    expect(await stored()).toEqual({});
    await write(messenger, 'Hello');
    await isAllSent(messenger);

    const name = `everthread:${agent.workspaceId}`;
    // The tab that sent gives its turn back a moment after.
    await expect.poll(async () => Object.keys(await stored())).toEqual([name]);
    const kept: Record<string, string> = await stored();
    const key = kept[name] ?? '';
    expect(key).toMatch(/^[\w-]{43}$/);
    expect(requests.filter((request) => request.url().includes(key))).toEqual([]);
    for (const request of requests) expect(await request.headerValue('cookie')).toBeNull();
    expect(await context.cookies()).toEqual([]);
    expect(await messenger.evaluate(() => [localStorage.length, sessionStorage.length])).toEqual([0, 0]);
    await context.close();
  });

  test('with two tabs has one thread', async () => {
    const url = shop();
    const one = await visit(url);
    const two = await visit(url, {}, one.context);
    await write(one.messenger, 'From the first');
    await isAllSent(one.messenger);
    await write(two.messenger, 'From the second');
    await seesBubbles(two.messenger, ['From the first', 'From the second']);
    await seesBubbles(one.messenger, ['From the first', 'From the second']);
    await one.context.close();
  });

  test('whose page may store nothing is told so, and can talk', async () => {
    const context = await browser.newContext();
    await context.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get: () => {
          throw new DOMException('Blocked', 'SecurityError');
        },
      });
    });
    const { messenger, troubles } = await visit(shop(), {}, context);
    await write(messenger, 'Hello');
    await isAllSent(messenger);
    await reply('Hello to you');
    await seesBubbles(messenger, ['Hello', 'Hello to you']);
    expect(await messenger.locator('.notice').textContent()).toContain('keeps nothing');
    expect(troubles).toEqual([]);
    await context.close();
  });
});

describe('the composer', () => {
  test('sends on Enter, breaks the line on Shift-Enter, and leaves Enter to an input method', async () => {
    const { context, page, messenger } = await visit(shop());
    const field = messenger.locator('textarea');
    await field.pressSequentially('one');
    await field.press('Shift+Enter');
    await field.pressSequentially('two');
    await field.press('Enter');
    await seesBubbles(messenger, ['one\ntwo']);

    const devtools = await context.newCDPSession(page);
    await field.focus();
    await devtools.send('Input.imeSetComposition', { text: 'ni hao', selectionStart: 6, selectionEnd: 6 });
    await field.press('Enter');
    expect(await bubbles(messenger)).toEqual(['one\ntwo']);
    await devtools.send('Input.insertText', { text: '你好' });
    expect(await field.inputValue()).toContain('你好');
    await context.close();
  });

  test('grows with what is written, to a limit, and says what is too long', async () => {
    const { context, messenger } = await visit(shop());
    const field = messenger.locator('textarea');
    const height = async () => (await field.boundingBox())?.height ?? 0;
    const one = await height();
    await field.fill('a\nb\nc');
    const three = await height();
    expect(three).toBeGreaterThan(one + 40);
    await field.fill('a\n'.repeat(80));
    expect(await height()).toBeLessThan(200);
    // Taking over from the loader may put the caret elsewhere between choosing all and writing.
    const long = 'x'.repeat(10_003);
    await expect
      .poll(async () => {
        await field.fill(long);
        return (await field.inputValue()) === long;
      }, PATIENCE)
      .toBe(true);
    await messenger.getByText('3 characters too many', { exact: true }).waitFor();
    await field.press('Enter');
    expect(await messenger.locator('.send').isDisabled()).toBe(true);
    await field.fill('');
    expect(await height()).toBe(one);
    await context.close();
  });
});

describe('when the line fails', () => {
  test('what is written offline waits, says so, and goes out once and in order', async () => {
    const { context, messenger } = await visit(shop());
    await write(messenger, 'one');
    await isAllSent(messenger);
    await context.setOffline(true);
    await write(messenger, 'two');
    await write(messenger, 'three');
    await seesBubbles(messenger, ['one', 'two', 'three']);
    await expect
      .poll(() => messenger.locator('.notice').allTextContents(), PATIENCE)
      .toEqual(['No connection. Trying again…']);
    await context.setOffline(false);
    await isAllSent(messenger);
    await seesBubbles(messenger, ['one', 'two', 'three']);
    await expect.poll(() => messenger.locator('.notice').count(), PATIENCE).toBe(0);
    await context.close();
  });

  test('a refused message is shown, and can be sent again', async () => {
    const { context, messenger } = await visit(shop());
    await write(messenger, 'one');
    await isAllSent(messenger);
    const refuse = { status: 400, json: { error: { code: 'invalid', message: 'No' } } };
    await context.route('**/messages', (route) => route.fulfill(refuse));
    await write(messenger, 'two');
    const again = messenger.getByRole('button', { name: 'Try again' });
    await again.waitFor();
    await context.unroute('**/messages');
    await again.click();
    await isAllSent(messenger);
    await seesBubbles(messenger, ['one', 'two']);
    await context.close();
  });

  test('a refused message can be given up, or put otherwise, and does not come back with a reload', async () => {
    const { context, page, messenger } = await visit(shop());
    await write(messenger, 'one');
    await isAllSent(messenger);
    const refuse = { status: 400, json: { error: { code: 'invalid', message: 'No' } } };
    await context.route('**/messages', (route) => route.fulfill(refuse));
    await write(messenger, 'given up');
    await write(messenger, 'put badly');
    const failed = (text: string) => messenger.locator('.failed', { hasText: text });
    await failed('put badly').waitFor(PATIENCE);
    await failed('given up').getByRole('button', { name: 'Remove' }).press('Enter');
    expect(await messenger.evaluate(() => document.activeElement?.localName)).toBe('textarea');
    await seesBubbles(messenger, ['one', 'put badly']);
    await messenger.locator('textarea').fill('being written');
    await failed('put badly').getByRole('button', { name: 'Edit' }).click();
    expect(await messenger.locator('textarea').inputValue()).toBe('put badly\nbeing written');
    expect(await messenger.evaluate(() => document.activeElement?.localName)).toBe('textarea');
    await seesBubbles(messenger, ['one']);
    await context.unroute('**/messages');
    await page.reload();
    const anew = await openMessenger(page);
    await seesBubbles(anew, ['one']);
    await context.close();
  });
});

describe('a long thread', () => {
  test('opens at its end, loads upwards without a jump, and does not pull down who reads above', async () => {
    const url = shop();
    const first = await visit(url);
    await write(first.messenger, 'message 1');
    await isAllSent(first.messenger);
    const threadId = await threadOfTeam();
    for (let i = 2; i <= 120; i += 1) await reply(`message ${i}`, threadId);
    await first.page.reload();
    const messenger = await openMessenger(first.page);
    await messenger.getByText('message 120', { exact: true }).waitFor();

    const log = messenger.locator('.log');
    const mark = messenger.getByText('message 80', { exact: true });
    await expect.poll(() => bubbles(messenger).then(({ length }) => length), PATIENCE).toBe(50);
    await mark.evaluate((bubble) => bubble.scrollIntoView({ block: 'start' }));
    const before = (await mark.boundingBox())?.y;
    await expect.poll(() => bubbles(messenger).then(({ length }) => length), PATIENCE).toBeGreaterThanOrEqual(100);
    expect((await mark.boundingBox())?.y).toBeCloseTo(before ?? -1, 0);

    await reply('message 121', threadId);
    const news = messenger.locator('.missed');
    await news.waitFor();
    expect(await news.textContent()).toBe('1 new message');
    expect((await mark.boundingBox())?.y).toBeCloseTo(before ?? -1, 0);
    await news.press('Enter');
    await expect.poll(() => log.evaluate((element) => element.scrollTop)).toBe(0);
    expect(await messenger.evaluate(() => document.activeElement?.localName)).toBe('textarea'); // what was pressed is gone

    await log.evaluate((element) => element.scrollTo(0, -100_000));
    await expect.poll(() => bubbles(messenger).then((texts) => texts[0]), PATIENCE).toBe('message 1');
    await first.context.close();
  });
});

describe('what others wrote', () => {
  test('is text, whatever it looks like', async () => {
    const payloads = [
      '<img src=x onerror="window.__x=1">',
      '<script>window.__x=1</script>',
      '"><svg onload=window.__x=1>',
      'javascript:window.__x=1',
      '{{constructor.constructor("window.__x=1")()}}',
      '\u202Egnp.exe \u0007 \uFEFF z\u0310\u0310\u0310',
    ];
    const { context, messenger, requests, troubles } = await visit(shop());
    await write(messenger, payloads[0] ?? '');
    await isAllSent(messenger);
    const threadId = await threadOfTeam();
    for (const payload of payloads.slice(1)) await reply(payload, threadId);
    await expect.poll(() => bubbles(messenger).then(({ length }) => length), PATIENCE).toBe(payloads.length);
    expect((await bubbles(messenger)).slice(0, 5)).toEqual(payloads.slice(0, 5));
    expect(await messenger.evaluate('window.__x')).toBeUndefined();
    expect(requests.filter((request) => request.url().endsWith('/x'))).toEqual([]);
    expect(troubles).toEqual([]);
    await context.close();
  });
});

describe('for everybody', () => {
  test.each([
    { language: 'en', direction: 'ltr', word: 'Messages' },
    { language: 'zh_CN', direction: 'ltr', word: '消息' },
    { language: 'ES', direction: 'ltr', word: 'Mensajes' },
    { language: 'ar', direction: 'rtl', word: 'الرسائل' },
  ])('speaks $language, fits a narrow phone, and axe finds nothing', async ({ language, direction, word }) => {
    const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
    const { context, page, messenger } = await visit(shop(`data-language="${language}"`), phone);
    expect(await messenger.locator('h1').textContent()).toBe('Teapots & Co');
    expect(await messenger.evaluate(() => [document.documentElement.dir, document.title])).toEqual([direction, word]);
    await write(messenger, 'x'.repeat(200));
    await isAllSent(messenger);
    await reply('A reply with an-unbreakable-'.repeat(12));
    await expect.poll(() => bubbles(messenger).then(({ length }) => length), PATIENCE).toBe(2);
    const overflow = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
    expect(await messenger.evaluate(overflow)).toBe(0);
    expect(await messenger.locator('.log').evaluate((log) => log.scrollWidth - log.clientWidth)).toBe(0);
    // The way back is the page's own, and stands where the messenger's lines end.
    const closed = page.evaluate("new Promise((done) => Everthread('on', 'close', done))");
    await page.touchscreen.tap(direction === 'rtl' ? 30 : 330, 30);
    await closed;

    await page.goto(`${appUrl}/m?workspace=${agent.workspaceId}&language=${language}`);
    expect(await accessibilityTroubles(page)).toEqual([]);
    // Before its module has come, Enter begins a line.
    await expect
      .poll(async () => {
        await page.locator('textarea').fill('Hello');
        await page.locator('textarea').press('Enter');
        return page.locator('.bubble').count();
      }, PATIENCE)
      .toBeGreaterThan(0);
    await page.locator('time').first().waitFor();
    expect(await accessibilityTroubles(page)).toEqual([]);
    await context.close();
  });
});
