import type { VisitorSession } from '@everthread/shared/models/visitor-session';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newAgent, type TestAgent } from '../api/test/factories.ts';
import { accessibilityTroubles } from './accessible.ts';
import { launchBrowser } from './browser.ts';
import { knock } from './knock.ts';
import { beginAsVisitor, newMessageId, newPlace, type Place, surroundingsOfSystem, type Visitor } from './people.ts';
import { openInbox } from './signed-in.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** The panel as this agent sees it. */
async function panelOf(agent: TestAgent, { threadId, topicId }: Place, width = 1440) {
  const viewport = { width, height: 1200 };
  const page = await openInbox(browser, agent, `all/${threadId}/${topicId}/visitor`, { viewport });
  return { page, panel: page.getByRole('complementary', { name: 'Visitor', exact: true }) };
}

const colleagueIn = ({ agent }: Place, role: 'agent' | 'viewer') =>
  newAgent({ ...surroundingsOfSystem(), actor: { kind: 'system', workspaceId: agent.workspaceId } }, role, 'Ben');

const write = ({ visitor, threadId }: Place, text: string, where = {}) =>
  knock(`/api/visitor/threads/${threadId}/messages`, {
    method: 'POST',
    headers: visitor.headers,
    body: { id: newMessageId(), text, where },
  });

async function finish({ workspaceId, agent }: Place, topicId: string): Promise<void> {
  await knock(`/api/workspaces/${workspaceId}/topics/${topicId}`, {
    method: 'PATCH',
    headers: { cookie: agent.cookie },
    body: { id: crypto.randomUUID(), status: 'done', subject: 'A broken teapot' },
  });
}

async function rename(page: Page, to: string): Promise<void> {
  await page.getByRole('button', { name: 'Edit Name' }).click();
  await page.locator('input[aria-label="Name"]:focus').waitFor();
  await page.keyboard.type(to); // over what is selected
  await page.keyboard.press('Enter');
}

test('what an agent writes down his colleague sees at once, and it is taken back for both', async () => {
  const place = await newPlace();
  const [mine, colleagues] = await Promise.all([
    panelOf(place.agent, place),
    panelOf(await colleagueIn(place, 'agent'), place),
  ]);
  const heading = ({ panel }: typeof mine) => panel.getByRole('heading', { level: 2 });
  await colleagues.panel.getByRole('button', { name: 'Edit Name' }).waitFor();

  await rename(mine.page, 'Ada Lovelace');
  await mine.page.locator('button[aria-label="Edit Name"]:focus').waitFor();
  await mine.page.getByText('Saved: Name').waitFor();
  await expect.poll(() => heading(mine).textContent()).toBe('Ada Lovelace');
  await expect.poll(() => heading(colleagues).textContent()).toBe('Ada Lovelace');
  await colleagues.panel.getByText('Written by your team').waitFor();
  await colleagues.page.getByRole('region', { name: 'Topics' }).getByText('Ada Lovelace').first().waitFor();

  await mine.page.keyboard.press('Control+z');
  await expect.poll(() => heading(colleagues).textContent()).toMatch(/^Visitor /);

  // Whoever leaves the field for another place stays there.
  await mine.page.getByRole('button', { name: 'Edit Name' }).click();
  await mine.page.locator('#composer').click();
  await mine.page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
  expect(await mine.page.evaluate(() => document.activeElement?.id)).toBe('composer');
});

test('a field is added by keyboard, made private, kept from a viewer, and removed', async () => {
  const place = await newPlace();
  const { page, panel } = await panelOf(place.agent, place);
  await panel.getByRole('button', { name: 'Add a field' }).focus();
  await page.keyboard.press('Enter');
  await page.locator('input[name="name"]:focus').waitFor();
  await page.keyboard.type('plan');
  await page.keyboard.press('Tab');
  await page.keyboard.type('<b>gold</b>');
  await page.keyboard.press('Enter');
  await panel.getByText('<b>gold</b>').waitFor();
  expect(await accessibilityTroubles(page)).toEqual([]);

  await panel.getByRole('button', { name: 'Edit plan' }).click();
  await panel.getByRole('checkbox', { name: /^Private/ }).check();
  expect(await accessibilityTroubles(page)).toEqual([]);
  await panel.getByRole('button', { name: 'Save' }).click();
  await panel.getByText('Private', { exact: true }).waitFor();

  const viewer = await panelOf(await colleagueIn(place, 'viewer'), place);
  await viewer.panel.getByRole('heading', { name: 'Devices' }).waitFor();
  expect(await viewer.panel.getByText('gold').count()).toBe(0);
  expect(await viewer.panel.getByRole('button', { name: /^(Edit|Add)/ }).count()).toBe(0);

  await panel.getByRole('button', { name: 'Edit plan' }).click();
  await panel.getByRole('button', { name: 'Remove' }).click();
  await page.getByText('Removed: plan').waitFor();
  expect(await panel.getByText('gold').count()).toBe(0);
});

