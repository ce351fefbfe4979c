import { FLOW_TEMPLATES } from '@everthread/shared/client/flow-templates';
import type { FlowPlan } from '@everthread/shared/models/flow';
import { FlowId } from '@everthread/shared/models/ids';
import type { Browser, BrowserContext, Frame, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { saveFlow } from '../api/src/flows/save-flow.ts';
import { newAgent, newWorkspace, type TestAgent } from '../api/test/factories.ts';
import { accessibilityTroubles } from './accessible.ts';
import { launchBrowser } from './browser.ts';
import { openHostPages } from './host-pages.ts';
import { knock } from './knock.ts';
import { beginAsVisitor, newMessageId, surroundingsOfSystem } from './people.ts';
import { messengerIn, openMessenger, openShop, PATIENCE, shopHtml, write } from './shop.ts';
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

test('a flow is begun, reworded, put in another order and tried by keyboard; a visitor then meets it and is given a person', async () => {
  const workspace = await newWorkspace(surroundingsOfSystem(), 'Leaf & Clay');
  const owner = await newAgent(workspace, 'owner', 'Mira');
  const inbox = await openInbox(browser, owner, 'settings/flows');

  await inbox.getByRole('button', { name: 'Shop: where is my order' }).focus(PATIENCE);
  await inbox.keyboard.press('Enter');
  await inbox.getByText('Added, switched off: Where is my order').waitFor(PATIENCE);
  const greeting = inbox.getByLabel('Step 1: words', { exact: true });
  await greeting.fill('Welcome to Leaf & Clay! Is it about an order?');
  await inbox.getByRole('button', { name: 'Move up: Step 1.1.2, Ask, and keep the answer' }).focus();
  await inbox.keyboard.press('Enter');
  await inbox.getByText('Ask, and keep the answer: moved to place 1 of 5').waitFor({ state: 'attached', ...PATIENCE });
  const question = inbox.getByLabel('Step 1.1.1: words', { exact: true });
  await question.focus();
  await inbox.keyboard.press('Alt+ArrowDown');
  await inbox.keyboard.press('Alt+ArrowUp');
  await inbox.keyboard.press('Control+End');
  await inbox.keyboard.type(' Please');
  expect(await question.inputValue()).toBe('And the mail address with which you ordered? Please');

  const keptAs = inbox.getByLabel('Step 1.1.2: Kept as');
  await keptAs.fill('Parcel no.');
  await keptAs.press('Tab');
  expect(await keptAs.inputValue()).toBe('parcel_no');
  expect(await inbox.getByLabel('Step 1.1.4: words').inputValue()).toContain('Order {parcel_no}: {status}');

  const trial = inbox.getByRole('region', { name: 'Try it' });
  await trial.getByText('Welcome to Leaf & Clay! Is it about an order?').waitFor(PATIENCE);
  await trial.getByRole('button', { name: 'Where is my order?' }).press('Enter');
  await trial.getByText('And the mail address with which you ordered? Please').waitFor(PATIENCE);
  const answer = trial.getByLabel('Answer as the visitor');
  await answer.fill('ines@example.com');
  await answer.press('Enter');
  await answer.fill('TS-10423');
  await answer.press('Enter');
  await trial.getByText('Order TS-10423: ‹status›. It should arrive: ‹arrives›.').waitFor(PATIENCE);
  await inbox.getByRole('button', { name: 'Show the signing secret' }).press('Enter');
  const copy = inbox.getByRole('button', { name: 'Copy', exact: true });
  await expect.poll(() => copy.evaluate((element) => element === document.activeElement), PATIENCE).toBe(true);
  expect(await accessibilityTroubles(inbox)).toEqual([]);

  await inbox.getByRole('button', { name: 'Save', exact: true }).press('Enter');
  await inbox.getByText('version 2').waitFor(PATIENCE);
  const isOn = inbox.getByRole('switch', { name: 'Where is my order is on' });
  await isOn.press('Space');
  await isOn.and(inbox.locator('[aria-checked=true]')).waitFor(PATIENCE);

  const visiting = await browser.newContext({ locale: 'en-GB', viewport: { width: 1000, height: 800 } });
  const messenger = await openMessenger(await openShop(visiting, hosts.put({ html: shopHtml(owner.workspaceId) })));
  const bubble = messenger.locator('.bubble');
  await write(messenger, 'Hello, my order has not come');
  await bubble.getByText('Welcome to Leaf & Clay! Is it about an order?').waitFor(PATIENCE);
  await messenger.locator('.badge').getByText('Bot', { exact: true }).waitFor(PATIENCE);
  await messenger.getByRole('button', { name: 'Where is my order?', exact: true }).click(PATIENCE);
  await bubble.getByText('And the mail address with which you ordered? Please').waitFor(PATIENCE);
  // What is written by hand counts as much as what is put into the field.
  await write(messenger, 'it is ines@example.com');
  const number = messenger.getByLabel('Your order number');
  await number.fill('FAIL-10423', PATIENCE);
  await messenger.getByRole('button', { name: 'Talk to a person' }).waitFor(PATIENCE);
  await number.press('Enter');
  await bubble.getByText(/I have called a person from our team/).waitFor(PATIENCE);
  await expect.poll(() => messenger.getByRole('button', { name: 'Talk to a person' }).count(), PATIENCE).toBe(0);

  await inbox.goto(`${inject('system').appUrl}/inbox/${owner.workspaceId}/all`);
  await inbox.locator('[data-topic]').first().click(PATIENCE);
  await inbox.getByText(/The flow “Where is my order” handed over: a look-up failed/).waitFor(PATIENCE);
  await inbox.getByRole('heading', { name: 'Told the bot' }).waitFor(PATIENCE);
  expect(await accessibilityTroubles(inbox)).toEqual([]);
});

/** All that a screen reader finds on the page, also where no script can look. */
async function readAloud(page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  await session.detach();
  return nodes.map(({ name }) => name?.value ?? '').join('\n');
}

test('words that are taken out whole are asked for where there must be some, and gone where there need be none', async () => {
  const workspace = await newWorkspace(surroundingsOfSystem(), 'Leaf & Clay');
  const owner = await newAgent(workspace, 'owner', 'Mira');
  const inbox = await openInbox(browser, owner, 'settings/flows');
  await inbox.getByRole('button', { name: 'Shop: where is my order' }).click(PATIENCE);
  const save = inbox.getByRole('button', { name: 'Save', exact: true });
  const parting = inbox.getByLabel('Step 1.1.5.2.1: words', { exact: true });
  await parting.fill('Wait');
  await save.press('Enter');
  await inbox.getByText('Version 2').waitFor(PATIENCE);
  await parting.fill('');
  await inbox.getByRole('button', { name: 'Add a step', exact: true }).click();
  await inbox.getByRole('button', { name: 'Say', exact: true }).click();
  const last = inbox.getByLabel('Step 2: words', { exact: true });
  await last.fill('');
  await save.press('Enter');
  await inbox.waitForFunction(() => document.activeElement?.matches(':invalid'));
  expect(await last.evaluate((element) => element === document.activeElement)).toBe(true);
  await last.fill('Goodbye');
  await save.press('Enter');
  await inbox.getByText('Version 3').waitFor(PATIENCE);
  await inbox.reload();
  await inbox.getByRole('button', { name: 'Edit Where is my order' }).click(PATIENCE);
  expect(await parting.inputValue()).toBe('');
  expect(await last.inputValue()).toBe('Goodbye');
  await inbox.context().close();
});

test('a flow that is not saved says why beside its form, and whoever saves or discards by keyboard goes on from there', async () => {
  const owner = await newAgent(await newWorkspace(surroundingsOfSystem(), 'Leaf & Clay'), 'owner', 'Mira');
  const inbox = await openInbox(browser, owner, 'settings/flows');
  await inbox.getByRole('button', { name: 'Shop: where is my order' }).click(PATIENCE);
  const flow = inbox.getByRole('region', { name: 'Where is my order', exact: true });
  const save = flow.getByRole('button', { name: 'Save', exact: true });
  const hasFocus = (place: Locator) => place.evaluate((element) => element === document.activeElement);
  await flow.getByLabel('Step 1: words', { exact: true }).fill('Welcome!');

  await inbox.route('**/flows/*', (route) => route.abort());
  await save.press('Enter');
  const refused = flow.getByText(/^Not saved: Where is my order\. No connection/);
  await refused.waitFor(PATIENCE);
  expect(await hasFocus(save)).toBe(true);
  expect(await accessibilityTroubles(inbox)).toEqual([]);
  await inbox.unroute('**/flows/*');
  await inbox.keyboard.press('Enter');
  await flow.getByText('Version 2').waitFor(PATIENCE);
  await refused.waitFor({ state: 'detached' });
  expect(await hasFocus(save)).toBe(true);
  await inbox.keyboard.press('Enter');

  await flow.getByLabel('Step 1: words', { exact: true }).fill('Hello!');
  await flow.getByRole('button', { name: 'Discard changes' }).press('Enter');
  await expect.poll(() => hasFocus(flow), PATIENCE).toBe(true);
  expect(await flow.getByText('Version 3').count()).toBe(0);
  expect(await accessibilityTroubles(inbox)).toEqual([]);
  await inbox.context().close();
});

test('by keyboard a step and a condition are chosen from all there are, and a way to begin that is passed takes nothing along', async () => {
  const owner = await newAgent(await newWorkspace(surroundingsOfSystem(), 'Leaf & Clay'), 'owner', 'Mira');
  const inbox = await openInbox(browser, owner, 'settings/flows');
  await inbox.getByRole('button', { name: 'Shop: where is my order' }).click(PATIENCE);
  const hasFocus = (place: Locator) =>
    expect.poll(() => place.evaluate((element) => element === document.activeElement), PATIENCE).toBe(true);
  const steps = inbox.locator('[data-step]');
  await inbox.getByRole('button', { name: 'Add a step', exact: true }).press('Enter', PATIENCE);
  const before = await steps.count();
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp', 'Enter']) await inbox.keyboard.press(key);
  await hasFocus(inbox.getByLabel('Step 2: words', { exact: true }));
  expect(await steps.last().getAttribute('aria-label')).toBe('Step 2, Ask, and keep the answer');
  expect(await steps.count()).toBe(before + 1);
  await inbox.getByRole('button', { name: 'Add a condition: If all of this holds' }).press('Enter');
  for (const key of ['ArrowDown', 'Enter']) await inbox.keyboard.press(key);
  const page = inbox.getByLabel('The page’s address has', { exact: true });
  await hasFocus(page);
  await inbox.keyboard.type('/checkout');

  const begins = inbox.getByRole('combobox', { name: 'Begins' });
  const words = inbox.getByLabel('The message has one of these words', { exact: true });
  const anyOf = await words.inputValue();
  await begins.selectOption('page');
  await words.waitFor({ state: 'detached' });
  expect(await page.inputValue()).toBe('/checkout');
  await begins.selectOption('any-message');
  expect(await words.inputValue()).toBe(anyOf);
  expect(await page.inputValue()).toBe('/checkout');
  expect(await accessibilityTroubles(inbox)).toEqual([]);
  await inbox.context().close();
});

test('words on a page are shown once each where the tag allows it, take no focus, go by key, and lead into the messenger', async () => {
  const owner = await newAgent(await newWorkspace(surroundingsOfSystem(), 'Lamps'), 'owner', 'Mira');
  for (const words of ['May I help with the lamps?', 'Shipping is free today.']) {
    const plan: FlowPlan = {
      name: words,
      trigger: 'page',
      shows: { words: { en: words }, afterSeconds: 0 },
      conditions: [{ kind: 'page', contains: 'shop.test' }],
      steps: [],
    };
    await saveFlow(owner.ctx, FlowId.parse(owner.ctx.newId()), { base: 0, isOn: true, plan });
  }
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1000, height: 800 } });
  const asked: string[] = [];
  context.on('request', (request) => asked.push(request.url()));
  const { appUrl } = inject('system');
  const headers = {
    'content-security-policy': `default-src 'none'; script-src ${appUrl}; frame-src ${appUrl}; require-trusted-types-for 'script'; trusted-types 'none'`,
  };
  const page = await openShop(context, hosts.put({ html: shopHtml(owner.workspaceId, 'data-proactive'), headers }));
  const card = page.locator('everthread-message');
  await card.waitFor({ state: 'attached', ...PATIENCE });
  await expect.poll(() => readAloud(page), PATIENCE).toContain('May I help with the lamps?');
  expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
  expect(asked.filter((url) => url.startsWith(appUrl)).map((url) => url.slice(appUrl.length))).toEqual([
    '/w.js',
    `/p?workspace=${owner.workspaceId}`,
  ]);
  await page.keyboard.press('Tab'); // the launcher
  await page.keyboard.press('Tab');
  await page.keyboard.press('Escape');
  await card.waitFor({ state: 'detached', ...PATIENCE });

  await page.reload();
  await card.waitFor({ state: 'attached', ...PATIENCE });
  await expect.poll(() => readAloud(page), PATIENCE).toContain('Shipping is free today.');
  expect(await readAloud(page)).not.toContain('May I help');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await card.waitFor({ state: 'detached', ...PATIENCE });
  await (await messengerIn(page)).locator('textarea').waitFor(PATIENCE);
  expect(await context.cookies()).toEqual([]);
});

