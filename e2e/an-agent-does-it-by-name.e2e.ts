import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessibilityTroubles } from './accessible.ts';
import { launchBrowser } from './browser.ts';
import { knock } from './knock.ts';
import { newMessageId, newPlace, type Place } from './people.ts';
import { openInbox } from './signed-in.ts';

// What the mouse finds in menus and under the composer is in the palette as well.

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

async function openThread(): Promise<{ page: Page; place: Place }> {
  const place = await newPlace('Where is my teapot?');
  const said = { id: newMessageId(), text: 'And do you deliver to Kathmandu?' };
  await knock(`/api/visitor/threads/${place.threadId}/messages`, {
    method: 'POST',
    headers: place.visitor.headers,
    body: said,
  });
  const page = await openInbox(browser, place.agent, `all/${place.threadId}/${place.topicId}`);
  await page.getByRole('article').filter({ hasText: 'Kathmandu' }).waitFor();
  return { page, place };
}

/** By a few letters of its name, and Enter. */
async function byName(page: Page, typed: string, name: string | RegExp): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Commands' }).waitFor();
  await page.keyboard.type(typed);
  await page.getByRole('option', { name }).first().waitFor();
  expect(await page.getByRole('option').first().textContent()).toMatch(name);
  await page.keyboard.press('Enter');
}

test.concurrent('a message is linked to, begins a topic of its own, and one’s own is put otherwise and deleted', async () => {
  const { page } = await openThread();
  // A page that came without TLS has no clipboard of its own.
  const pasted = page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        Object.assign(navigator, { clipboard: { writeText: async (text: string) => resolve(text) } });
      }),
  );
  await byName(page, 'copy link', 'Copy a link to the message you are at');
  expect(await pasted).toContain('message=');

  await byName(page, 'split', 'Begin a new topic at the message you are at');
  await page
    .getByText(/^New topic/)
    .first()
    .waitFor();
  await page.keyboard.press('Control+z');
  await page
    .getByText(/^New topic/)
    .first()
    .waitFor({ state: 'detached' });

  await page.keyboard.press('n');
  await page.keyboard.type('He is a regular');
  await page.keyboard.press('Enter');
  await page.getByRole('article').filter({ hasText: 'He is a regular' }).waitFor();
  await byName(page, 'edit your', 'Edit your message');
  await page.getByRole('textbox', { name: 'New words for your message' }).fill('He is an old friend');
  await page.keyboard.press('Enter');
  await page.getByRole('article').filter({ hasText: 'He is an old friend' }).waitFor();
  await byName(page, 'delete your', 'Delete your message');
  await page.getByRole('heading', { name: 'Delete this message?' }).waitFor();
  await page.getByRole('button', { name: 'Delete', exact: true }).press('Enter');
  await page.getByRole('article').filter({ hasText: 'He is an old friend' }).waitFor({ state: 'detached' });
  await page.context().close();
});

test.concurrent('files, a saved reply and a time to go are put to what is being written', async () => {
  const { page } = await openThread();
  const chosen = page.waitForEvent('filechooser');
  await byName(page, 'attach', 'Attach files');
  await (await chosen).setFiles({ name: 'map.txt', mimeType: 'text/plain', buffer: Buffer.from('left, then right') });
  await page.getByRole('button', { name: 'Remove map.txt' }).waitFor();

  await page.keyboard.press('Escape');
  await page.keyboard.press('n');
  await byName(page, 'macro', 'Insert a saved reply');
  await page.getByText('No saved replies yet').waitFor();
  const field = page
    .getByRole('combobox', { name: 'Your reply' })
    .or(page.getByRole('textbox', { name: 'Your reply' }));
  expect(await field.inputValue()).toBe('/');
  await page.keyboard.press('Escape');
  await field.fill('It left on Monday');
  // Whoever looked only goes on where he was.
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Commands' }).waitFor();
  await page.keyboard.type('x');
  await page.keyboard.press('Escape');
  await page.getByRole('combobox', { name: 'Commands' }).waitFor({ state: 'detached' });
  await page.keyboard.type(', da');
  expect(await field.inputValue()).toBe('It left on Monda, day');
  await byName(page, 'later', /Send the reply later/);
  await page.getByRole('dialog').waitFor();
  expect(await accessibilityTroubles(page)).toEqual([]);
  await page.context().close();
});

test.concurrent('a list is sorted and filtered, and its view kept, renamed with a way back, and deleted', async () => {
  const { page } = await openThread();
  await byName(page, 'sort the', /Sort the list/);
  await page.getByRole('option', { name: 'Waiting longest' }).waitFor();
  await page.keyboard.type('longest');
  await page.keyboard.press('Enter');
  await page.waitForURL(/sort=waiting/);

  await byName(page, 'filter', 'Filter the list, or no longer');
  await page.getByRole('button', { name: 'Add a filter' }).waitFor();
  await byName(page, 'save', 'Save the filters as a view');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('By patience');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'By patience' }).waitFor();

  await byName(page, 'rename', 'Rename or share this view');
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('By age');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'By age' }).waitFor();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('Control+z');
  await page.getByRole('heading', { name: 'By patience' }).waitFor();

  await byName(page, 'delete this view', 'Delete this view');
  await page.getByRole('link', { name: /By patience/ }).waitFor({ state: 'detached' });
  await page.keyboard.press('Control+z');
  await page.getByRole('link', { name: /By patience/ }).waitFor();
  await page.context().close();
});

test.concurrent('every setting is found by its name, and by what else people call it', async () => {
  const { page } = await openThread();
  await byName(page, 'find a setting', /Find a setting/);
  await page.getByRole('option', { name: /Availability/ }).waitFor();
  await page.keyboard.type('2fa');
  await page
    .getByRole('option', { name: /Sign-in and security/ })
    .first()
    .waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(/settings\/security#two-step/);

  await page.getByRole('searchbox', { name: 'Find a setting' }).waitFor();

  // Beside the inbox it knows what leads elsewhere, and nothing of a list or a thread.
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press('j');
  await page.keyboard.press('1');
  await page.keyboard.press('Control+k');
  await page.getByRole('option', { name: /Go to Unassigned/ }).waitFor();
  expect(await page.getByRole('option', { name: /Next topic|Sort the list|Reply|Of this view/ }).count()).toBe(0);
  expect(page.url()).toContain('settings/security');
  await page.keyboard.press('Escape');
  await byName(page, 'report', 'Report');
  await page.getByRole('heading', { name: 'Report', level: 1 }).waitFor();
  await byName(page, 'articles', 'Articles');
  await page.getByRole('heading', { name: 'Articles', level: 1 }).waitFor();
  await byName(page, 'unassigned', 'Go to Unassigned');
  await page.waitForURL(/unassigned$/);
  await page.locator('[data-topic]').first().waitFor();
  await page.context().close();
});
