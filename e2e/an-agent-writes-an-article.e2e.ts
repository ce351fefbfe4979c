import { BotQuestionId, MessageId } from '@everthread/shared/models/ids';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { inWorkspace } from '../api/src/db/in-workspace.ts';
import { botQuestions } from '../api/src/db/schema/bot.ts';
import { newAgent, newWorkspace, type TestAgent } from '../api/test/factories.ts';
import { sample } from '../api/test/images.ts';
import { accessibilityTroubles } from './accessible.ts';
import { launchBrowser } from './browser.ts';
import { knock } from './knock.ts';
import { newMessageId, newPlace, surroundingsOfSystem } from './people.ts';
import { windowOf } from './signed-in.ts';

let browser: Browser;
let owner: TestAgent;
beforeAll(async () => {
  browser = await launchBrowser();
  owner = await newAgent(await newWorkspace(surroundingsOfSystem(), 'Leaf & Clay'), 'owner', 'Mara');
});
afterAll(() => browser.close());

const newWindow = (agent: TestAgent = owner) => windowOf(browser, agent);
const articles = (rest = '') => `${inject('system').appUrl}/inbox/${owner.workspaceId}/articles${rest}`;

/** Goes on with the Tab key until what is named so has the focus. */
async function tabTo(page: Page, role: 'button' | 'textbox', name: string): Promise<void> {
  const wanted = page.getByRole(role, { name, exact: true }).first();
  await wanted.waitFor();
  for (let presses = 0; presses < 80; presses += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`The Tab key never comes to ${name}`);
}
const text = (page: Page) => page.getByRole('textbox', { name: 'Text', exact: true });
const preview = (page: Page) => page.getByRole('region', { name: 'As readers see it' });
const saved = (page: Page) => page.getByText('Saved', { exact: true }).waitFor();

async function begin(page: Page): Promise<void> {
  await page.goto(articles());
  await page.getByRole('button', { name: 'New article' }).first().click();
  await text(page).waitFor();
}

test('an article is written, looked at, published, changed, compared and brought back by keyboard alone', async () => {
  const page = await newWindow();
  await page.goto(`${inject('system').appUrl}/inbox/${owner.workspaceId}/all`);
  await page.getByRole('navigation', { name: 'Views' }).waitFor();
  await page.keyboard.type('gk');
  await tabTo(page, 'button', 'New article');
  await page.keyboard.press('Enter');

  await tabTo(page, 'textbox', 'Title');
  await page.keyboard.type('How do refunds work?');
  await tabTo(page, 'textbox', 'Text');
  await page.keyboard.type('Money comes back in five days');
  await page.keyboard.press('Shift+Control+ArrowLeft');
  await page.keyboard.press('Shift+Control+ArrowLeft');
  await page.keyboard.press('Control+b');
  await page.keyboard.press('End');
  await page.keyboard.type('.\n\n');
  await page.keyboard.press('Control+Shift+8');
  await page.keyboard.type('The goods\nThe slip');
  expect(await text(page).inputValue()).toBe('Money comes back in **five days**.\n\n- The goods\n- The slip');
  await preview(page).locator('strong', { hasText: 'five days' }).waitFor();
  await preview(page).getByRole('listitem').filter({ hasText: 'The slip' }).waitFor();
  expect(await accessibilityTroubles(page)).toEqual([]);

  await page.keyboard.press('Control+Enter');
  await page.getByText('Published · Saved').waitFor();
  const address = page.getByRole('textbox', { name: 'Address' });
  await expect.poll(() => address.inputValue()).toBe('how-do-refunds-work');

  await page.keyboard.press('Control+Home');
  await page.keyboard.type('Now: ');
  await page.getByText('Published, changed since · Saved').waitFor();
  const lost = [
    [/\/versions$/, 'The versions could not be loaded'],
    [/\/versions\/1$/, 'This version could not be loaded'],
  ] as const;
  for (const [address] of lost) await page.route(address, (route) => route.fulfill({ status: 500 }));
  await tabTo(page, 'button', 'Versions');
  await page.keyboard.press('Enter');
  for (const [address, words] of lost) {
    await page.getByRole('alert').getByText(words).waitFor();
    expect(await accessibilityTroubles(page)).toEqual([]);
    await page.unroute(address);
    await tabTo(page, 'button', 'Try again');
    await page.keyboard.press('Enter');
  }
  await page.getByRole('dialog').locator('ins', { hasText: 'Now: ' }).waitFor();
  expect(await accessibilityTroubles(page)).toEqual([]);
  await tabTo(page, 'button', 'Go back to version 1');
  await page.keyboard.press('Enter');
  await page.getByText('Version 1 is what is written now').waitFor();
  expect(await text(page).inputValue()).toMatch(/^Money comes back/);
  await page.context().close();
});