const TALKS: [keyof typeof FLOW_TEMPLATES, string[]][] = [
  ['shop', ['Where is my order?', 'Something else', 'Do you sell lamps?']],
  ['bank', ['My card was stolen', 'My card was stolen', 'Yesterday at noon']],
  ['saas', ['I found a bug', 'Report a bug', 'I pressed save', 'A white page', 'Yes']],
  ['clinic', ['Hello', 'Make an appointment', 'Tuesdays', 'ines@example.com']],
  ['game', ['I lost my account', 'It was locked', 'Monday', 'Ines77', 'ines@example.com']],
];

/** The owner of a workspace of his own, with this flow. */
async function newShopkeeper(plan: FlowPlan): Promise<TestAgent> {
  const owner = await newAgent(await newWorkspace(surroundingsOfSystem(), plan.name), 'owner', 'Mira');
  await saveFlow(owner.ctx, FlowId.parse(owner.ctx.newId()), { base: 0, isOn: true, plan });
  return owner;
}

/** A visitor there who writes or chooses this, each once he is asked. */
async function talk(context: BrowserContext, plan: FlowPlan, answers: string[]): Promise<Frame> {
  const { workspaceId } = await newShopkeeper(plan);
  const messenger = await openMessenger(await openShop(context, hosts.put({ html: shopHtml(workspaceId) })));
  for (const [nth, answer] of answers.entries()) {
    // A question stands below what is newest until it is answered.
    if (nth > 0) await messenger.locator('.choices.flow, .wanted').waitFor(PATIENCE);
    const choice = messenger.getByRole('log').getByRole('button', { name: answer, exact: true });
    if (await choice.count()) await choice.click(PATIENCE);
    else await write(messenger, answer);
  }
  return messenger;
}

