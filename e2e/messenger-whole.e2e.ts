import type { Message } from '@everthread/shared/models/message';
import type { TeamThread } from '@everthread/shared/models/thread';
import type { TopicRow } from '@everthread/shared/models/topic';
import type { Browser, BrowserContext, BrowserContextOptions, Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { newAgent, newWorkspace, type TestAgent } from '../api/test/factories.ts';
import { sample } from '../api/test/images.ts';
import { accessibilityTroubles } from './accessible.ts';
import { launchBrowser } from './browser.ts';
import { openHostPages } from './host-pages.ts';
import { type Answer, knock } from './knock.ts';
import { newMessageId, surroundingsOfSystem } from './people.ts';

const { appUrl, apiUrl, filesUrl } = inject('system');
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

type Visit = { context: BrowserContext; page: Page; troubles: string[]; reports: string[]; asked: string[] };

/** The messenger in a page of its own, where it keeps nothing and is always open. */
async function open(options: BrowserContextOptions = {}, query = ''): Promise<Visit> {
  const context = await browser.newContext({ locale: 'en-US', reducedMotion: 'reduce', ...options });
  const troubles: string[] = [];
  const reports: string[] = [];
  const asked: string[] = [];
  context.on('weberror', (error) => troubles.push(error.error().message));
  context.on('request', (request) => asked.push(request.url()));
  context.on(
    'console',
    (line) => /Content Security|TrustedHTML|TrustedScript/.test(line.text()) && reports.push(line.text()),
  );
  const page = await context.newPage();
  await page.goto(`${appUrl}/m?workspace=${agent.workspaceId}${query}`);
  await page.locator('textarea').waitFor();
  return { context, page, troubles, reports, asked };
}

/** What comes under the last message moves what is above it: when somebody answers, and how one hears of it. */
async function isAtRest(page: Page): Promise<void> {
  await page.locator('.promised').waitFor(PATIENCE);
  await page.locator('.way-back').waitFor(PATIENCE);
}

const shop = () =>
  hosts.put({
    html: `<!doctype html><html lang="en"><head><title>Lamps</title>
      <script async src="${appUrl}/w.js" data-workspace="${agent.workspaceId}"></script></head><body></body></html>`,
  });

async function openInShop(page: Page): Promise<Frame> {
  await page.waitForFunction("typeof Everthread === 'function'");
  await page.evaluate("Everthread('open')");
  const find = () => page.frames().find((frame) => frame.url().startsWith(`${appUrl}/m?`));
  await expect.poll(find, PATIENCE).toBeDefined();
  const messenger = find() as Frame;
  await messenger.locator('textarea').waitFor();
  // Until the loader's own field has handed over, the focus has not come to rest.
  await expect.poll(() => messenger.evaluate(() => document.activeElement?.localName), PATIENCE).toBe('textarea');
  return messenger;
}

async function write(page: Page | Frame, text: string): Promise<void> {
  const { length } = await page.locator('.message.mine').all();
  await page.locator('textarea').fill(text);
  await page.locator('textarea').press('Enter');
  await expect.poll(() => page.locator('.message.mine').count(), PATIENCE).toBeGreaterThan(length);
  await expect.poll(() => page.locator('.sending, .failed').count(), PATIENCE).toBe(0);
}

type TeamAnswer = Omit<Answer, 'body'> & {
  body: { thread: TeamThread; topics: TopicRow[]; ticket: string; message: Message };
};
const asTeam = async (method: string, path: string, body?: unknown) =>
  (await knock(`/api/workspaces/${agent.workspaceId}${path}`, {
    method,
    body,
    headers: { cookie: agent.cookie },
  })) as TeamAnswer;

async function threadId(): Promise<string> {
  const lists = await Promise.all(['open', 'waiting'].map((status) => asTeam('GET', `/topics?status=${status}`)));
  return lists.flatMap(({ body }) => body.topics)[0]?.topic.threadId ?? '';
}

async function reply(text: string, thread?: string): Promise<Message> {
  const answer = await asTeam('POST', `/threads/${thread ?? (await threadId())}/messages`, {
    id: newMessageId(),
    text,
  });
  expect(answer.status, answer.text).toBe(201);
  return answer.body.message;
}

const readThread = async (): Promise<TeamThread> => (await asTeam('GET', `/threads/${await threadId()}`)).body.thread;

const message = (page: Page | Frame, text: string) => page.locator('.message', { hasText: text }).last();
const shows = (page: Page | Frame, text: string) => message(page, text).waitFor(PATIENCE);

async function choose(page: Page | Frame, text: string, item: string): Promise<void> {
  await message(page, text).hover();
  await message(page, text).getByRole('button', { name: 'Message options' }).click();
  await page.getByRole('menuitem', { name: item, exact: true }).click();
}

describe('receipts', () => {
  test('the visitor is told quietly that he was seen, and the team when he has seen', async () => {
    const { context, page, asked } = await open();
    await write(page, 'Hello?');
    expect(await message(page, 'Hello?').locator('.meta').textContent()).toMatch(/ · Sent$/);
    const thread = await threadId();
    const { messages } = (await asTeam('GET', `/threads/${thread}`)).body.thread;
    await asTeam('POST', `/topics/${messages[0]?.topicId}/read`, { seq: messages[0]?.seq });
    await expect.poll(() => message(page, 'Hello?').locator('.meta').textContent(), PATIENCE).toMatch(/ · Seen$/);

    const { seq } = await reply('Hello to you');
    await shows(page, 'Hello to you');
    await expect.poll(() => readThread().then(({ seen }) => seen.visitor), PATIENCE).toBe(seq);
    await page.waitForTimeout(2_500);
    expect(asked.filter((url) => url.endsWith('/seen'))).toHaveLength(1);
    await context.close();
  });
});

describe('typing', () => {
  test('shows who of the team is typing until his message comes, says it aloud once, and tells the team without a letter', async () => {
    const { context, page } = await open();
    await write(page, 'Hello?');
    const thread = await threadId();
    const { visitor } = (await asTeam('GET', `/threads/${thread}`)).body.thread;
    const { ticket } = (await asTeam('POST', '/ticket', {})).body;
    const heard: string[] = [];
    const socket = new WebSocket(`${apiUrl.replace('http', 'ws')}/live`, ['everthread.v1', `ticket.${ticket}`]);
    socket.onmessage = ({ data }) => heard.push(String(data));
    await new Promise((resolve) => {
      socket.onopen = resolve;
    });

    const say = () => socket.send(JSON.stringify({ type: 'typing', visitorId: visitor.id }));
    const isSaid = () => page.locator('[aria-live=polite]').textContent();
    await isAtRest(page);
    await expect.poll(isSaid, PATIENCE).not.toBe(''); // the promise is said aloud as well, once it is drawn
    say();
    await page.locator('.typing').waitFor(PATIENCE);
    expect(await page.locator('.typing .author').textContent()).toBe('Ines Marin');
    expect(await isSaid()).toBe('Ines Marin is typing');
    await page.evaluate(() => {
      const region = document.querySelector('[aria-live=polite]') as Element;
      new MutationObserver(() => document.body.classList.add('chatter')).observe(region, {
        childList: true,
        characterData: true,
        subtree: true,
      });
    });
    say();
    await page.waitForTimeout(500);
    expect(await page.locator('.chatter').count()).toBe(0);
    await reply('There you are', thread);
    await shows(page, 'There you are');
    expect(await page.locator('.typing').count()).toBe(0);
    expect(await isSaid()).toBe('Ines Marin: There you are');

    await page.locator('textarea').pressSequentially('a secret', { delay: 20 });
    const typed = () => heard.filter((frame) => frame.includes('"typing"') && frame.includes('"agent":null'));
    await expect.poll(() => typed().length, PATIENCE).toBe(1);
    expect(heard.join()).not.toContain('secret');
    socket.close();
    await context.close();
  });
});

describe('one’s own words', () => {
  test('can be put otherwise and taken back, with a trace, and Escape leaves them as they are', async () => {
    const { context, page } = await open();
    await write(page, 'The lid leeks');
    await page.locator('textarea').fill('half written');
    await choose(page, 'leeks', 'Edit');
    expect(await page.locator('textarea').inputValue()).toBe('The lid leeks');
    await page.locator('textarea').press('Escape');
    expect(await page.locator('textarea').inputValue()).toBe('half written');
    await choose(page, 'leeks', 'Edit');
    await page.locator('textarea').fill('The lid leaks');
    await page.locator('textarea').press('Enter');
    await shows(page, 'The lid leaks');
    expect(await message(page, 'The lid leaks').locator('.meta').textContent()).toContain('Edited');
    expect(await page.locator('textarea').inputValue()).toBe('half written');

    await choose(page, 'The lid leaks', 'Delete');
    const forGood = page.getByRole('menuitem', { name: 'Delete this message' });
    const [menu, stage] = await Promise.all([
      page.getByRole('menu').boundingBox(),
      page.locator('.stage').boundingBox(),
    ]);
    expect((menu?.x ?? 0) + (menu?.width ?? 0)).toBeLessThanOrEqual((stage?.x ?? 0) + (stage?.width ?? 0));
    await forGood.click();
    await shows(page, 'Message deleted');
    await expect.poll(() => page.getByText('We have your message').count(), PATIENCE).toBe(0);
    const [stored] = (await readThread()).messages;
    expect(stored).toMatchObject({ text: '', editedAt: expect.any(String), deletedAt: expect.any(String) });
    expect(await page.locator('.gone ~ .more, .said').count()).toBe(0);
    await context.close();
  });

  test('stand in the field with the caret behind them before anything else can be typed', async () => {
    const { context, page } = await open();
    await write(page, 'one');
    await message(page, 'one').hover();
    await message(page, 'one').getByRole('button', { name: 'Message options' }).click();
    const chosen = await page.getByRole('menuitem', { name: 'Edit', exact: true }).evaluate((item) => {
      (item as HTMLElement).click();
      const { value, selectionStart, selectionEnd } = document.activeElement as HTMLTextAreaElement;
      return { value, selectionStart, selectionEnd };
    });
    expect(chosen).toEqual({ value: 'one', selectionStart: 3, selectionEnd: 3 });
    await context.close();
  });

  test('whose change is refused come back into the field', async () => {
    const { context, page } = await open();
    await write(page, 'one');
    await choose(page, 'one', 'Edit');
    await page.route('**/messages/*', (route) =>
      route.fulfill({ status: 403, json: { error: { code: 'forbidden' } } }),
    );
    await page.locator('textarea').fill('two');
    await page.locator('textarea').press('Enter');
    await page.getByText('That did not work. Try again.').waitFor(PATIENCE);
    expect(await page.locator('textarea').inputValue()).toBe('two');
    await context.close();
  });

  test('are no longer offered for change after five minutes, and another’s never', async () => {
    const { context, page } = await open();
    await page.clock.install();
    await write(page, 'one');
    await reply('two');
    await shows(page, 'two');
    await message(page, 'one').hover();
    await message(page, 'one').getByRole('button', { name: 'Message options' }).click();
    await page.getByRole('menuitem', { name: 'Edit' }).waitFor();
    await page.keyboard.press('Escape');
    // Whatever the server answered would tell the time: for it no six minutes have passed.
    await context.setOffline(true);
    await page.clock.fastForward('06:00');
    for (const text of ['one', 'two']) {
      await message(page, text).hover();
      await message(page, text).getByRole('button', { name: 'Message options' }).click();
      await page.getByRole('menu').waitFor();
      expect(await page.getByRole('menuitem').allTextContents()).toEqual(['Copy', 'Quote']);
      await page.keyboard.press('Escape');
    }
    await context.close();
  });
});

describe('the menu of a message', () => {
  test('is worked by keyboard: arrows to the message, Enter, arrows, Escape, and the focus comes back', async () => {
    const { context, page } = await open();
    await write(page, 'one **bold**');
    await write(page, 'two');
    await page.locator('.log').focus();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
    expect(await focused()).toContain('one');
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Copy' }).waitFor();
    await page.keyboard.press('ArrowDown');
    expect(await focused()).toBe('Quote');
    await page.keyboard.press('Escape');
    expect(await page.getByRole('menu').count()).toBe(0);
    expect(await focused()).toContain('one');
    await page.keyboard.press('Enter');
    await page.getByRole('menu').waitFor();
    await page.keyboard.press('Enter');
    // The clipboard has it a moment after the key.
    await expect
      .poll(async () => {
        await page.locator('textarea').fill('');
        await page.locator('textarea').press('Control+V');
        return page.locator('textarea').inputValue();
      }, PATIENCE)
      .toBe('one **bold**');
    await context.close();
  });

  test('comes up under a finger that stays', async () => {
    const { context, page } = await open({ viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true });
    await write(page, 'one');
    await isAtRest(page);
    const box = await message(page, 'one').locator('.bubble').boundingBox();
    const point = { x: (box?.x ?? 0) + 10, y: (box?.y ?? 0) + 10 };
    const devtools = await context.newCDPSession(page);
    await devtools.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] });
    await page.getByRole('menuitem', { name: 'Quote' }).waitFor(PATIENCE);
    await devtools.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await page.getByRole('menuitem', { name: 'Quote' }).tap();
    await page.locator('.aim').waitFor();
    await context.close();
  });
});

