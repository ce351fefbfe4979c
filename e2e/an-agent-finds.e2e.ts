import type { SearchAnswer } from '@everthread/shared/models/search';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessibilityTroubles } from './accessible.ts';
import { launchBrowser } from './browser.ts';
import { knock } from './knock.ts';
import { beginAsVisitor, newMessageId, newPlace, type Place } from './people.ts';
import { openInbox } from './signed-in.ts';

const CANARY = 'canary-7be1';

let browser: Browser;
let place: Place;
beforeAll(async () => {
  browser = await launchBrowser();
  place = await newPlace('Hello, where is my refund for order INV20931?');
  await write('我想申请退款，谢谢');
  await write('The teapot came, but its lid is broken <b>in two</b>');
  await knock(`/api/workspaces/${place.workspaceId}/threads/${place.threadId}/notes`, {
    method: 'POST',
    headers: { cookie: place.agent.cookie },
    body: { id: newMessageId(), text: 'He gets his refund on Monday' },
  });
  await beginAsVisitor(place.workspaceId, 'Do you deliver to Kathmandu?');
});
afterAll(() => browser.close());

const write = (text: string) =>
  knock(`/api/visitor/threads/${place.threadId}/messages`, {
    method: 'POST',
    headers: place.visitor.headers,
    body: { id: newMessageId(), text },
  });

const search = async (body: object, { workspaceId, agent }: Pick<Place, 'workspaceId' | 'agent'> = place) =>
  knock(`/api/workspaces/${workspaceId}/search`, { method: 'POST', headers: { cookie: agent.cookie }, body });

/** What was said can be found a moment later. */
async function untilFound(text: string): Promise<SearchAnswer> {
  for (;;) {
    const answer = (await search({ text })).body as SearchAnswer;
    if (answer.messages.length > 0) return answer;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

async function openList(): Promise<Page> {
  const page = await openInbox(browser, place.agent, 'all');
  await page.locator('[data-topic]').first().waitFor();
  return page;
}

test('what was said is found by itself a moment later, whatever the script and with a slip of the finger', async () => {
  expect((await untilFound('teapot')).messages[0]?.snippet.text).toContain('lid is broken');
  expect((await untilFound('refnud')).messages.length).toBe(2);
  expect((await untilFound('退款')).messages.length).toBe(1);
});

test('a search never brings anything of another workspace', async () => {
  const foreign = await newPlace(`Something ${CANARY} secret`);
  await untilFound('teapot');
  for (const text of ['canary', CANARY, 'secret', 'c', 'something']) {
    const { status, text: said } = await search({ text });
    expect(status).toBe(200);
    expect(said).not.toContain('canary');
    expect(said).not.toContain(foreign.threadId);
  }
  expect((await search({ text: 'teapot' }, { workspaceId: place.workspaceId, agent: foreign.agent })).status).toBe(404);
});

test.each([
  ['50 kB of letters', { text: 'a'.repeat(50_000) }, 400],
  ['a NUL', { text: 'a\0b' }, 400],
  ['half a surrogate', { text: '\ud800' }, 400],
  ['an object for a string', { text: { $gt: '' } }, 400],
  ['a filter that is none', { text: 'a', filters: { status: ["open' or true --"] } }, 400],
  ['a cursor that is none', { text: 'a', next: '1; select pg_sleep(5)' }, 400],
  ['emoji', { text: '😀🏳️‍🌈'.repeat(20) }, 200],
  ['right to left', { text: '\u202eمرحبا \u202dשלום' }, 200],
  ['quotes and percent signs', { text: `%_'"\\ --` }, 200],
])('%s is answered as it should be', async (_, body, status) => {
  expect((await search(body)).status).toBe(status);
});

test('by keyboard: search, open the message in its thread, come back to what was found', async () => {
  await untilFound('Kathmandu');
  const page = await openList();
  await page.keyboard.press('/');
  const field = page.getByRole('combobox', { name: 'Search' });
  await field.waitFor();
  await page.keyboard.type('refund', { delay: 20 });
  const options = page.locator('dialog [role=option]');
  await options.nth(1).waitFor();
  await expect.poll(() => page.locator('dialog mark').allTextContents()).toEqual(['refund', 'refund']);
  expect(await accessibilityTroubles(page)).toEqual([]);

  await page.getByRole('combobox', { name: 'In' }).selectOption('notes');
  await page.getByText('1 result').waitFor({ state: 'attached' });
  await field.focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/message=/);
  await page.getByText('He gets his refund on Monday').last().waitFor();
  await page.locator('dialog').waitFor({ state: 'detached' });

  await page.keyboard.press('Control+Shift+F');
  await field.waitFor();
  expect(await field.inputValue()).toBe('refund');
  await page.keyboard.press('Escape');
  await page.locator('dialog').waitFor({ state: 'detached' });
  await page.context().close();
});

test('nothing found and no network are said, and the next try helps', async () => {
  const page = await openList();
  await page.getByRole('button', { name: 'Search' }).click();
  await page.keyboard.type('xylophone');
  await page.getByText('Nothing was found').waitFor();
  await page.context().setOffline(true);
  await page.keyboard.type('s');
  await page.getByText('The search failed').waitFor();
  expect(await accessibilityTroubles(page)).toEqual([]);
  await page.context().setOffline(false);
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('Nothing was found').waitFor();
  await page.context().close();
});

test('the palette: commands that apply now by a few letters, recent ones first, choices, topics and visitors', async () => {
  await untilFound('Kathmandu');
  const page = await openList();
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox');
  await field.waitFor();
  expect(await page.getByRole('option', { name: /Mark as done/ }).count()).toBe(0);
  expect(await accessibilityTroubles(page)).toEqual([]);
  await page.keyboard.type('shortc');
  await page.keyboard.press('Enter');
  const help = page.getByRole('heading', { name: 'Keyboard shortcuts' });
  await help.waitFor();
  // Two presses in one go, as the quickest hand has them.
  await page.evaluate(() => {
    for (const press of [{ key: 'Escape' }, { key: 'k', ctrlKey: true }]) {
      document.activeElement?.dispatchEvent(
        new KeyboardEvent('keydown', { ...press, bubbles: true, cancelable: true }),
      );
    }
  });
  await help.waitFor({ state: 'detached' });
  await field.waitFor();
  expect(await page.getByRole('option').first().textContent()).toContain('Keyboard shortcuts');
  await page.keyboard.type('go to view');
  await page.keyboard.press('Enter');
  await page.getByRole('option', { name: 'Snoozed' }).waitFor();
  expect(await accessibilityTroubles(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page
    .getByRole('option', { name: /Search/ })
    .first()
    .waitFor();
  await page.keyboard.type('refund');
  await page.getByRole('option', { name: 'Search for “refund”' }).click();
  await page.getByRole('combobox', { name: 'Search' }).waitFor();
  await page.locator('dialog mark').first().waitFor();
  await page.context().close();
});
