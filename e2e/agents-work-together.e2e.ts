import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newAgent, newWorkspace, type TestAgent } from '../api/test/factories.ts';
import { accessibilityTroubles } from './accessible.ts';
import { launchBrowser } from './browser.ts';
import { knock } from './knock.ts';
import { beginAsVisitor, newMessageId, surroundingsOfSystem, type Visitor } from './people.ts';
import { openInbox } from './signed-in.ts';

const PATIENCE = { timeout: 30_000 };

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

type Desk = { ada: TestAgent; grace: TestAgent; visitor: Visitor; adas: Page; graces: Page; topicId: string };

/** Two agents who look at one visitor's topic, each in a browser of his own. */
async function twoAtOneTopic(...words: string[]): Promise<Desk> {
  const workspace = await newWorkspace(surroundingsOfSystem());
  const ada = await newAgent(workspace, 'owner', 'Ada');
  const grace = await newAgent(workspace, 'agent', 'Grace');
  const [first = 'The pot drips', ...others] = words;
  const visitor = await beginAsVisitor(ada.workspaceId, first);
  for (const text of others) await say(visitor, text);
  const topicId = visitor.thread.topics[0]?.id ?? '';
  const [adas, graces] = await Promise.all([ada, grace].map((agent) => openTopic(agent, visitor, topicId)));
  if (!adas || !graces) throw new Error('Two pages were opened');
  return { ada, grace, visitor, adas, graces, topicId };
}

async function openTopic(agent: TestAgent, visitor: Visitor, topicId: string): Promise<Page> {
  const page = await openInbox(browser, agent, `open/${visitor.thread.id}/${topicId}`);
  await property(page, 'Assign').waitFor(PATIENCE);
  return page;
}

async function say(visitor: Visitor, text: string): Promise<void> {
  const path = `/api/visitor/threads/${visitor.thread.id}/messages`;
  const answer = await knock(path, { method: 'POST', headers: visitor.headers, body: { id: newMessageId(), text } });
  expect(answer.status).toBe(201);
}

const property = (page: Page, label: string) => page.getByRole('button', { name: new RegExp(`^${label}:`) });
/** A property of the topic as it now is. */
const shows = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' }).waitFor(PATIENCE);
const sees = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor(PATIENCE);
const line = (page: Page, text: string) =>
  page.getByRole('region', { name: 'Messages' }).getByText(text).waitFor(PATIENCE);
const both = ({ adas, graces }: Desk, work: (page: Page) => Promise<unknown>) =>
  Promise.all([work(adas), work(graces)]);

test('two agents take a topic at one moment: one has it, the other is told who, and both see the same', async () => {
  const desk = await twoAtOneTopic();
  const { adas, graces } = desk;
  // Neither hears of the other before both have asked.
  let release = () => {};
  const bothAsked = new Promise<void>((resolve) => {
    release = resolve;
  });
  let asked = 0;
  await both(desk, (page) =>
    page.route('**/topics/*', async (route) => {
      if (route.request().method() === 'PATCH' && ++asked === 2) release();
      if (route.request().method() === 'PATCH') await bothAsked;
      await route.continue();
    }),
  );

  await both(desk, (page) => page.keyboard.press('m'));

  const lost = /Too late: (Ada|Grace) has it/;
  const loser = await Promise.any([adas, graces].map((page) => sees(page, lost).then(() => page)));
  const winner = loser === adas ? graces : adas;
  const winnersName = winner === adas ? 'Ada' : 'Grace';
  await sees(loser, `Too late: ${winnersName} has it`);
  await sees(winner, 'You have taken it');
  await both(desk, (page) => shows(page, `Assign: ${winnersName}`));
  await both(desk, (page) => line(page, `${winnersName} took it`));
});

test('a topic is handed over with a note, and its undo takes it back; the visitor learns nothing of it', async () => {
  const desk = await twoAtOneTopic();
  const { adas, graces, visitor } = desk;

  await adas.keyboard.press('Shift+A');
  await adas.getByRole('option', { name: 'Grace' }).click();
  await adas.getByLabel('Note for your team').fill('She knows pots');
  expect(await accessibilityTroubles(adas)).toEqual([]);
  await adas.keyboard.press('Enter');

  await both(desk, (page) => shows(page, 'Assign: Grace'));
  await both(desk, (page) => sees(page, 'She knows pots'));
  await both(desk, (page) => line(page, 'Ada assigned it to Grace'));

  await adas.locator('body').press('Control+z');
  await sees(adas, 'Undone');
  await both(desk, (page) => shows(page, 'Assign: Unassigned'));
  await expect.poll(() => graces.getByText('Ada assigned it to Grace').count(), PATIENCE).toBe(0);

  const path = `/api/visitor/threads/${visitor.thread.id}/changes?after=0`;
  const { text } = await knock(path, { headers: visitor.headers });
  expect(text).not.toContain('She knows pots');
  expect(text).not.toContain('Grace');
  expect(text).not.toMatch(/assignee|event|snooze|tag|priority|subject/i);
});

