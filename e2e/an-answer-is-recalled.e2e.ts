import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { listRecalled } from '../api/src/bot/recall-answers.ts';
import { newAgent } from '../api/test/factories.ts';
import { newKnowledge } from '../api/test/knowledge.ts';
import { TEA_SHOP } from '../api/test/tea-shop.ts';
import { accessibilityTroubles } from './accessible.ts';
import { launchBrowser } from './browser.ts';
import { openHostPages } from './host-pages.ts';
import { surroundingsOfSystem } from './people.ts';
import { openMessenger, openShop, PATIENCE, shopHtml, write } from './shop.ts';
import { windowOf } from './signed-in.ts';

let browser: Browser;
let hosts: Awaited<ReturnType<typeof openHostPages>>;
beforeAll(async () => {
  [browser, hosts] = await Promise.all([launchBrowser(), openHostPages()]);
});
afterAll(async () => {
  await browser.close();
  await hosts.stop();
});

test('where an article changes, who was told otherwise is told by the agent who sees it listed', async () => {
  const { workspace, idOf } = await newKnowledge(surroundingsOfSystem(), TEA_SHOP);
  const agent = await newAgent(workspace, 'owner', 'Mira');
  const inInbox = (rest: string) => `${inject('system').appUrl}/inbox/${agent.workspaceId}${rest}`;
  const visiting = await browser.newContext({ locale: 'en-GB', viewport: { width: 1000, height: 800 } });
  const shopUrl = hosts.put({ html: shopHtml(agent.workspaceId) });
  const [inbox, shop] = await Promise.all([windowOf(browser, agent), openShop(visiting, shopUrl)]);
  const messenger = await openMessenger(shop);
  const bubble = (text: string | RegExp) => messenger.locator('.bubble').getByText(text).waitFor(PATIENCE);

  await write(messenger, 'When is my money refunded after I return a teapot?');
  await bubble(/We refund the price to the card that you paid with/);

  await inbox.goto(inInbox(`/articles/${idOf('Returning')}`));
  const text = inbox.getByRole('textbox', { name: 'Text', exact: true });
  await text.fill('We refund the price as a voucher, within two days after the parcel has reached us.');
  await inbox.getByText('Published, changed since · Saved').waitFor(PATIENCE);
  await inbox.getByRole('button', { name: 'Publish' }).click();
  await inbox.getByText('Published · Saved').waitFor(PATIENCE);
  // What follows from it follows after that.
  await expect.poll(() => listRecalled(agent.ctx), PATIENCE).toHaveLength(1);

  await inbox.goto(inInbox('/settings/bot'));
  const recalled = inbox
    .getByRole('listitem')
    .filter({ hasText: 'When is my money refunded after I return a teapot?' });
  const correction = recalled.getByRole('textbox', { name: 'What to tell the visitor' });
  await correction.waitFor(PATIENCE);
  expect(await correction.inputValue()).toContain('We refund the price as a voucher');
  expect(await accessibilityTroubles(inbox)).toEqual([]);
  await correction.fill('Your money comes as a voucher from now on, within two days.');
  await recalled.getByRole('button', { name: 'Send the correction' }).click();
  await inbox.getByText('All answers still stand in their articles.').waitFor(PATIENCE);
  await bubble('Your money comes as a voucher from now on, within two days.');
});