describe('quotes', () => {
  test('stand above the field, then in the bubble, and lead back to what they quote, however far up it is', async () => {
    const url = shop();
    const context = await browser.newContext({ reducedMotion: 'reduce' });
    const page = await context.newPage();
    await page.goto(url);
    let messenger = await openInShop(page);
    await write(messenger, 'the very first');
    const thread = await threadId();
    for (let i = 0; i < 110; i += 1) await reply(`reply ${i}`, thread);
    await reply('Which one?', thread);
    await shows(messenger, 'Which one?');
    await choose(messenger, 'the very first', 'Quote');
    expect(await messenger.locator('.aim').textContent()).toContain('the very first');
    await write(messenger, 'That one');
    await page.reload();
    messenger = await openInShop(page);
    await shows(messenger, 'That one');
    expect(await messenger.locator('.message').count()).toBe(50);
    const quote = message(messenger, 'That one').locator('.quoted');
    expect(await quote.textContent()).toBe('Youthe very first');
    await quote.click();
    const first = messenger.locator('.message').first();
    await expect.poll(() => first.textContent(), PATIENCE).toContain('the very first');
    await expect.poll(() => first.evaluate((element) => document.activeElement === element), PATIENCE).toBe(true);
    const log = await messenger.locator('.log').boundingBox();
    const box = await first.boundingBox();
    expect(box && log && box.y >= log.y && box.y + box.height <= log.y + log.height).toBe(true);
    await context.close();
  });
});

