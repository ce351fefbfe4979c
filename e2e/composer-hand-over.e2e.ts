import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { newAgent, newWorkspace } from '../api/test/factories.ts';
import { launchBrowser } from './browser.ts';
import { openHostPages } from './host-pages.ts';
import { surroundingsOfSystem } from './people.ts';
import { draft, field, isAllSent, messengerIn, openShop, PATIENCE, seesBubbles, shopHtml } from './shop.ts';

const { appUrl } = inject('system');
const VIEW = { width: 1000, height: 760 };
const LAUNCHER = { x: VIEW.width - 48, y: VIEW.height - 48 };
const WORDS = 'The quick brown fox jumps over the lazy dog';

let browser: Browser;
let hosts: Awaited<ReturnType<typeof openHostPages>>;
let url: string;

beforeAll(async () => {
  [browser, hosts] = await Promise.all([launchBrowser(), openHostPages()]);
  const { workspaceId } = await newAgent(await newWorkspace(surroundingsOfSystem()), 'owner');
  url = hosts.put({ html: shopHtml(workspaceId) });
});
afterAll(async () => {
  await browser.close();
  await hosts.stop();
});

/** Somebody on the page; the messenger's module comes so much later, or when it may. */
async function visit(delay: number | Promise<void>, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: VIEW, reducedMotion: 'reduce', ...options });
  await context.route(`${appUrl}/assets/messenger-*`, async (route) => {
    await (typeof delay === 'number' ? new Promise((resolve) => setTimeout(resolve, delay)) : delay);
    await route.continue().catch(() => {});
  });
  return openShop(context, url);
}

/** Presses the launcher and does not wait for anything. */
const press = (page: Page) => page.mouse.click(LAUNCHER.x, LAUNCHER.y);

const hasFocus = (page: Page) =>
  messengerIn(page).then((frame) => frame.evaluate(() => document.hasFocus() && document.activeElement?.localName));

describe('what is typed from the first moment on', () => {
  test.each([
    [0, 0],
    [0, 50],
    [300, 0],
    [300, 50],
    [300, 170],
    [2_000, 0],
    [2_000, 50],
  ])('is all there: the module %i ms late, a key every %i ms', async (delayMs, keyMs) => {
    const page = await visit(delayMs);
    await press(page);
    const text = keyMs > 100 ? WORDS.slice(0, 19) : WORDS;
    await page.keyboard.type(text, { delay: keyMs });
    const messenger = await messengerIn(page);
    await expect.poll(() => draft(messenger), PATIENCE).toBe(text);
    await expect.poll(() => hasFocus(page), PATIENCE).toBe('textarea');
    await page.keyboard.type('!');
    await expect.poll(() => draft(messenger)).toBe(`${text}!`);
    await page.context().close();
  });

  test('goes into a field that a screen reader names', async () => {
    const page = await visit(3_000);
    await press(page);
    const devtools = await page.context().newCDPSession(page);
    const named = async () => {
      const { nodes } = await devtools.send('Accessibility.getFullAXTree');
      return nodes.filter(({ role }) => role?.value === 'textbox').map(({ name }) => String(name?.value));
    };
    await expect.poll(named, PATIENCE).toEqual(['Write a message']);
    await page.context().close();
  });

  test('keeps its caret and selection', async () => {
    const page = await visit(1_500);
    await press(page);
    await page.keyboard.type('one two three');
    for (let i = 0; i < 6; i += 1) await page.keyboard.press('ArrowLeft');
    for (let i = 0; i < 3; i += 1) await page.keyboard.press('Shift+ArrowLeft');
    const messenger = await messengerIn(page);
    await expect.poll(() => hasFocus(page), PATIENCE).toBe('textarea');
    await page.keyboard.type('2');
    await expect.poll(() => draft(messenger)).toBe('one 2 three');
    await page.waitForTimeout(500); // the loader offers once more as it loses the focus
    expect(await draft(messenger)).toBe('one 2 three');
    await page.context().close();
  });

  test('keeps a caret that is moved while it is handed over', async () => {
    const page = await visit(300);
    await press(page);
    await page.keyboard.type('one two three');
    for (let i = 0; i < 6; i += 1) await page.keyboard.press('ArrowLeft', { delay: 160 });
    const messenger = await messengerIn(page);
    await expect.poll(() => hasFocus(page), PATIENCE).toBe('textarea');
    await page.keyboard.type('!');
    await expect.poll(() => draft(messenger)).toBe('one two! three');
    await page.context().close();
  });

  test('that was sent before the messenger came goes out first, and what follows is in the field', async () => {
    const page = await visit(1_000);
    await press(page);
    await page.keyboard.type('first');
    await page.keyboard.press('Enter');
    await page.keyboard.type('second');
    await page.keyboard.press('Enter');
    await page.keyboard.type('and a thi');
    const messenger = await messengerIn(page);
    await expect.poll(() => hasFocus(page), PATIENCE).toBe('textarea');
    await page.keyboard.type('rd');
    await expect.poll(() => draft(messenger)).toBe('and a third');
    await seesBubbles(messenger, ['first', 'second']);
    await isAllSent(messenger);
    await page.context().close();
  });

  test('is not taken from an input method in the middle of a word', async () => {
    const mayCome = Promise.withResolvers<void>();
    const page = await visit(mayCome.promise);
    const devtools = await page.context().newCDPSession(page);
    await press(page);
    await page.keyboard.type('a ');
    await devtools.send('Input.imeSetComposition', { text: 'nihao', selectionStart: 5, selectionEnd: 5 });
    mayCome.resolve();
    const messenger = await messengerIn(page);
    await field(messenger).waitFor();
    await page.waitForTimeout(700);
    expect(await draft(messenger)).toBe('');
    await devtools.send('Input.insertText', { text: '你好' });
    await expect.poll(() => draft(messenger), PATIENCE).toBe('a 你好');
    await expect.poll(() => hasFocus(page), PATIENCE).toBe('textarea');
    await page.context().close();
  });
});

