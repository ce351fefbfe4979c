import { MessageId } from '@everthread/shared/models/ids';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { sendMessage } from '../api/src/messages/send-message.ts';
import { changeWorkspace } from '../api/src/workspaces/change-workspace.ts';
import { newThread } from '../api/test/conversations.ts';
import { newAgent } from '../api/test/factories.ts';
import { newKnowledge } from '../api/test/knowledge.ts';
import { TEA_SHOP } from '../api/test/tea-shop.ts';
import { accessibilityTroubles } from './accessible.ts';
import { launchBrowser } from './browser.ts';
import { newMessageId, surroundingsOfSystem } from './people.ts';
import { PATIENCE } from './shop.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test('by keyboard an agent finds the article, quotes it and takes that back; without a model nothing else is offered', async () => {
  const { workspace } = await newKnowledge(surroundingsOfSystem(), TEA_SHOP);
  const agent = await newAgent(workspace, 'owner', 'Mira');
  await changeWorkspace(agent.ctx, { botMode: 'off' });
  const { visitor, threadId } = await newThread(workspace);
  const question = { id: MessageId.parse(newMessageId()), text: 'How long does delivery abroad take?' };
  await sendMessage(visitor, threadId, question);
  const { appUrl } = inject('system');
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'en-GB' });
  const [name = '', value = ''] = agent.cookie.split(/=(.*)/s);
  await context.addCookies([{ name, value, url: appUrl, httpOnly: true, sameSite: 'Lax' }]);
  const page = await context.newPage();
  await page.goto(`${appUrl}/inbox/${agent.workspaceId}/all`);
  await page.locator('[data-topic]').first().click();
  const composer = page.locator('#composer');
  await composer.waitFor(PATIENCE);

  await page.keyboard.press('h');
  const choices = page.getByRole('dialog').getByRole('option');
  await choices.getByText('Articles that may help').waitFor(PATIENCE);
  expect(await choices.count()).toBe(1);
  await page.keyboard.press('Enter');
  const help = page.getByRole('region', { name: 'Help with the reply' });
  await help.getByText(/abroad in five to eight/).waitFor(PATIENCE);
  expect(await help.getByRole('button', { name: /Draft|Sum up|Translate|Friendlier/ }).count()).toBe(0);
  expect(await accessibilityTroubles(page)).toEqual([]);

  await composer.click();
  await page.keyboard.type('Good question.');
  await help.getByRole('button', { name: 'Quote “How long does delivery take?”' }).press('Enter');
  await expect.poll(() => composer.inputValue(), PATIENCE).toMatch(/^Good question\.\n\n> .*abroad in five to eight/s);
  await page.keyboard.press('Control+z');
  await expect.poll(() => composer.inputValue(), PATIENCE).toBe('Good question.');

  await help.getByRole('button', { name: 'Close' }).focus();
  await page.keyboard.press('Escape');
  await help.waitFor({ ...PATIENCE, state: 'detached' });
  expect(await composer.evaluate((field) => field === document.activeElement)).toBe(true);
});
