import type { TeamMessage } from '@everthread/shared/models/message';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { newAgent, type TestAgent } from '../api/test/factories.ts';
import { accessibilityTroubles } from './accessible.ts';
import { launchBrowser } from './browser.ts';
import { knock } from './knock.ts';
import { newMessageId, newPlace, type Place } from './people.ts';
import { windowOf } from './signed-in.ts';

const SOON = { timeout: 20_000 };

let browser: Browser;
let place: Place;
let ben: TestAgent;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  place = await newPlace('Is the blue mug still there?');
  const { actor: _, ...surroundings } = place.agent.ctx;
  const workspace = { ...surroundings, actor: { kind: 'system', workspaceId: place.agent.workspaceId } } as const;
  ben = await newAgent(workspace, 'agent', 'Ben');
});

const threadPath = () => `/inbox/${place.workspaceId}/open/${place.threadId}/${place.topicId}`;

/** An agent's window at the thread. */
async function openThread(agent: TestAgent): Promise<Page> {
  const page = await windowOf(browser, agent);
  const isKnown = page.waitForResponse((answer) => answer.url().endsWith('/writing')); // how long replies are held
  await page.goto(`${inject('system').appUrl}${threadPath()}`);
  await page.getByRole('article').filter({ hasText: 'blue mug' }).waitFor();
  await isKnown;
  return page;
}

const asAgent = ({ cookie }: TestAgent, method: string, path: string, body?: unknown) =>
  knock(`/api/workspaces/${place.workspaceId}${path}`, { method, headers: { cookie }, body });
const holdFor = (agent: TestAgent, holdSeconds: number) => asAgent(agent, 'PATCH', '/writing', { holdSeconds });

const visitorWrites = (text: string) =>
  knock(`/api/visitor/threads/${place.threadId}/messages`, {
    method: 'POST',
    headers: place.visitor.headers,
    body: { id: newMessageId(), text },
  });

async function visitorSees(): Promise<string[]> {
  const path = `/api/visitor/threads/${place.threadId}/changes?after=0`;
  const { body } = await knock(path, { headers: place.visitor.headers });
  return (body as { messages: TeamMessage[] }).messages.map(({ text }) => text);
}

/** Keeps what is asked for on its way. Returns what lets it go. */
async function holdBack(page: Page, address: string): Promise<() => void> {
  const held = Promise.withResolvers<void>();
  await page.route(address, async (route) => {
    await held.promise;
    await route.continue();
  });
  return held.resolve;
}

const composer = (page: Page) => page.getByRole('textbox', { name: 'Your reply' });

async function reply(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await composer(page).press('Enter');
}

/** By how much the end of the thread lies under what is seen of it. */
const belowTheEnd = (page: Page) =>
  page
    .getByRole('region', { name: 'Messages', exact: true })
    .evaluate(({ scrollHeight, scrollTop, clientHeight }) => Math.round(scrollHeight - scrollTop - clientHeight));

test('a reply waits for a while: its writer can take it back, a colleague sees that it is coming, the visitor nothing', async () => {
  await holdFor(place.agent, 20);
  const [ada, other] = await Promise.all([openThread(place.agent), openThread(ben)]);
  await reply(ada, 'It costs nothing');
  await ada.getByText(/Goes out in \d+ s/).waitFor();
  await other.getByText('Ada is sending…').waitFor();
  expect(await other.getByText('It costs nothing').count()).toBe(0);

  await ada.getByRole('button', { name: 'Undo' }).click();
  await ada.getByText(/Goes out in/).waitFor({ state: 'detached' });
  await expect.poll(() => composer(ada).inputValue(), SOON).toBe('It costs nothing');
  await other.getByText('Ada is sending…').waitFor({ state: 'detached' });
  expect(await visitorSees()).toEqual(['Is the blue mug still there?']);

  await composer(ada).fill('It costs ten');
  await composer(ada).press('Enter');
  await ada.getByText(/Goes out in \d+ s/).waitFor();
  await composer(ada).press('ControlOrMeta+z');
  await expect.poll(() => composer(ada).inputValue(), SOON).toBe('It costs ten');
  await composer(ada).press('Enter');
  await ada.getByRole('button', { name: 'Send now' }).click();
  await other.getByRole('article').filter({ hasText: 'It costs ten' }).waitFor();
  expect(await visitorSees()).toEqual(['Is the blue mug still there?', 'It costs ten']);
});