test('on a touch screen the field stays under the finger until the message is sent', async () => {
  const mayCome = Promise.withResolvers<void>();
  const page = await visit(mayCome.promise, { viewport: { width: 390, height: 780 }, hasTouch: true, isMobile: true });
  await page.touchscreen.tap(390 - 48, 780 - 48);
  const messenger = await messengerIn(page);
  await page.touchscreen.tap(150, 780 - 42);
  await page.keyboard.type('From a phone');
  mayCome.resolve();
  await field(messenger).waitFor();
  await page.waitForTimeout(600);
  expect(await draft(messenger)).toBe('');
  expect(await page.evaluate(() => document.activeElement?.localName)).toBe('everthread-widget');
  await page.keyboard.press('Enter');
  await seesBubbles(messenger, ['From a phone']);
  await page.context().close();
});

test('on a phone there is a way back before the messenger has come', async () => {
  const page = await visit(0, { viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true });
  await page.route(/\/m\?/, () => {}); // it never comes
  await page.evaluate(
    "window.heard = []; for (const event of ['open', 'close']) Everthread('on', event, () => heard.push(event))",
  );
  await page.touchscreen.tap(360 - 48, 640 - 48);
  await page.touchscreen.tap(360 - 32, 30);
  expect(await page.evaluate('heard')).toEqual(['open', 'close']);
  await page.context().close();
});

test.each([
  ['an error', { status: 503, body: 'Away' }],
  ['a captive portal’s page', { status: 200, contentType: 'text/html', body: '<h1>Log in</h1>' }],
])(
  'where %s came in place of the messenger it is asked for again, and takes over what was written',
  async (_, answer) => {
    const page = await visit(0);
    await page.route(/\/m\?/, (route) => route.fulfill(answer), { times: 1 });
    await press(page);
    await page.keyboard.type('sent meanwhile');
    await page.keyboard.press('Enter');
    await page.keyboard.type('and a draft');
    const messenger = await messengerIn(page);
    await expect.poll(() => draft(messenger), PATIENCE).toBe('and a draft');
    await seesBubbles(messenger, ['sent meanwhile']);
    await isAllSent(messenger);
    await page.context().close();
  },
);

test('the first letter after a click lands, also where things may move', async () => {
  const page = await visit(600, { reducedMotion: 'no-preference' });
  await press(page);
  await page.keyboard.type('Hello');
  await expect.poll(async () => draft(await messengerIn(page)), PATIENCE).toBe('Hello');
  await page.context().close();
});

test.each(['light', 'dark'] as const)('nothing moves at the hand-over (%s)', async (colorScheme) => {
  const mayCome = Promise.withResolvers<void>();
  const page = await visit(mayCome.promise, { colorScheme });
  const clip = { x: VIEW.width - 20 - 400, y: VIEW.height - 92 - 76, width: 400, height: 76 };
  await press(page);
  await page.keyboard.type('Hello');
  const picture = () => page.screenshot({ clip, caret: 'hide' });
  await page.waitForTimeout(250);
  const before = await picture();
  mayCome.resolve();
  const messenger = await messengerIn(page);
  await expect.poll(() => draft(messenger), PATIENCE).toBe('Hello');
  await expect.poll(() => hasFocus(page), PATIENCE).toBe('textarea');
  const countDifferent = async (after: Buffer) =>
    page.evaluate(
      async ([one, two]) => {
        const pixels = await Promise.all(
          [one, two].map(async (data) => {
            const bitmap = await createImageBitmap(
              new Blob([Uint8Array.from(atob(data ?? ''), (c) => c.charCodeAt(0))]),
            );
            const canvas = new OffscreenCanvas(bitmap.width, bitmap.height).getContext(
              '2d',
            ) as OffscreenCanvasRenderingContext2D;
            canvas.drawImage(bitmap, 0, 0);
            return canvas.getImageData(0, 0, bitmap.width, bitmap.height).data;
          }),
        );
        const [a = new Uint8ClampedArray(), b = new Uint8ClampedArray()] = pixels;
        let count = 0;
        for (let i = 0; i < a.length; i += 4) {
          // The messenger's two further buttons come into the room left for them.
          const x = (i / 4) % 400;
          if ((x > 24 && x < 61) || (x > 297 && x < 337)) continue;
          if ([0, 1, 2].some((at) => Math.abs((a[i + at] ?? 0) - (b[i + at] ?? 0)) > 24)) count += 1;
        }
        return count;
      },
      [before.toString('base64'), after.toString('base64')],
    );
  // A caret, at the most, once all is drawn.
  await expect.poll(async () => countDifferent(await picture()), PATIENCE).toBeLessThan(30);
  await page.context().close();
});