describe('files', () => {
  const picture = { name: 'leak.jpg', mimeType: 'image/jpeg', buffer: sample('jpeg') };
  const report = { name: 'report.txt', mimeType: 'text/plain', buffer: Buffer.from('It leaks') };

  test('begin a thread without a word, travel together, and open by a link of their own', async () => {
    const { context, page, troubles, asked } = await open();
    await page.locator('input[type=file]').setInputFiles([picture, report]);
    await expect.poll(() => page.locator('.upload progress').count(), PATIENCE).toBe(0);
    await page.locator('.send').click();
    await page.locator('.message.mine .picture img').waitFor(PATIENCE);
    await expect.poll(() => page.locator('.sending').count(), PATIENCE).toBe(0);
    const [stored] = (await readThread()).messages;
    expect(stored?.attachments.map(({ name }) => name)).toEqual(['leak.jpg', 'report.txt']);
    expect(stored?.text).toBe('');
    const image = page.locator('.picture img');
    expect(await image.evaluate((img: HTMLImageElement) => img.decode().then(() => img.naturalWidth))).toBeGreaterThan(
      0,
    );
    expect(new URL((await image.getAttribute('src')) ?? '').origin).not.toBe(appUrl);

    const card = page.locator('.file');
    expect(await card.textContent()).toBe('report.txt8 bytes');
    const opened = () => asked.filter((url) => url.startsWith(filesUrl)).length;
    const before = opened();
    await Promise.all([context.waitForEvent('page'), card.click()]);
    await expect.poll(opened, PATIENCE).toBe(before + 1);
    expect(troubles).toEqual([]);
    await context.close();
  });

  test('are refused above 20 MB before anything is sent, and can be dropped and pasted', async () => {
    const { context, page, asked } = await open();
    const film = { name: 'film.mov', mimeType: 'video/quicktime', buffer: Buffer.alloc(20 * 1024 * 1024 + 1) };
    await page.locator('input[type=file]').setInputFiles([film]);
    await page.getByText('Over 20 MB').waitFor(PATIENCE);
    expect(asked.filter((url) => url.includes('/attachments/'))).toEqual([]);
    expect(await page.locator('.send').isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Remove: film.mov' }).click();
    for (const type of ['drop', 'paste']) {
      await page.locator('textarea').evaluate((field, kind) => {
        const data = new DataTransfer();
        data.items.add(new File(['hello'], `${kind}.txt`, { type: 'text/plain' }));
        const more = { bubbles: true, cancelable: true };
        const event =
          kind === 'drop'
            ? new DragEvent('drop', { ...more, dataTransfer: data })
            : new ClipboardEvent('paste', { ...more, clipboardData: data });
        field.dispatchEvent(event);
      }, type);
      await page.getByText(`${type}.txt`).waitFor(PATIENCE);
    }
    await write(page, 'Both');
    expect((await readThread()).messages[0]?.attachments.map(({ name }) => name)).toEqual(['drop.txt', 'paste.txt']);
    await context.close();
  });

  test('are ten at most with one message, and it is said that there were more', async () => {
    const { context, page } = await open();
    const files = Array.from({ length: 12 }, (_, i) => ({
      name: `page ${i + 1}.txt`,
      mimeType: 'text/plain',
      buffer: Buffer.from(`page ${i + 1}`),
    }));
    await page.locator('input[type=file]').setInputFiles(files);
    await page.getByText('No more than ten files').waitFor(PATIENCE);
    expect(await page.locator('.upload').count()).toBe(10);
    await page.getByRole('button', { name: 'Remove: page 1.txt' }).click();
    await expect.poll(() => page.getByText('No more than ten files').count()).toBe(0);
    await write(page, 'Nine');
    expect((await readThread()).messages[0]?.attachments).toHaveLength(9);
    await context.close();
  });

  test('that are removed by key hand the focus on to the next, and the last of them to the field', async () => {
    const { context, page } = await open();
    await page.locator('input[type=file]').setInputFiles([picture, report]);
    await page.getByRole('button', { name: 'Remove: leak.jpg' }).press('Enter', PATIENCE);
    const next = page.getByRole('button', { name: 'Remove: report.txt' });
    await expect.poll(() => next.evaluate((button) => document.activeElement === button), PATIENCE).toBe(true);
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.upload').count(), PATIENCE).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.localName)).toBe('textarea');
    await context.close();
  });

  test('that fail say so and can be tried again; a message waits for those under way', async () => {
    const { context, page } = await open();
    await page.route('**/attachments/**', (route) =>
      route.fulfill({ status: 400, json: { error: { code: 'invalid' } } }),
    );
    await page.locator('input[type=file]').setInputFiles([report]);
    await page.getByText('Not uploaded').waitFor(PATIENCE);
    await page.unroute('**/attachments/**');
    await page.route('**/attachments/**', (route) => setTimeout(() => void route.continue(), 800));
    await page.getByRole('button', { name: 'Try again: report.txt' }).click();
    await page.locator('textarea').fill('Here');
    await page.locator('textarea').press('Enter');
    await page.getByText('Sent as soon as the files are there').waitFor(PATIENCE);
    await page.locator('.message.mine .file').waitFor(PATIENCE);
    await expect.poll(() => page.locator('.sending').count(), PATIENCE).toBe(0);
    expect((await readThread()).messages[0]).toMatchObject({ text: 'Here', attachments: [{ name: 'report.txt' }] });
    await context.close();
  });

  test('keep their room: what is read above a picture does not move when it comes', async () => {
    const { context, page } = await open();
    const mayCome = Promise.withResolvers<void>();
    await page.route('**/files/**', (route) => mayCome.promise.then(() => route.continue()));
    await page.locator('input[type=file]').setInputFiles([picture]);
    await write(page, 'Look');
    await page.locator('.picture').waitFor();
    await isAtRest(page);
    const before = await page.locator('.picture').boundingBox();
    mayCome.resolve();
    await page.locator('.picture img').evaluate((img: HTMLImageElement) => img.decode());
    expect(await page.locator('.picture').boundingBox()).toEqual(before);
    await context.close();
  });
});

describe('emoji', () => {
  test('are picked by keyboard, put where the caret is, and stand large when alone', async () => {
    const { context, page } = await open();
    await page.locator('textarea').fill('ab');
    await page.locator('textarea').press('ArrowLeft');
    await page.getByRole('button', { name: 'Emoji' }).click();
    await page.getByRole('button', { name: '😀' }).waitFor();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    expect(await page.locator('textarea').inputValue()).toBe('a😃b');
    await write(page, '👍🏽 🇪🇸');
    expect(await page.locator('.bubble.big').count()).toBe(1);
    await context.close();
  });
});

describe('what others wrote', () => {
  const ATTACKS = [
    '<img src="http://evil.test/a" onerror="window.__x=1">',
    '"><svg onload=window.__x=1>',
    '<script>window.__x=1</script>',
    'javascript:window.__x=1 JaVa&#10;ScRiPt:window.__x=1 data:text/html,<script>window.__x=1</script>',
    '[a](javascript:window.__x=1) ![b](http://evil.test/b.png) <http://evil.test/c>',
    '```\n</code><img src=http://evil.test/d onerror=window.__x=1>\n```',
    '- <iframe srcdoc="<script>parent.__x=1</script>">\n> <link rel=stylesheet href=http://evil.test/e>',
    '<style>@import "http://evil.test/f"</style><base href="http://evil.test/">',
  ];

  test('C1, C2, C3 runs nothing, loads nothing and leads nowhere it should not', async () => {
    const { workspaceId } = agent;
    const bad = ATTACKS[1] as string;
    const named = await newAgent(
      { ...agent.ctx, actor: { kind: 'system', workspaceId } },
      'agent',
      `${bad.slice(0, 60)}`,
    );
    await asTeam('PATCH', '', { name: '</script><script>window.__x=1</script>' });
    const { context, page, reports, troubles, asked } = await open();
    await write(page, ATTACKS[0] as string);
    const thread = await threadId();
    for (const text of ATTACKS) await reply(text, thread);
    agent = named;
    await reply(ATTACKS[0] as string, thread);
    await page.locator('input[type=file]').setInputFiles([
      {
        name: '"><img src=x onerror=window.__x=1>.svg',
        mimeType: 'image/svg+xml',
        buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="window.__x=1"/>'),
      },
      { name: 'page.html', mimeType: 'text/html', buffer: Buffer.from('<script>window.__x=1</script>') },
    ]);
    await write(page, bad);
    await expect.poll(() => page.locator('.message').count(), PATIENCE).toBe(ATTACKS.length + 3);
    await choose(page, bad, 'Quote');
    await page.locator('.whose').click();
    await page.waitForTimeout(300);

    expect(await page.evaluate('window.__x')).toBeUndefined();
    expect(await page.locator('.message :is(img, svg:not(.icon), script, iframe, style, link, base)').count()).toBe(0);
    const schemes = await page
      .locator('a')
      .evaluateAll((links) => links.map((link) => new URL((link as HTMLAnchorElement).href).protocol));
    expect(schemes.filter((scheme) => !['http:', 'https:', 'mailto:', 'tel:'].includes(scheme))).toEqual([]);
    const rels = await page
      .locator('a')
      .evaluateAll((links) => links.map((link) => `${link.getAttribute('target')} ${link.getAttribute('rel')}`));
    expect([...new Set(rels)]).toEqual(['_blank noopener noreferrer ugc']);
    expect(asked.filter((url) => url.includes('evil.test') || url.endsWith('/x'))).toEqual([]);
    expect(reports).toEqual([]);
    expect(troubles).toEqual([]);
    await context.close();
  });
});

describe('for everybody', () => {
  test.each(['en', 'zh', 'es', 'ar'])('axe finds nothing in %s, whatever is open', async (language) => {
    const { context, page } = await open({ viewport: { width: 360, height: 640 } }, `&language=${language}`);
    expect(await accessibilityTroubles(page)).toEqual([]);
    await write(page, 'A list:\n- one\n- `two`\n> quoted https://shop.test\n```\ncode\n```');
    await reply('**Hello** to you');
    await page.locator('input[type=file]').setInputFiles([
      { name: 'leak.jpg', mimeType: 'image/jpeg', buffer: sample('jpeg') },
      { name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('a') },
    ]);
    await expect.poll(() => page.locator('.upload progress').count(), PATIENCE).toBe(0);
    expect(await accessibilityTroubles(page)).toEqual([]);
    await write(page, 'Files');
    await page.locator('.message.theirs').hover();
    await page.locator('.message.theirs .more').click();
    await page.getByRole('menu').waitFor();
    expect(await accessibilityTroubles(page)).toEqual([]);
    await page.getByRole('menuitem').nth(1).click();
    await page.locator('.field .icon-button').nth(1).click();
    await page.locator('.emoji').waitFor();
    await page.locator('.whose').click();
    expect(await accessibilityTroubles(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    await context.close();
  });
});
