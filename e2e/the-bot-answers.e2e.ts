import { readFile } from 'node:fs/promises';
import { sql } from 'drizzle-orm';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { inWorkspace } from '../api/src/db/in-workspace.ts';
import { articleNorms, WORDS_ALONE } from '../api/src/db/schema/article-index.ts';
import { newAgent } from '../api/test/factories.ts';
import { newKnowledge } from '../api/test/knowledge.ts';
import { TEA_SHOP } from '../api/test/tea-shop.ts';
import { accessibilityTroubles } from './accessible.ts';
import { launchBrowser } from './browser.ts';
import { openHostPages } from './host-pages.ts';
import { surroundingsOfSystem } from './people.ts';
import { messengerIn, openMessenger, openShop, PATIENCE, shopHtml, write } from './shop.ts';
import { openInbox } from './signed-in.ts';

let browser: Browser;
let hosts: Awaited<ReturnType<typeof openHostPages>>;
beforeAll(async () => {
  [browser, hosts] = await Promise.all([launchBrowser(), openHostPages()]);
});
afterAll(async () => {
  await browser.close();
  await hosts.stop();
});

test('the bot answers with an article, opens it in place, and calls a person who then has the word', async () => {
  const { workspace } = await newKnowledge(surroundingsOfSystem(), TEA_SHOP);
  const agent = await newAgent(workspace, 'owner', 'Mira');
  const shopUrl = hosts.put({ html: shopHtml(agent.workspaceId) });
  const visiting = await browser.newContext({ locale: 'en-GB', viewport: { width: 1000, height: 800 } });
  const [inbox, shop] = await Promise.all([openInbox(browser, agent, 'all'), openShop(visiting, shopUrl)]);
  const messenger = await openMessenger(shop);

  await write(messenger, 'When is my money refunded after I return a teapot?');
  await messenger.locator('.passage').getByText('Your money', { exact: true }).waitFor(PATIENCE);
  await messenger
    .locator('.bubble')
    .getByText(/We refund the price to the card that you paid with/)
    .waitFor(PATIENCE);
  await messenger.locator('.badge').getByText('Bot', { exact: true }).waitFor(PATIENCE);

  const source = messenger.getByRole('button', { name: 'From “Returning a teapot”' });
  const before = await source.boundingBox();
  await source.click();
  await messenger
    .locator('.place mark')
    .getByText(/We refund the price/)
    .waitFor(PATIENCE);
  // What grows above the end does not carry away what was pressed.
  const [after, place] = await Promise.all([source.boundingBox(), messenger.locator('.place').boundingBox()]);
  expect((before?.y ?? 0) - (after?.y ?? 0)).toBeLessThan((place?.height ?? 0) / 2);
  const whole = messenger.getByRole('link', { name: 'Read the whole article' });
  expect(await whole.getAttribute('href')).toBe(`/help/${agent.workspaceId}/en/articles/returning-a-teapot`);
  await source.click();

  const row = inbox.locator('[data-topic]').first();
  await row.getByText('Bot:').waitFor(PATIENCE);
  await row.click();
  await inbox.getByText('From “Returning a teapot” › Your money').waitFor(PATIENCE);

  await messenger.getByText('Did this help?').waitFor(PATIENCE);
  await messenger.getByRole('button', { name: 'No', exact: true }).click();
  await messenger
    .locator('.bubble')
    .getByText(/I have called a person from our team/)
    .waitFor(PATIENCE);
  // What was pressed is gone, and who has only keys goes on in the field.
  await expect.poll(() => messenger.evaluate(() => document.activeElement?.localName), PATIENCE).toBe('textarea');
  // It is said aloud as well, a moment after.
  await messenger.locator('.promised', { hasText: /Our team aims to answer by/ }).waitFor(PATIENCE);
  await expect.poll(() => messenger.getByRole('button', { name: 'Talk to a person' }).count(), PATIENCE).toBe(0);
  await inbox.getByText(/The bot handed over: the answer did not help/).waitFor(PATIENCE);
  await inbox.getByText('It did not help').waitFor(PATIENCE);
  expect(await accessibilityTroubles(inbox)).toEqual([]);

  await inbox.keyboard.press('r');
  await inbox.locator('textarea').fill('I have sent the money just now.');
  await inbox.locator('textarea').press('Enter');
  await messenger.locator('.bubble').getByText('I have sent the money just now.', { exact: true }).waitFor(PATIENCE);
  await write(messenger, 'Are you open on Sundays?');
  await inbox
    .getByRole('region', { name: 'Messages' })
    .getByText('Are you open on Sundays?', { exact: true })
    .waitFor(PATIENCE);
  await write(messenger, 'Never mind');
  await inbox.getByRole('region', { name: 'Messages' }).getByText('Never mind', { exact: true }).waitFor(PATIENCE);
  expect(await messenger.locator('.passage').count()).toBe(1);

  const visited = await browser.newContext({ locale: 'en-GB', viewport: { width: 1000, height: 800 } });
  const other = await openMessenger(await openShop(visited, shopUrl));
  await write(other, 'Are you open on Sundays?');
  await other.getByRole('button', { name: 'Yes', exact: true }).click(PATIENCE);
  await other.getByText('Good to hear.').waitFor(PATIENCE);

  await inbox.goto(`${inject('system').appUrl}/inbox/${agent.workspaceId}/settings/bot`);
  await inbox.getByText('Settled, the visitor said so').waitFor(PATIENCE);
  await inbox.getByRole('button', { name: 'Right', exact: true }).click();
  await inbox.getByText('There is nothing to look at now.').waitFor(PATIENCE);
  expect(await accessibilityTroubles(inbox)).toEqual([]);
});