test('what was written while nothing could be saved is there when the window is opened again', async () => {
  const page = await newWindow();
  await begin(page);
  await text(page).fill('Written before the tunnel');
  await saved(page);
  await page.context().setOffline(true);
  await text(page).fill('Written in the tunnel');
  await page.getByText('Your words are kept in this browser').waitFor();
  const address = page.url();
  await page.close();

  const reopened = await page.context().newPage();
  await page.context().setOffline(false);
  await reopened.goto(address);
  await text(reopened).waitFor();
  await expect.poll(() => text(reopened).inputValue()).toBe('Written in the tunnel');
  await saved(reopened);
  await reopened.context().close();
});

test('what a colleague wrote meanwhile stands beside one’s own, and both can be kept', async () => {
  const page = await newWindow();
  await begin(page);
  const id = page.url().split('/').at(-1);
  await text(page).fill('Ours');
  await saved(page);
  const answer = await knock(`/api/workspaces/${owner.workspaceId}/articles/${id}/variants/en`, {
    method: 'PATCH',
    headers: { cookie: owner.cookie },
    body: { base: 2, title: 'Theirs', body: 'Theirs', wordings: [] },
  });
  expect(answer.status).toBe(200);
  await text(page).fill('Mine');
  await page.getByRole('heading', { name: 'Somebody else has written here since' }).waitFor();
  expect(await text(page).inputValue()).toBe('Mine');
  expect(await accessibilityTroubles(page)).toEqual([]);
  await page.getByRole('button', { name: 'Keep both, mine after theirs' }).click();
  await saved(page);
  expect(await text(page).inputValue()).toBe('Theirs\n\nMine');
  await page.context().close();
});

test('an image is put in, and shown from the host of files; a stranger’s is not asked for', async () => {
  const page = await newWindow();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).host));
  await begin(page);
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'A blue mug.jpg', mimeType: 'image/jpeg', buffer: sample('jpeg') });
  const image = preview(page).getByRole('img', { name: 'A blue mug' });
  await image.waitFor();
  await expect.poll(() => image.evaluate((element) => (element as HTMLImageElement).naturalWidth)).toBeGreaterThan(0);
  expect((await image.getAttribute('src')) ?? '').toContain(`${inject('system').filesUrl}/article-images/`);

  await text(page).fill('![x](http://evil.test/x.png) <img src=x onerror="window.__x=1"> [x](javascript:alert(1)) end');
  await preview(page).getByText('end').waitFor();
  expect(await page.evaluate(() => '__x' in window)).toBe(false);
  expect(asked).not.toContain('evil.test');
  await page.context().close();
});

test('files are looked at before they come in, and what of them cannot is said by its line', async () => {
  const page = await newWindow();
  await page.goto(articles('/import'));
  await page.locator('input[type=file]').setInputFiles([
    {
      name: 'faq.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('question,answer\nWhen are you open?,From nine\nWhere?,\n'),
    },
    { name: 'refunds.de.md', mimeType: 'text/markdown', buffer: Buffer.from('# Rückgabe\nIn fünf Tagen.') },
  ]);
  await page.getByRole('heading', { name: '2 articles will be made' }).waitFor();
  await page.getByText('faq.csv, line 3').waitFor();
  expect(await accessibilityTroubles(page)).toEqual([]);
  await page.getByRole('button', { name: 'Import 2 articles' }).click();
  await page.getByText('2 articles are in and published').waitFor();
  await page.getByRole('button', { name: 'See them' }).click();
  await page.getByText('When are you open?').waitFor();
  await page.getByRole('searchbox', { name: 'Search in titles' }).fill('rück');
  await page.getByText('When are you open?').waitFor({ state: 'detached' });
  await page.getByText('Rückgabe').waitFor();
  await page.context().close();
});

test('what the bot could not answer becomes a draft of the question and what an agent answered', async () => {
  const { agent, workspaceId, threadId, visitor } = await newPlace('Do you glaze cups again?');
  const answered = await knock(`/api/workspaces/${workspaceId}/threads/${threadId}/messages`, {
    method: 'POST',
    headers: { cookie: agent.cookie },
    body: { id: newMessageId(), text: 'Yes, in **three weeks**.' },
  });
  expect(answered.status).toBe(201);
  const question = {
    ...{ id: BotQuestionId.parse(crypto.randomUUID()), messageId: MessageId.parse(visitor.thread.messages[0]?.id) },
    ...{ workspaceId: agent.ctx.actor.workspaceId, text: 'Do you glaze cups again?', spoken: 'en', sure: 0, best: [] },
    ...({ outcome: 'handover', askedAt: new Date() } as const),
  };
  await inWorkspace(agent.ctx, [agent.ctx.db.insert(botQuestions).values(question)]);

  const page = await newWindow(agent);
  await page.goto(`${inject('system').appUrl}/inbox/${workspaceId}/articles/gaps`);
  await page.getByRole('heading', { name: question.text }).waitFor();
  expect(await accessibilityTroubles(page)).toEqual([]);
  await page.getByRole('button', { name: 'Write an article' }).click();
  await text(page).waitFor();
  expect(await page.getByRole('textbox', { name: 'Title' }).inputValue()).toBe(question.text);
  expect(await text(page).inputValue()).toBe('Yes, in **three weeks**.');
  await page.goBack();
  await page.getByText('No gaps').waitFor();
  await page.context().close();
});