test('the pages of his visit and his other topics are there; what is no address of the web is no link', async () => {
  const place = await newPlace();
  await write(place, 'Here', { pageUrl: 'https://shop.example/teapots', pageTitle: 'Teapots' });
  await finish(place, place.topicId);
  await knock(`/api/workspaces/${place.workspaceId}/topics/${place.topicId}/messages`, {
    method: 'POST',
    headers: { cookie: place.agent.cookie },
    body: {
      id: crypto.randomUUID(),
      messages: { which: 'one', messageId: await lastMessage(place) },
      intoId: crypto.randomUUID(),
      isNew: true,
    },
  });
  await write(place, 'There', { pageUrl: 'javascript:alert(1)', pageTitle: 'A trap' });
  const { page, panel } = await panelOf(place.agent, place);

  await panel.getByRole('heading', { name: 'Pages in this visit' }).waitFor();
  expect(await panel.getByRole('link', { name: /^Teapots/ }).getAttribute('href')).toBe('https://shop.example/teapots');
  expect(await panel.getByRole('link', { name: /trap/ }).count()).toBe(0);
  expect(await accessibilityTroubles(page)).toEqual([]);

  const other = panel.locator(`a[href*="${place.threadId}"]`).last();
  const path = await other.getAttribute('href');
  await other.click();
  await expect.poll(() => new URL(page.url()).pathname).toBe(path);
});

async function lastMessage(place: Place): Promise<string> {
  const { body } = await knock(`/api/workspaces/${place.workspaceId}/threads/${place.threadId}`, {
    headers: { cookie: place.agent.cookie },
  });
  return (body as { thread: { messages: { id: string }[] } }).thread.messages.at(-1)?.id ?? '';
}

test('a tag is made and put on him by keyboard, taken off and put back', async () => {
  const place = await newPlace();
  const { page, panel } = await panelOf(place.agent, place);
  await panel.getByRole('button', { name: 'Add a tag' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('combobox', { name: 'Add a tag' }).waitFor();
  await page.keyboard.type('Wholesale');
  await page.getByRole('option', { name: /Wholesale/ }).waitFor();
  await page.keyboard.press('Enter');
  await panel.getByRole('button', { name: 'Take Wholesale off' }).waitFor();
  expect(await accessibilityTroubles(page)).toEqual([]);
  await page.keyboard.press('Escape');

  await panel.getByRole('button', { name: 'Take Wholesale off' }).click();
  await page.getByText('Removed: Wholesale').waitFor();
  await page.keyboard.press('Control+z');
  await panel.getByRole('button', { name: 'Take Wholesale off' }).waitFor();
});

test('two visitors become one after a preview, for both agents and both browsers, and two again', async () => {
  const place = await newPlace('From the phone');
  const other = await beginAsVisitor(place.workspaceId, 'From the laptop');
  const session = async ({ key }: Visitor) => {
    const { body } = await knock('/api/visitor/session', {
      method: 'POST',
      body: { workspaceId: place.workspaceId, key },
    });
    return (body as VisitorSession).thread;
  };
  const textsOf = async (visitor: Visitor) => (await session(visitor)).messages.map(({ text }) => text);
  const [mine, colleagues] = await Promise.all([
    panelOf(place.agent, place),
    panelOf(await colleagueIn(place, 'agent'), place),
  ]);
  const { page, panel } = mine;

  await panel.getByRole('button', { name: /^Merge with another visitor/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Merge with another visitor' });
  await dialog.getByRole('option').first().waitFor();
  expect(await accessibilityTroubles(page)).toEqual([]);
  await page.keyboard.type(other.access.visitorId.slice(0, 4));
  await dialog.getByRole('option', { name: new RegExp(other.access.visitorId.slice(0, 4)) }).waitFor();
  await page.keyboard.press('Enter');
  await dialog.getByText('1 message · 1 topic · 1 browser', { exact: false }).waitFor();
  await dialog.getByText('Whoever uses one of these 2 browsers reads all of it', { exact: false }).waitFor();
  expect(await accessibilityTroubles(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Merge', exact: true }).click();

  for (const each of [mine, colleagues]) {
    const thread = each.page
      .getByRole('log')
      .or(each.page.getByRole('region', { name: 'Thread' }))
      .first();
    await thread.getByText('From the laptop').first().waitFor();
    await each.panel.getByRole('button', { name: /^Undo the merge of/ }).waitFor();
  }
  expect(await textsOf(other)).toEqual(['From the phone', 'From the laptop']);
  expect(await textsOf(place.visitor)).toEqual(['From the phone', 'From the laptop']);

  await panel.getByRole('button', { name: /^Undo the merge of/ }).click();
  await page.getByText('They are two visitors again').waitFor();
  expect(await textsOf(other)).toEqual(['From the laptop']);
  expect(await textsOf(place.visitor)).toEqual(['From the phone']);
  for (const each of [mine, colleagues]) {
    await expect.poll(() => each.page.url()).toContain(place.threadId);
    await expect.poll(() => each.page.getByText('From the laptop').count()).toBe(1); // in the list alone
  }
});