test('what is held goes by itself, once, also where its window is closed', async () => {
  await holdFor(place.agent, 5);
  const ada = await openThread(place.agent);
  await reply(ada, 'Yes, two of them');
  await ada.getByRole('list', { name: 'Replies that wait' }).waitFor();
  await ada.context().close();
  const other = await openThread(ben);
  await other.getByRole('article').filter({ hasText: 'Yes, two of them' }).waitFor();
  expect(await visitorSees()).toEqual(['Is the blue mug still there?', 'Yes, two of them']);
});

test('a reply that crosses with a colleague’s is held back with its words, and goes when its writer says so', async () => {
  const [ada, other] = await Promise.all([openThread(place.agent), openThread(ben)]);
  await ada.waitForLoadState('networkidle'); // what is cut off while it comes never comes again: browsers keep that
  await ada.context().setOffline(true);
  await reply(other, 'Yes, one is left');
  await expect.poll(visitorSees, SOON).toContain('Yes, one is left');
  await reply(ada, 'No, it is sold out');
  await ada.context().setOffline(false);

  const notice = ada.getByRole('region', { name: 'Not sent yet' });
  await notice.getByText('Not sent yet: Ben wrote in the meantime').waitFor();
  await notice.getByText('Yes, one is left').waitFor();
  expect(await visitorSees()).toEqual(['Is the blue mug still there?', 'Yes, one is left']);
  expect(await accessibilityTroubles(ada)).toEqual([]);

  await notice.getByRole('button', { name: 'Edit' }).click();
  await expect.poll(() => composer(ada).inputValue(), SOON).toBe('No, it is sold out');
  await composer(ada).fill('As Ben says');
  await composer(ada).press('Enter');
  await other.getByRole('article').filter({ hasText: 'As Ben says' }).waitFor();
  expect(await visitorSees()).toEqual(['Is the blue mug still there?', 'Yes, one is left', 'As Ben says']);
});

test('a held reply that the visitor overtakes comes back to its writer, who is told wherever he is', async () => {
  await holdFor(place.agent, 5);
  const ada = await openThread(place.agent);
  await reply(ada, 'Yes, it is there');
  await ada.getByText(/Goes out in/).waitFor();
  await visitorWrites('Never mind, I found another');
  const notice = ada.getByRole('region', { name: 'Not sent yet' });
  await notice.getByText('Never mind, I found another').waitFor();
  expect(await visitorSees()).toEqual(['Is the blue mug still there?', 'Never mind, I found another']);

  await ada.reload();
  await notice.getByRole('button', { name: 'Send anyway' }).click();
  await notice.waitFor({ state: 'detached' });
  await expect
    .poll(visitorSees, SOON)
    .toEqual(['Is the blue mug still there?', 'Never mind, I found another', 'Yes, it is there']);
});

test('a reply can go at a time of its writer’s choice, and colleagues see when', async () => {
  const [ada, other] = await Promise.all([openThread(place.agent), openThread(ben)]);
  await composer(ada).fill('Good morning');
  await ada.getByRole('button', { name: 'Send later' }).click();
  await ada.getByRole('dialog', { name: 'Send later' }).waitFor();
  expect(await accessibilityTroubles(ada)).toEqual([]);
  await ada.getByRole('button', { name: 'Send later' }).click();
  await ada.getByRole('dialog', { name: 'Send later' }).waitFor({ state: 'detached' });
  await ada.getByRole('button', { name: 'Send later' }).click();
  await ada.getByRole('button', { name: /Tomorrow morning/ }).click();
  await ada.getByText(/Goes out .*, 0?9:00/).waitFor();
  await other.getByText(/Ada: goes out .*, 0?9:00/).waitFor();
  await other.getByText('Good morning').waitFor();

  const waits = ada.getByRole('list', { name: 'Replies that wait' });
  const before = await waits.textContent();
  await waits.getByRole('button', { name: 'Change the time' }).click();
  await ada.getByRole('button', { name: /In an hour/ }).click();
  await expect.poll(() => waits.textContent(), SOON).not.toBe(before);
  await waits.getByRole('button', { name: 'Edit' }).click();
  await expect.poll(() => composer(ada).inputValue(), SOON).toBe('Good morning');
  await other.getByText('Good morning').waitFor({ state: 'detached' });
});