test('a snooze is seen by both, and ends by itself: open again, and said so', async () => {
  const desk = await twoAtOneTopic();
  const { ada, adas, topicId } = desk;

  await adas.keyboard.press('s');
  await adas.getByRole('option', { name: 'Tomorrow morning' }).click();
  await both(desk, (page) => line(page, 'Ada snoozed it until'));
  await both(desk, (page) => shows(page, /^Snooze: Until/));

  const until = new Date(Date.now() + 2_000).toISOString();
  const answer = await knock(`/api/workspaces/${ada.workspaceId}/topics/${topicId}`, {
    method: 'PATCH',
    headers: { cookie: ada.cookie },
    body: { id: crypto.randomUUID(), status: 'snoozed', snoozedUntil: until },
  });
  expect(answer.status).toBe(200);

  await both(desk, (page) => line(page, 'Its snooze ended'));
  await both(desk, (page) => shows(page, 'Snooze: Not snoozed'));
});

test('a snooze until the visitor writes ends with his message', async () => {
  const desk = await twoAtOneTopic();
  const { adas, visitor } = desk;
  await property(adas, 'Snooze').click();
  await adas.getByRole('option', { name: 'Until the visitor writes' }).click();
  await both(desk, (page) => shows(page, 'Snooze: Until the visitor writes'));

  await say(visitor, 'Hello again');

  await both(desk, (page) => shows(page, 'Snooze: Not snoozed'));
});

test('a topic is split at a message, put back, split again and merged, as seen by both', async () => {
  const desk = await twoAtOneTopic('The pot drips', 'And where is my invoice?', 'The tax office asks');
  const { adas, graces, visitor } = desk;
  const begins = (page: Page) => page.getByText(/^New topic ·/);
  const split = async () => {
    const message = adas.locator('[data-message]').filter({ hasText: 'And where is my invoice?' });
    await message.hover();
    await message.getByRole('button', { name: 'More about this message' }).click();
    await adas.getByRole('menuitem', { name: 'Begin a new topic here' }).click();
    await both(desk, (page) => begins(page).waitFor(PATIENCE));
  };

  await split();
  await both(desk, (page) => line(page, 'Ada split the topic in two'));
  await adas.locator('body').press('Control+z');
  await both(desk, (page) => begins(page).waitFor({ ...PATIENCE, state: 'detached' }));

  await split();
  expect(await graces.locator('[data-topic]').count()).toBe(2);
  await adas.keyboard.press('Control+k');
  await adas.getByRole('combobox').fill('merge');
  await adas.getByRole('option', { name: 'Merge into another topic' }).click();
  await adas.getByRole('option', { name: 'The tax office asks' }).click();
  await both(desk, (page) => begins(page).waitFor({ ...PATIENCE, state: 'detached' }));
  await both(desk, (page) => expect.poll(() => page.locator('[data-topic]').count(), PATIENCE).toBe(1));
  await both(desk, (page) => line(page, 'Ada merged two topics'));

  const changes = await knock(`/api/visitor/threads/${visitor.thread.id}/changes?after=0`, {
    headers: visitor.headers,
  });
  const { messages } = changes.body as { messages: { topicId: string; seq: number }[] };
  expect(new Set(messages.map(({ topicId }) => topicId)).size).toBe(1);
  expect(messages.map(({ seq }) => seq).toSorted()).toEqual([1, 2, 3]);
});

test('everything about a topic can be set by keyboard alone', async () => {
  const desk = await twoAtOneTopic();
  const { adas } = desk;
  const choose = async (key: string, typed: string) => {
    await adas.locator('body').press(key);
    await adas.getByRole('combobox').waitFor(PATIENCE);
    await adas.keyboard.type(typed);
    await adas.getByRole('option').first().waitFor(PATIENCE);
    await adas.keyboard.press('Enter');
    await adas.getByRole('combobox').waitFor({ ...PATIENCE, state: 'detached' });
  };

  await choose('p', 'urg');
  await both(desk, (page) => shows(page, 'Priority: Urgent'));
  await choose('t', 'Billing');
  await both(desk, (page) => shows(page, 'Tags: Billing'));
  await choose('a', 'gra');
  await both(desk, (page) => shows(page, 'Assign: Grace'));
  await adas.locator('body').press('f');
  await both(desk, (page) => shows(page, '1 follower: Ada'));
  expect(await accessibilityTroubles(adas)).toEqual([]);
});
