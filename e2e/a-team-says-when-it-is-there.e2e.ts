import type { Browser, Locator } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
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

test('a calendar that could not be read is read again when told to, and what was changed meanwhile stays', async () => {
  const agent = await newAgent(await newWorkspace(surroundingsOfSystem()), 'owner', 'Mira');
  const inbox = await openInbox(browser, agent, 'settings/hours');
  await inbox.getByRole('switch', { name: /^No office hours/ }).click();
  const calendars = inbox.getByRole('region', { name: 'Calendars' });
  const text = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'BEGIN:VEVENT', 'UID:1', 'SUMMARY:Founding day']
    .concat(['DTSTART;VALUE=DATE:20991105', 'DTEND;VALUE=DATE:20991106', 'END:VEVENT', 'END:VCALENDAR', ''])
    .join('\r\n');
  await inbox.route('**/hours/calendar', (route) => route.abort());
  await calendars
    .locator('input[type=file]')
    .setInputFiles({ name: 'days.ics', mimeType: 'text/calendar', buffer: Buffer.from(text) });
  const again = calendars.getByRole('alert').getByRole('button', { name: 'Try again' });
  await again.waitFor(PATIENCE);
  const monday = inbox.getByRole('button', { name: /^Remove Monday from/ });
  await monday.press('Enter');
  await monday.waitFor({ state: 'detached' });
  await inbox.unroute('**/hours/calendar');
  await again.press('Enter');
  await calendars.getByText('1 holiday added').waitFor(PATIENCE);
  const hasFocus = (place: Locator) => place.evaluate((element) => element === document.activeElement);
  await expect.poll(() => hasFocus(calendars), PATIENCE).toBe(true);

  // A button that is switched off while it works has the focus again afterwards.
  const answer = Promise.withResolvers<void>();
  await inbox.route('**/hours/calendars', async (route) => {
    await answer.promise;
    await route.abort();
  });
  await calendars.getByLabel('Address of a calendar').fill('https://calendar.test/days.ics');
  const add = calendars.getByRole('button', { name: 'Add calendar' });
  await add.press('Enter');
  await expect.poll(() => hasFocus(calendars), PATIENCE).toBe(true);
  answer.resolve();
  await expect.poll(() => hasFocus(add), PATIENCE).toBe(true);
  await inbox.reload();
  await inbox.getByText('Founding day').first().waitFor(PATIENCE);
  await inbox.getByRole('button', { name: /^Remove Tuesday from/ }).waitFor();
  expect(await monday.count()).toBe(0);
  await inbox.context().close();
});

/** The question comes ten seconds after a topic is done, and a page that is a minute old may still say what was. */
const LONG = { timeout: 90_000 };

test('hours and a notice that agents set are said in the messenger; a topic that is done is rated, and all is in the report', async () => {
  const agent = await newAgent(await newWorkspace(surroundingsOfSystem()), 'owner', 'Mira');
  const shopUrl = hosts.put({ html: shopHtml(agent.workspaceId) });
  const inbox = await openInbox(browser, agent, 'settings/hours');

  await inbox.getByRole('switch', { name: /^No office hours/ }).click();
  await inbox.getByText(/^(Open now|Closed now), /).waitFor(PATIENCE);

  const words = inbox.getByLabel('What visitors should know');
  await words.fill('An outage keeps us busy.');
  await inbox.route('**/special-notice', (route) => route.abort());
  await inbox.getByRole('button', { name: 'Show it' }).click();
  await inbox.getByRole('button', { name: 'Try again' }).waitFor(PATIENCE);
  expect(await words.inputValue()).toBe('An outage keeps us busy.');
  await inbox.unroute('**/special-notice');
  await inbox.getByRole('button', { name: 'Show it' }).click();
  await inbox.getByText('An outage keeps us busy.').and(inbox.locator('p')).waitFor(PATIENCE);
  expect(await words.inputValue()).toBe('');

  const visiting = await browser.newContext({ locale: 'en-GB', timezoneId: 'Asia/Kathmandu' });
  const messenger = await openMessenger(await openShop(visiting, shopUrl));
  await messenger.getByText('An outage keeps us busy.').waitFor(PATIENCE);
  const hours = await messenger.locator('.hours').textContent(PATIENCE);
  expect(hours).toMatch(/^(Open now|Back (tomorrow )?(on \w+ )?at \d+:\d\d, in .+)$/);
  await write(messenger, 'Which lamp is the brightest?');
  // Said where a screen reader listens already, not only shown.
  await messenger
    .locator('[aria-live=polite]', { hasText: /^Our team aims to answer by/ })
    .waitFor({ state: 'attached' });

  await inbox.goto(`${inject('system').appUrl}/inbox/${agent.workspaceId}/all`);
  await inbox.locator('[data-topic]').first().click();
  await inbox.getByText('Which lamp is the brightest?').last().waitFor(PATIENCE);
  await inbox.keyboard.press('r');
  await inbox.locator('textarea').fill('The round one.');
  await inbox.locator('textarea').press('Enter');
  await messenger.getByText('The round one.', { exact: true }).waitFor(LONG);
  await inbox.keyboard.press('Escape');
  await inbox.keyboard.press('e');

  const question = messenger.getByRole('group', { name: 'How did we do?' });
  await question.waitFor(LONG);
  await messenger.locator('[aria-live=polite]', { hasText: 'How did we do?' }).waitFor({ state: 'attached' });
  await question.getByRole('radio', { name: 'Good', exact: true }).check({ force: true });
  await messenger.getByText('Thank you for telling us.').waitFor(PATIENCE);
  await messenger.getByRole('textbox', { name: 'Anything to add?' }).fill('Quick, and kind');
  await messenger.getByRole('textbox', { name: 'Anything to add?' }).press('Enter');
  await messenger.getByRole('textbox', { name: 'Anything to add?' }).waitFor({ state: 'detached' });

  await inbox.goto(`${inject('system').appUrl}/inbox/${agent.workspaceId}/report`);
  await inbox.getByRole('heading', { name: 'Ratings' }).waitFor(PATIENCE);
  const rated = inbox.locator('section', { has: inbox.getByRole('heading', { name: 'Ratings' }) });
  expect(await rated.textContent()).toMatch(/^Ratings100\s?%/);
  await inbox.getByText('0 visitors wait now').waitFor(PATIENCE);
  expect(await accessibilityTroubles(inbox)).toEqual([]);
});