test('replies that wait keep the end of a small window in sight, and are printed without what can be pressed', async () => {
  const ada = await openThread(place.agent);
  await ada.setViewportSize({ width: 360, height: 640 });
  const waits = ada.getByRole('list', { name: 'Replies that wait' });
  for (const [i, words] of ['Good morning', 'One thing more', 'And the last'].entries()) {
    await composer(ada).fill(words);
    await ada.getByRole('button', { name: 'Send later' }).click();
    await ada.getByRole('button', { name: /Tomorrow morning/ }).click();
    await expect.poll(() => waits.getByRole('article').count(), SOON).toBe(i + 1);
    await expect.poll(() => belowTheEnd(ada), SOON).toBe(0);
  }
  await ada.emulateMedia({ media: 'print' });
  expect(await waits.getByRole('button').count()).toBe(0);
  await waits
    .getByText(/Goes out .*, 0?9:00/)
    .first()
    .waitFor();
});

test('what one begins on one device goes on on the other, and of two at once neither is lost', async () => {
  const [desk, phone] = await Promise.all([openThread(place.agent), openThread(place.agent)]);
  await composer(desk).pressSequentially('Dear Ann, ');
  await expect.poll(() => composer(phone).inputValue(), SOON).toBe('Dear Ann, ');
  await phone.getByRole('button', { name: 'Note', exact: true }).click();
  await phone.getByRole('textbox', { name: /Your note/ }).fill('She sounds cross');
  expect(await composer(desk).inputValue()).toBe('Dear Ann, ');
  await phone.getByRole('button', { name: 'Reply', exact: true }).click();

  await phone.waitForLoadState('networkidle');
  await phone.context().setOffline(true);
  await composer(phone).fill('Written on the train');
  await composer(desk).fill('Written at the desk');
  await expect
    .poll(async () => JSON.stringify((await asAgent(place.agent, 'GET', '/writing')).body), SOON)
    .toContain('Written at the desk');
  await phone.reload().catch(() => {});
  await phone.context().setOffline(false);
  await phone.goto(`${inject('system').appUrl}${threadPath()}`);
  await expect.poll(() => composer(phone).inputValue(), SOON).toBe('Written on the train');

  const kept = desk.getByRole('region', { name: 'Other words of yours, from another device' });
  await kept.getByText('Written at the desk').waitFor();
  expect(await composer(desk).inputValue()).toBe('Written on the train');
  expect(await accessibilityTroubles(desk)).toEqual([]);
  await kept.getByRole('button', { name: 'Add to this' }).click();
  expect(await composer(desk).inputValue()).toBe('Written on the train\nWritten at the desk');
  await kept.waitFor({ state: 'detached' });
  await expect.poll(() => composer(phone).inputValue(), SOON).toBe('Written on the train\nWritten at the desk');
});

test('who begins to write before the thread has come finds his words in the composer, and has done nothing else', async () => {
  const ada = await windowOf(browser, place.agent);
  const release = await holdBack(ada, `**/threads/${place.threadId}`);
  await ada.goto(`${inject('system').appUrl}${threadPath()}`);
  await ada.locator('[data-topic]').waitFor();
  await ada.keyboard.press('r');
  await ada.keyboard.type('Here we are, ');
  release();
  await expect.poll(() => composer(ada).inputValue(), SOON).toBe('Here we are, ');
  await ada.keyboard.type('Ann');
  expect(await composer(ada).inputValue()).toBe('Here we are, Ann');
});

test('who else is looking at a thread stands in its header, until he goes', async () => {
  const [ada, other] = await Promise.all([openThread(place.agent), openThread(ben)]);
  const faces = ada.getByRole('list', { name: 'Colleagues who are looking at this' });
  await faces.getByText('Ben is looking at this').waitFor();
  await other.context().close();
  await faces.waitFor({ state: 'detached' });
});

