import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { newThread } from '../api/test/conversations.ts';
import { newAgent, newWorkspace } from '../api/test/factories.ts';
import { accessibilityTroubles } from './accessible.ts';
import { launchBrowser } from './browser.ts';
import { surroundingsOfSystem } from './people.ts';
import { windowOf } from './signed-in.ts';

const TWO_HOURS = 2 * 60 * 60_000;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test('a target that is set shows what was missed, in the list and in the report; an experiment begins, and says that it is too early', async () => {
  const workspace = await newWorkspace(surroundingsOfSystem(), 'Leaf & Clay');
  const owner = await newAgent(workspace, 'owner', 'Mara');
  // A visitor who has waited for longer than the target that comes allows.
  await newThread({ ...workspace, now: () => new Date(Date.now() - TWO_HOURS) });
  const page = await windowOf(browser, owner);
  const at = (path: string) => `${inject('system').appUrl}/inbox/${owner.workspaceId}/${path}`;

  await page.goto(at('settings/targets'));
  await page.getByRole('button', { name: 'Add a target' }).click();
  await page.getByText('Saved: New target').waitFor();
  await page.goto(at('all?sort=target'));
  await page.locator('[data-topic] [data-target=breached]').waitFor();

  await page.goto(at('settings/experiments'));
  await page.getByRole('button', { name: 'Prepare an experiment' }).click();
  await page.getByRole('button', { name: 'Begin', exact: true }).click();
  await page.getByText('New experiment has begun').waitFor();
  await page.getByRole('button', { name: 'End', exact: true }).waitFor();
  expect(await accessibilityTroubles(page)).toEqual([]);

  await page.goto(at('report'));
  const missed = page.getByRole('region', { name: 'Targets kept' }).getByRole('row', { name: /New target/ });
  await missed.getByText('1', { exact: true }).first().waitFor();
  await page.getByRole('note').filter({ hasText: 'Too early' }).waitFor();
});
