import { MessageId } from '@everthread/shared/models/ids';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sendMessage } from '../api/src/messages/send-message.ts';
import { setModel } from '../api/src/workspace-model/change-model.ts';
import { changeWorkspace } from '../api/src/workspaces/change-workspace.ts';
import { newThread } from '../api/test/conversations.ts';
import { newAgent, type TestAgent } from '../api/test/factories.ts';
import { newKnowledge } from '../api/test/knowledge.ts';
import { MODEL_URL } from '../api/test/scripted-model.ts';
import { TEA_SHOP } from '../api/test/tea-shop.ts';
import { accessibilityTroubles } from './accessible.ts';
import { launchBrowser } from './browser.ts';
import { newMessageId, surroundingsOfSystem } from './people.ts';
import { PATIENCE, storedTexts } from './shop.ts';
import { openInbox } from './signed-in.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** Somebody has asked this, of whom these articles are for; the agent is at it. */
async function answering(
  written: Parameters<typeof newKnowledge>[1],
  text: string,
  width: number,
): Promise<{ agent: TestAgent; page: Page }> {
  const { workspace } = await newKnowledge(surroundingsOfSystem(), written);
  const agent = await newAgent(workspace, 'owner', 'Mira');
  await changeWorkspace(agent.ctx, { botMode: 'off' });
  const { visitor, threadId } = await newThread(workspace);
  await sendMessage(visitor, threadId, { id: MessageId.parse(newMessageId()), text });
  const page = await openInbox(browser, agent, 'all', { viewport: { width, height: 740 } });
  await page.locator('[data-topic]').first().click();
  await page.locator('#composer').waitFor(PATIENCE);
  return { agent, page };
}

test('by keyboard an agent finds the article, quotes it and takes that back; without a model nothing else is offered', async () => {
  const { page } = await answering(TEA_SHOP, 'How long does delivery abroad take?', 360);
  const composer = page.locator('#composer');

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

const IN_SPANISH = {
  language: 'es' as const,
  title: '¿Cuánto tarda la entrega?',
  body: 'Los paquetes salen al día siguiente del pedido. En el país llegan en dos o tres días, al extranjero en cinco a ocho días.',
  wordings: ['¿Cuándo llega mi paquete?'],
};
const QUESTION = '¿Cuánto tarda la entrega al extranjero?';

test('with a model he is drafted a reply on quotes, a summary, a translation both ways and another tone, and sends it himself; a hostile one gets nothing in', async () => {
  const { agent, page } = await answering([...TEA_SHOP, IN_SPANISH], QUESTION, 1440);
  const model = { baseUrl: MODEL_URL, name: 'faithful', key: 'sk-scripted' };
  await setModel(agent.ctx, 'answers', model);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  const composer = page.locator('#composer');
  const help = page.getByRole('region', { name: 'Help with the reply' });
  const written = help.getByRole('region', { name: 'What the model wrote' });
  const messages = page.getByRole('region', { name: 'Messages' });
  const press = (name: string) => help.getByRole('button', { name, exact: true }).press('Enter', PATIENCE);
  const composed = (text: string | RegExp) => expect.poll(() => composer.inputValue(), PATIENCE).toMatch(text);

  await page.keyboard.press('h');
  await page.getByRole('option', { name: 'Draft a reply' }).click(PATIENCE);
  await written.getByText('What it stands on').click(PATIENCE);
  await written.getByText('From “¿Cuánto tarda la entrega?”').waitFor(PATIENCE);
  expect(await accessibilityTroubles(page)).toEqual([]);
  await press('Add to your reply');
  await composed(/^Los paquetes salen/);
  await press('Friendlier');
  await press('Put in place of your words');
  await composed(/^\(reworded\) Los paquetes salen/);

  await composer.fill('In five days');
  await press('Translate into Spanish');
  await press('Put in place of your words');
  await composed(/^\(es\) In five days$/);
  await page.getByText('Your own words go along, as a note for the team').waitFor(PATIENCE);
  expect(await storedTexts(agent.workspaceId)).toEqual(['Hello', QUESTION]);
  await composer.press('Enter');
  await messages.getByText('(es) In five days', { exact: true }).waitFor(PATIENCE);
  await messages.getByText(/In my own words:\s*In five days/).waitFor(PATIENCE);

  await press('Sum up the thread');
  await press('Add to a note');
  await composed('- Asks how long delivery abroad takes');

  await messages.getByText(QUESTION, { exact: true }).hover();
  await messages
    .getByRole('article')
    .filter({ hasText: QUESTION })
    .getByRole('button', { name: 'More' })
    .first()
    .click();
  await page.getByRole('menuitem', { name: 'Translate this message' }).click(PATIENCE);
  await messages.getByText(/\(en.*\) ¿Cuánto tarda la entrega al extranjero/).waitFor(PATIENCE);
  await messages.getByRole('button', { name: 'Show the original' }).click();
  await messages.getByText(QUESTION, { exact: true }).waitFor(PATIENCE);

  await setModel(agent.ctx, 'answers', { baseUrl: MODEL_URL, name: 'hostile' });
  await page.getByRole('button', { name: 'Reply', exact: true }).click();
  await press('Draft a reply');
  await written.getByText(/No article says anything about what was asked/).waitFor(PATIENCE);
  await composer.fill('In five days');
  await press('Translate into Spanish');
  await written.getByText('An address that nobody here had written was taken out.').waitFor(PATIENCE);
  await press('Put in place of your words');
  await composed(/^In five days .*\[link removed\]/);
  expect(await composer.inputValue()).not.toContain('evil');
  expect(await page.locator('[src*="evil"], [href*="evil"]').count()).toBe(0);
  expect(asked.filter((url) => url.includes('evil'))).toEqual([]);
});