test('who has gone on elsewhere while what he pressed is on its way is left there', async () => {
  const { workspace } = await newKnowledge(surroundingsOfSystem(), TEA_SHOP);
  const agent = await newAgent(workspace, 'owner', 'Mira');
  const visiting = await browser.newContext({ locale: 'en-GB', viewport: { width: 1000, height: 800 } });
  const shop = await openShop(visiting, hosts.put({ html: shopHtml(agent.workspaceId) }));
  await shop.evaluate("document.body.append(document.createElement('input'))");
  const messenger = await openMessenger(shop);
  await write(messenger, 'When is my money refunded after I return a teapot?');

  const arrived = Promise.withResolvers<void>();
  const left = Promise.withResolvers<void>();
  await visiting.route('**/helped', async (route) => {
    arrived.resolve();
    await left.promise;
    await route.continue();
  });
  await messenger.getByRole('button', { name: 'No', exact: true }).click(PATIENCE);
  await arrived.promise;
  await shop.locator('input').fill('lam');
  left.resolve();
  await messenger
    .locator('.bubble')
    .getByText(/I have called a person from our team/)
    .waitFor(PATIENCE);
  await shop.keyboard.type('p');
  expect(await shop.locator('input').inputValue()).toBe('lamp');
});

test('who presses a button keeps his place on it while that is on its way, and where it fails', async () => {
  const { workspace } = await newKnowledge(surroundingsOfSystem(), TEA_SHOP);
  const agent = await newAgent(workspace, 'owner', 'Mira');
  const visiting = await browser.newContext({ locale: 'en-GB', viewport: { width: 1000, height: 800 } });
  const shop = await openShop(visiting, hosts.put({ html: shopHtml(agent.workspaceId) }));
  const messenger = await openMessenger(shop);
  await write(messenger, 'When is my money refunded after I return a teapot?');

  let asked = 0;
  const arrived = Promise.withResolvers<void>();
  const answered = Promise.withResolvers<void>();
  await visiting.route('**/helped', async (route) => {
    asked += 1;
    arrived.resolve();
    await answered.promise;
    await route.fulfill({ status: 500, json: { error: { code: 'internal' } } });
  });
  const no = messenger.getByRole('button', { name: 'No', exact: true });
  const hasFocus = () => no.evaluate((button) => document.activeElement === button);
  await no.press('Enter', PATIENCE);
  await arrived.promise;
  expect(await hasFocus()).toBe(true);
  expect(await no.getAttribute('aria-disabled')).toBe('true');
  await shop.keyboard.press('Enter');
  answered.resolve();
  await messenger.getByText('That did not work. Try again.').waitFor(PATIENCE);
  expect(asked).toBe(1);
  expect(await hasFocus()).toBe(true);

  await visiting.unroute('**/helped');
  await shop.keyboard.press('Enter');
  await messenger
    .locator('.bubble')
    .getByText(/I have called a person from our team/)
    .waitFor(PATIENCE);
  await visiting.close();
});