test('who is named in a note by @ is told, and finds it', async () => {
  const [ada, other] = await Promise.all([openThread(place.agent), openThread(ben)]);
  await other.goto(`${inject('system').appUrl}/inbox/${place.workspaceId}/done`);
  await other.getByRole('list', { name: 'Colleagues who are here' }).getByText('Ada').waitFor();
  await ada.getByRole('button', { name: 'Note', exact: true }).click();
  const note = ada.getByRole('textbox', { name: /Your note/ });
  await note.pressSequentially('Please look, @be');
  await ada.getByRole('option', { name: 'Ben' }).waitFor();
  await note.evaluate((field) => {
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }));
    document.execCommand('insertText', false, 'it is '); // as one who types on before the next picture
  });
  expect(await note.inputValue()).toBe('Please look, @Ben it is ');
  await note.pressSequentially('urgent');
  await note.press('Enter');
  await ada.getByRole('article').filter({ hasText: 'it is urgent' }).waitFor();

  await other.getByText('Ada named you: Please look, @Ben it is urgent').waitFor();
  await other.getByRole('button', { name: 'Open' }).click();
  await other.getByRole('article').filter({ hasText: 'it is urgent' }).waitFor();
  const unread = async () =>
    ((await asAgent(ben, 'GET', '/mentions?unread=true')).body as { mentions: unknown[] }).mentions.length;
  await expect.poll(unread, SOON).toBe(0);
  expect(await visitorSees()).toEqual(['Is the blue mug still there?']);
});

test('a saved reply comes by /, says what is known, waits for what is not, and does the rest as it is sent', async () => {
  const save = (name: string, text: string, actions: object) =>
    asAgent(place.agent, 'POST', '/saved-replies', {
      id: crypto.randomUUID(),
      name,
      text,
      isPrivate: false,
      actions,
    });
  await save('Greeting', 'Hello {{visitor.first_name | there}}, {{agent.name}} here about {{visitor.email}}', {});
  await save('Settled', 'Glad to help. {{workspace.name}}', { status: 'done', priority: 'low' });
  const ada = await openThread(place.agent);
  const release = await holdBack(ada, '**/saved-replies');
  await composer(ada).pressSequentially('/gre');
  await composer(ada).press('Enter'); // what it chooses is known once the list has come
  release();
  await expect.poll(() => composer(ada).inputValue(), SOON).toBe('Hello there, Ada here about {{visitor.email}}');
  await composer(ada).press('Enter');
  await ada.getByText('Fill in {{visitor.email}} first: it is not known here').waitFor();
  expect(await visitorSees()).toHaveLength(1);
  await ada.keyboard.type('your mug'); // the place to fill in is selected
  await composer(ada).press('Enter');
  await ada.getByRole('article').filter({ hasText: 'Hello there, Ada here about your mug' }).waitFor();

  await composer(ada).pressSequentially('/');
  await ada.getByRole('option', { name: /Settled/ }).waitFor();
  expect(await accessibilityTroubles(ada)).toEqual([]);
  await composer(ada).press('ArrowDown');
  await composer(ada).press('ArrowDown'); // round to the first, which does not fit what is typed next
  await composer(ada).pressSequentially('set');
  await composer(ada).press('Enter');
  await ada.getByText('As it is sent:').waitFor();
  await composer(ada).press('Enter');
  await expect.poll(visitorSees, SOON).toContainEqual(expect.stringMatching(/^Glad to help\. \S/));
  const topic = async () => {
    const { body } = await asAgent(place.agent, 'GET', `/threads/${place.threadId}`);
    return (body as { thread: { topics: { status: string; priority: string }[] } }).thread.topics[0];
  };
  await expect.poll(topic, SOON).toMatchObject({ status: 'done', priority: 'low' });
  const uses = async () =>
    ((await asAgent(place.agent, 'GET', '/saved-replies')).body as { savedReplies: { uses: number }[] }).savedReplies;
  await expect.poll(uses, SOON).toMatchObject([{ uses: 1 }, { uses: 1 }]);
});

test('a saved reply without words does what it is for at once, and one undo takes all of it back', async () => {
  await asAgent(place.agent, 'POST', '/saved-replies', {
    id: crypto.randomUUID(),
    name: 'Urgent, mine',
    text: '',
    isPrivate: true,
    actions: { priority: 'urgent', assigneeId: 'me' },
  });
  const topic = async () => {
    const { body } = await asAgent(place.agent, 'GET', `/threads/${place.threadId}`);
    return (body as { thread: { topics: { priority: string; assigneeId: string | null }[] } }).thread.topics[0];
  };
  const ada = await openThread(place.agent);
  await composer(ada).pressSequentially('/urg');
  await ada.getByRole('option', { name: /Urgent, mine/ }).waitFor();
  await composer(ada).press('Enter');
  await expect.poll(topic, SOON).toMatchObject({ priority: 'urgent', assigneeId: place.agent.agentId });
  expect(await composer(ada).inputValue()).toBe('');
  await ada.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(topic, SOON).toMatchObject({ priority: 'none', assigneeId: null });
});