test('the five templates run from their first words to a person', async () => {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1000, height: 800 } });
  await Promise.all(
    TALKS.map(async ([name, answers]) => {
      const messenger = await talk(context, FLOW_TEMPLATES[name], answers);
      await messenger
        .getByText(/a person|our team/)
        .last()
        .waitFor(PATIENCE);
      await messenger.locator('.choices.flow, .wanted').waitFor({ state: 'detached', ...PATIENCE });
    }),
  );
});

const CALLED = 'I cannot answer that now. I have called a person from our team, who will answer you here.';
const QUESTION = 'Where is my order?';
/** The shop's, without its choices. */
const ORDER_STATUS: FlowPlan = {
  name: 'Order status',
  trigger: 'any-message',
  conditions: [],
  steps: [
    { kind: 'ask', id: 'ask', name: 'order', wants: 'order-number', words: { en: 'Which number has it?' } },
    {
      kind: 'look-up',
      id: 'look-up',
      url: 'https://shop.example.com/order-status',
      sends: ['order'],
      uses: ['status', 'arrives'],
    },
    { kind: 'say', id: 'say', words: { en: '{order}: {status}, {arrives}.' } },
  ],
};

test('whatever a shop’s order-status service does, the visitor reads plain words or is given a person', async () => {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1000, height: 800 } });
  const reads = async (order: string, words: string) => {
    const messenger = await talk(context, ORDER_STATUS, [QUESTION, order]);
    await messenger.locator('.bubble').getByText(words, { exact: true }).waitFor(PATIENCE);
  };
  const waits = async () => {
    const messenger = await talk(context, ORDER_STATUS, [QUESTION, 'SLOW-1']);
    await messenger.getByRole('button', { name: 'Talk to a person' }).click(PATIENCE);
    const called = messenger.locator('.bubble').getByText(/I have called a person/);
    await called.waitFor(PATIENCE);
  };
  const { workspaceId } = await newShopkeeper(ORDER_STATUS);
  const isGivenPerson = async (order: string) => {
    const { thread, headers } = await beginAsVisitor(workspaceId, QUESTION);
    const path = `/api/visitor/threads/${thread.id}`;
    const latest = async () => {
      const { body } = await knock(`${path}/changes?after=0`, { headers });
      return (body as { messages: { text: string; author: { kind: string } }[] }).messages.at(-1);
    };
    const inTime = { message: order, interval: 500, timeout: 60_000 };
    await expect.poll(latest, inTime).toMatchObject({ text: 'Which number has it?' });
    await knock(`${path}/messages`, { method: 'POST', headers, body: { id: newMessageId(), text: order } });
    await expect.poll(latest, inTime).toMatchObject({ text: CALLED });
  };
  await Promise.all([
    reads('TS-1', 'TS-1: on its way, tomorrow.'),
    reads('EVIL-1', 'EVIL-1: {order} <img src=x onerror=alert(1)>, $& {order}.'),
    waits(),
    ...['FAIL-1', 'LIE-1', 'HUGE-1'].map(isGivenPerson),
  ]);
});