test('who comes back finds what the bot said as it stays, and finds it at all where the rest does not come', async () => {
  const { workspace } = await newKnowledge(surroundingsOfSystem(), TEA_SHOP);
  const agent = await newAgent(workspace, 'owner', 'Mira');
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1000, height: 800 } });
  // Notes whether the words were ever drawn without what stands around them.
  await context.addInitScript(() => {
    const look = () => {
      const isBare = document.querySelector('.theirs .bubble') && !document.querySelector('.source');
      if (isBare) document.documentElement.dataset.bare = '';
    };
    new MutationObserver(look).observe(document, { childList: true, subtree: true });
  });
  const shop = await openShop(context, hosts.put({ html: shopHtml(agent.workspaceId) }));
  await write(await openMessenger(shop), 'When is my money refunded after I return a teapot?');
  const ask = 'Did this help?';
  await (await messengerIn(shop)).getByText(ask).waitFor(PATIENCE);

  let isOut = false;
  await context.route('**/assets/messenger-*.js', async (route) => {
    const { pathname } = new URL(route.request().url());
    const isOfBot = (await readFile(`.build/assets${pathname}`, 'utf8')).includes('after-bot');
    if (isOfBot && isOut) return route.abort();
    if (isOfBot) await new Promise((done) => setTimeout(done, 300));
    return route.continue();
  });
  await shop.reload();
  await shop.waitForFunction('window.Everthread?.isReady');
  const again = await openMessenger(shop);
  await again.getByText(ask).waitFor(PATIENCE);
  expect(await again.evaluate(() => 'bare' in document.documentElement.dataset)).toBe(false);

  isOut = true;
  await shop.reload();
  await shop.waitForFunction('window.Everthread?.isReady');
  await (await openMessenger(shop)).getByText(/We refund the price to the card/).waitFor(PATIENCE);
  await context.close();
});

test('what is said in other words is found by the encoder that the Worker brings, without any model set', async () => {
  const { workspace } = await newKnowledge(surroundingsOfSystem(), TEA_SHOP);
  const agent = await newAgent(workspace, 'owner', 'Mira');
  const shopUrl = hosts.put({ html: shopHtml(agent.workspaceId) });
  const ask = async (question: string) => {
    const visiting = await browser.newContext({ locale: 'en-GB', viewport: { width: 1000, height: 800 } });
    const messenger = await openMessenger(await openShop(visiting, shopUrl));
    await write(messenger, question);
    return messenger;
  };
  const first = await ask('When are you open?');
  await first.locator('.passage').getByText('Opening hours of the shop').waitFor(PATIENCE);
  // The article's title is said once.
  await first.getByRole('button', { name: 'Show it in the article' }).waitFor(PATIENCE);
  // The first question by an encoder has the articles read by it.
  const vectors = () =>
    inWorkspace(workspace, [
      workspace.db.execute(
        sql`select from ${articleNorms} where workspace_id = ${agent.workspaceId} and model <> ${WORDS_ALONE}`,
      ),
    ]).then(([{ rows }]) => rows.length);
  await expect.poll(vectors, PATIENCE).toBe(1);
  const messenger = await ask('Login trouble?');
  await messenger.getByText('Changing your password').first().waitFor(PATIENCE);
});
