import type { WorkspaceId } from '@everthread/shared/models/ids';
import { asc, eq } from 'drizzle-orm';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inWorkspace } from '../api/src/db/in-workspace.ts';
import { promises } from '../api/src/db/schema/promises.ts';
import { newAgent, newWorkspace } from '../api/test/factories.ts';
import { accessibilityTroubles } from './accessible.ts';
import { launchBrowser } from './browser.ts';
import { openHostPages } from './host-pages.ts';
import { surroundingsOfSystem } from './people.ts';
import { openMessenger, openShop, PATIENCE, shopHtml, write } from './shop.ts';
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

async function outcomesIn(workspaceId: WorkspaceId) {
  const ctx = { ...surroundingsOfSystem(), actor: { kind: 'system', workspaceId } as const };
  const [rows] = await inWorkspace(ctx, [
    ctx.db
      .select({ kind: promises.kind, outcome: promises.outcome })
      .from(promises)
      .where(eq(promises.workspaceId, workspaceId))
      .orderBy(asc(promises.madeAt)),
  ]);
  return rows.map(({ kind, outcome }) => `${kind} ${outcome}`);
}

test('a visitor is told when he is answered, the team how long it has, and an agent’s own words are a promise', async () => {
  const agent = await newAgent(await newWorkspace(surroundingsOfSystem()), 'owner', 'Mira');
  const shopUrl = hosts.put({ html: shopHtml(agent.workspaceId) });
  const visiting = await browser.newContext({ locale: 'en-GB', timezoneId: 'Asia/Kathmandu' });
  const [inbox, shop] = await Promise.all([openInbox(browser, agent, 'all?sort=promise'), openShop(visiting, shopUrl)]);
  const messenger = await openMessenger(shop);
  await messenger.getByText(/^If you write now, our team aims to answer by \d/).waitFor(PATIENCE);
  await write(messenger, 'Which lamp is the brightest?');
  await messenger.locator('.promised', { hasText: /Our team aims to answer by \d/ }).waitFor(PATIENCE);
  await messenger.getByText('in 4 hours').waitFor(PATIENCE);

  const row = inbox.locator('[data-topic]').first();
  await row.locator('[data-promise=open]').waitFor(PATIENCE);
  await row.click();
  await inbox
    .getByText(/Our aim, as told to the visitor: by/)
    .last()
    .waitFor(PATIENCE);
  await inbox.keyboard.press('r');
  await inbox.locator('textarea').fill('I’ll measure them and get back to you tomorrow.');
  await inbox.locator('textarea').press('Enter');

  await messenger.getByText('I’ll measure them and get back to you tomorrow.', { exact: true }).waitFor(PATIENCE);
  await expect.poll(() => messenger.locator('.promised').count(), PATIENCE).toBe(0);
  await expect.poll(() => outcomesIn(agent.workspaceId), PATIENCE).toEqual(['first kept']);

  await inbox.getByRole('button', { name: 'Promise it' }).waitFor(PATIENCE);
  expect(await accessibilityTroubles(inbox)).toEqual([]);
  await inbox.getByRole('button', { name: 'Promise it' }).click();
  await messenger.locator('.promised', { hasText: /You were promised an answer by/ }).waitFor(PATIENCE);
  await row.locator('[data-promise=open]').waitFor(PATIENCE);
  expect(await outcomesIn(agent.workspaceId)).toEqual(['first kept', 'own-words open']);
});
