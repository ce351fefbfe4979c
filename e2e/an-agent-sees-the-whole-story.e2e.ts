import type { TeamMessage } from '@everthread/shared/models/message';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { newKey } from '../api/test/conversations.ts';
import { newAgent, type TestAgent } from '../api/test/factories.ts';
import { newSecret, signToken } from '../api/test/identities.ts';
import { png } from '../api/test/images.ts';
import { accessibilityTroubles } from './accessible.ts';
import { launchBrowser } from './browser.ts';
import { knock } from './knock.ts';
import { beginAsVisitor, newMessageId, newPlace, type Place, uploadAs } from './people.ts';
import { windowOf } from './signed-in.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const url = (path: string) => `${inject('system').appUrl}${path}`;
const threadPath = ({ workspaceId, threadId, topicId }: Place) => `/inbox/${workspaceId}/open/${threadId}/${topicId}`;

/** An agent's window, signed in; what its sockets heard, and what should not have happened in it. */
async function watchedWindow(agent: TestAgent) {
  const page = await windowOf(browser, agent);
  const complaints: string[] = [];
  const ours = [inject('system').appUrl, inject('system').filesUrl];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('dialog', (dialog) => complaints.push(`dialog ${dialog.message()}`));
  page.on('console', (message) => {
    if (/Content Security Policy|TrustedHTML|Trusted Type/i.test(message.text())) complaints.push(message.text());
  });
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith('http') && !ours.includes(origin)) complaints.push(`request to ${request.url()}`);
  });
  const heard: string[] = [];
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => heard.push(String(payload))));
  return { page, complaints, heard };
}
type Window = Awaited<ReturnType<typeof watchedWindow>>;

const asVisitor = (
  { visitor, threadId }: Pick<Place, 'visitor' | 'threadId'>,
  path: string,
  body?: unknown,
  method = 'POST',
) => knock(`/api/visitor/threads/${threadId}${path}`, { method, headers: visitor.headers, body });

/** The visitor's socket, to say something by. */
async function socketOf({ visitor }: Place): Promise<WebSocket> {
  const { body } = await knock('/api/visitor/ticket', { method: 'POST', headers: visitor.headers, body: {} });
  const { ticket } = body as { ticket: string };
  const { apiUrl } = inject('system');
  const socket = new WebSocket(`${apiUrl.replace('http', 'ws')}/live`, ['everthread.v1', `ticket.${ticket}`]);
  await new Promise((resolve, reject) => {
    socket.onopen = resolve;
    socket.onerror = reject;
  });
  return socket;
}

const article = (page: Page, text: string) => page.getByRole('article').filter({ hasText: text }).last();
const see = (page: Page, text: string | RegExp) => page.getByText(text).first().waitFor();
const editComposer = (page: Page) => page.getByRole('textbox', { name: /Your (reply|note)/ });

async function openMenu(page: Page, text: string): Promise<void> {
  await article(page, text).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menu').waitFor();
}

/** Ada and Ben before the thread of a visitor who has written. `end`: nothing happened in their windows that should not. */
async function twoAgents() {
  const place = await newPlace('Is the **blue mug** still there? See https://shop.example/mug');
  const { actor: _, ...surroundings } = place.agent.ctx;
  const workspace = { ...surroundings, actor: { kind: 'system', workspaceId: place.agent.workspaceId } } as const;
  const ben = await newAgent(workspace, 'agent', 'Ben');
  const windows = await Promise.all([place.agent, ben].map(watchedWindow));
  const [ada, other] = windows as [Window, Window];
  for (const { page } of windows) {
    await page.goto(url(threadPath(place)));
    await see(page, 'blue mug');
  }
  return {
    ...{ place, ada: ada.page, other: other.page, heardByAda: ada.heard },
    async end() {
      expect([...ada.complaints, ...other.complaints]).toEqual([]);
      await Promise.all(windows.map(({ page }) => page.context().close()));
    },
  };
}

test('two agents see what is marked, each other, and the visitor typing; who replies is seen, who writes a note is not', async () => {
  const { place, ada, other, heardByAda, end } = await twoAgents();
  expect(await article(ada, 'blue mug').locator('strong').textContent()).toBe('blue mug');
  const link = ada.getByRole('link', { name: 'https://shop.example/mug', exact: true });
  expect(await link.getAttribute('rel')).toContain('noopener');
  expect(await link.getAttribute('target')).toBe('_blank');
  await ada.getByRole('list', { name: 'Colleagues who are here' }).getByText('Ben').waitFor();
  await other.getByRole('list', { name: 'Colleagues who are here' }).getByText('Ada').waitFor();

  const socket = await socketOf(place);
  socket.send(JSON.stringify({ type: 'typing' }));
  await ada.locator('[data-topic]').getByText('is typing…').waitFor();
  await see(ada, /Visitor \w{4} is typing…/);

  const heard: string[] = [];
  socket.onmessage = ({ data }) => heard.push(String(data));
  await other.getByRole('button', { name: 'Note' }).click();
  await other.keyboard.type('He sounds cross');
  await other.keyboard.press('Enter');
  // It is told after all that was said while it was written.
  await article(ada, 'He sounds cross').waitFor();
  const ofBen = () => heardByAda.filter((text) => /"typing".*"Ben"/.test(text));
  expect(ofBen()).toEqual([]);
  expect(heard.filter((text) => text.includes('typing'))).toEqual([]);

  await other.getByRole('button', { name: 'Reply', exact: true }).click();
  await other.keyboard.type('Ye');
  await see(ada, 'Ben is replying…');
  expect(ofBen()).not.toEqual([]);
  await expect.poll(() => heard.filter((text) => text.includes('typing'))).toHaveLength(1);
  socket.close();
  await end();
});

test('what was seen is said; what an agent wrote he changes, quotes and takes back, by key, and the team sees what it was', async () => {
  const { place, ada, other, end } = await twoAgents();
  await editComposer(ada).fill('Yes, two of them.');
  await ada.keyboard.press('Enter');
  await article(other, 'Yes, two of them.').waitFor();
  expect(await ada.getByText('Seen', { exact: true }).count()).toBe(0);
  await asVisitor(place, '/seen', { seq: 2 });
  await article(ada, 'Yes, two of them.').getByText('Seen', { exact: true }).waitFor();
  await article(other, 'Yes, two of them.').getByText('Seen', { exact: true }).waitFor();

  await editComposer(ada).focus();
  await ada.keyboard.press('ArrowUp');
  await ada.getByRole('textbox', { name: 'New words for your message' }).fill('Yes, three of them.');
  expect(await accessibilityTroubles(ada)).toEqual([]);
  await ada.keyboard.press('Enter');
  const changed = article(other, 'Yes, three of them.');
  await changed.getByRole('button', { name: 'Edited' }).click();
  await changed.getByText('Yes, two of them.').waitFor();

  await ada.keyboard.press('Escape');
  await article(ada, 'blue mug').focus();
  await ada.keyboard.press('q');
  await see(ada, /^Answers Visitor/);
  await ada.keyboard.type('This one');
  await ada.keyboard.press('Enter');
  const quote = article(other, 'This one').getByRole('button', { name: /^Go to what is quoted/ });
  await quote.click();
  await other.waitForFunction(() => document.activeElement?.textContent?.includes('blue mug'));
  const { body } = await asVisitor(place, '/messages?before=100', undefined, 'GET');
  const { messages } = body as { messages: TeamMessage[] };
  expect(messages.at(-1)?.quote?.seq).toBe(1);

  await editComposer(ada).fill('That was wrong');
  await ada.keyboard.press('Enter');
  await article(ada, 'That was wrong').getByRole('time').waitFor({ state: 'attached' });
  await openMenu(ada, 'That was wrong');
  expect(await accessibilityTroubles(ada)).toEqual([]);
  await ada.getByRole('menuitem', { name: 'Delete' }).click();
  await ada.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  const trace = article(other, 'This message was deleted');
  await trace.getByRole('button', { name: 'What it said before' }).click();
  await trace.getByText('That was wrong').waitFor();
  await openMenu(other, 'This one');
  expect(await other.getByRole('menuitem', { name: 'Edit' }).count()).toBe(0);
  await other.keyboard.press('Escape');
  await other.getByRole('menu').waitFor({ state: 'detached' });
  await other.setViewportSize({ width: 360, height: 740 });
  expect(await accessibilityTroubles(other)).toEqual([]);
  await end();
});

test('files go with a reply, by picking, pasting and dropping, and come to the other', async () => {
  const { ada, other, end } = await twoAgents();
  const picture = { name: 'mug.png', mimeType: 'image/png', buffer: Buffer.from(png([])) };
  await ada
    .locator('input[type=file]')
    .setInputFiles([
      picture,
      { name: 'price list.txt', mimeType: 'text/plain', buffer: Buffer.from('9 a piece') },
      { name: 'empty.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) },
    ]);
  await see(ada, 'This file is empty');
  await ada.getByRole('button', { name: 'Remove empty.txt' }).click();
  await ada.getByRole('button', { name: 'Send reply' }).and(ada.locator(':enabled')).waitFor();
  await editComposer(ada).fill('As promised');
  await ada.keyboard.press('Enter');
  const image = article(other, 'As promised').getByRole('img', { name: 'mug.png' });
  await image.waitFor();
  await other.waitForFunction(() => document.querySelector<HTMLImageElement>('img[alt="mug.png"]')?.naturalWidth);
  await article(other, 'As promised')
    .getByRole('button', { name: /^Download price list.txt/ })
    .waitFor();

  await image.click();
  const large = other.getByRole('dialog', { name: 'mug.png' });
  await large.getByRole('img', { name: 'mug.png' }).waitFor();
  const link = await large.getByRole('link', { name: 'Download' }).getAttribute('href');
  expect(link).toContain(inject('system').filesUrl);
  await other.keyboard.press('Escape');
  await large.waitFor({ state: 'detached' });

  await editComposer(ada).evaluate((field) => {
    const data = new DataTransfer();
    data.items.add(new File(['pasted'], 'pasted.txt'));
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await ada.getByRole('list', { name: 'Attached files' }).getByText('pasted.txt').waitFor();
  await ada.getByRole('button', { name: 'Remove pasted.txt' }).click();

  await other.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File(['for the team'], 'notes.md'));
    for (const type of ['dragover', 'drop']) {
      document.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
    }
  });
  await other.getByRole('list', { name: 'Attached files' }).getByText('notes.md').waitFor();
  await other.getByRole('button', { name: 'Send reply' }).and(other.locator(':enabled')).click();
  await article(ada, 'notes.md').waitFor();
  await other.setViewportSize({ width: 360, height: 740 });
  expect(await accessibilityTroubles(other)).toEqual([]);
  await end();
});

test('a link to a message leads to it, out of history too', async () => {
  const place = await newPlace();
  const first = { id: newMessageId(), text: 'The one that is meant' };
  await asVisitor(place, '/messages', first);
  for (let i = 0; i < 60; i++) await asVisitor(place, '/messages', { id: newMessageId(), text: `And more ${i}` });
  const { page, complaints } = await watchedWindow(place.agent);
  await page.goto(url(`${threadPath(place)}?message=${first.id}`));
  await page.waitForFunction(() => {
    const at = document.activeElement;
    return at?.matches('[data-message]') && at.textContent?.includes('The one that is meant');
  });
  const box = await article(page, 'The one that is meant').boundingBox();
  expect(box?.y).toBeGreaterThan(60);
  expect(box?.y).toBeLessThan(800);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('who was proven later is verified, and what he wrote before says that he was not', async () => {
  const place = await newPlace('Written by nobody in particular');
  const { page, complaints } = await watchedWindow(place.agent);
  await page.goto(url(threadPath(place)));
  await page.getByRole('complementary').getByText('Not verified').waitFor();
  const identityToken = await signToken(place.workspaceId, await newSecret(place.agent.ctx), {
    sub: crypto.randomUUID(),
    name: 'Grace',
  });
  const identified = await knock('/api/visitor/identify', {
    method: 'POST',
    body: { workspaceId: place.workspaceId, key: place.visitor.key, newKey: newKey(), identityToken },
  });
  expect(identified.status).toBe(200);
  await page.getByRole('complementary').getByText('Verified', { exact: true }).waitFor();
  await page.locator('[data-topic]').getByText('Grace').waitFor();
  await article(page, 'Written by nobody').getByText('Not verified when this was written').waitFor();
  expect(complaints).toEqual([]);
});

test('an owner makes a secret, sees it once, demands identity and revokes it', async () => {
  const place = await newPlace();
  const { page, complaints } = await watchedWindow(place.agent);
  await page.goto(url(`/inbox/${place.workspaceId}/identity`));
  await see(page, 'No secret yet. Create one to begin.');
  expect(await page.getByRole('switch').isDisabled()).toBe(true);
  expect(await accessibilityTroubles(page)).toEqual([]);
  await page.getByRole('button', { name: 'Create a secret' }).click();
  await see(page, /^et_id_/);
  expect(await accessibilityTroubles(page)).toEqual([]);
  await page.getByRole('button', { name: 'I have kept it' }).click();
  expect(await page.getByText(/^et_id_/).count()).toBe(0);
  await page.getByRole('button', { name: 'Create a secret' }).click();
  await see(page, 'Two secrets are live.');
  await page.getByRole('switch').check();
  await see(page, 'Saved: Who may write');
  expect((await asVisitor(place, '/messages', { id: newMessageId(), text: 'Hello?' })).status).toBe(401);
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await accessibilityTroubles(page)).toEqual([]);
  await page
    .getByRole('button', { name: /^Revoke k-/ })
    .first()
    .click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke', exact: true }).click();
  await see(page, 'That secret is revoked');
  await page.reload();
  expect(await page.getByRole('switch').isChecked()).toBe(true);
  expect(await page.getByText(/^et_id_/).count()).toBe(0);
  expect(complaints).toEqual([]);
});

const PAYLOADS = [
  '<img src=//evil.test/x onerror="window.__x=1">',
  '<svg/onload=window.__x=1>',
  '"><script>window.__x=1</script>',
  '</textarea></title></script><script src=//evil.test/x.js></script>',
  '![x](https://evil.test/pixel.png) [x](javascript:window.__x=1) <https://evil.test>',
  '[a](data:text/html,<script>window.__x=1</script>) javascript:window.__x=1 vbscript:x',
  '{{constructor.constructor("window.__x=1")()}} #{window.__x=1}',
  "'-window.__x=1-' `;window.__x=1//",
  '<a href="java&#10;script:window.__x=1">x</a><iframe srcdoc="<script>parent.__x=1</script>">',
  '\u202e\u2066<style>*{background:url(//evil.test/css)}</style><base href=//evil.test>',
];

test('C1 what strangers write is text, whichever way it comes, and nothing of theirs is loaded', async () => {
  const place = await newPlace('Harmless');
  const { workspaceId } = place;
  for (const payload of PAYLOADS) {
    const key = newKey();
    const where = { pageUrl: payload, pageTitle: payload, referrer: payload, language: payload.slice(0, 35) };
    const begun = await knock('/api/visitor/threads', {
      method: 'POST',
      body: {
        workspaceId,
        key,
        message: { id: newMessageId(), text: payload, where },
        claims: { name: payload.slice(0, 80) },
      },
    });
    expect([begun.status, begun.text]).toEqual([201, expect.any(String)]);
  }
  const hostile = await beginAsVisitor(workspaceId, PAYLOADS.join('\n'));
  const fileIds = await Promise.all(
    PAYLOADS.map((payload, i) => uploadAs(hostile, i === 0 ? png([]) : `words ${i}`, `${payload.slice(0, 90)}.png`)),
  );
  const [first] = hostile.thread.messages;
  const here = { visitor: hostile, threadId: hostile.thread.id };
  const sent = await asVisitor(here, '/messages', {
    id: newMessageId(),
    text: '',
    attachmentIds: fileIds,
    quoteId: first?.id,
  });
  expect(sent.status).toBe(201);

  const { page, complaints } = await watchedWindow(place.agent);
  await page.goto(url(`/inbox/${workspaceId}/open`));
  await see(page, 'Harmless');
  const topics = await page.locator('[data-topic]').count();
  expect(topics).toBe(PAYLOADS.length + 2);
  for (let i = 0; i < topics; i++) {
    await page.keyboard.press('j');
    await page.getByRole('article').first().waitFor();
    await page.getByRole('complementary').getByText('First seen', { exact: true }).waitFor();
    await page.waitForTimeout(100);
  }
  await page.locator(`[data-topic="${hostile.thread.topics[0]?.id}"]`).click();
  await article(page, 'onerror').getByRole('img').waitFor();
  expect(await page.getByRole('button', { name: /^Download/ }).count()).toBe(PAYLOADS.length - 1);
  expect(await page.getByRole('article').first().textContent()).toContain(PAYLOADS[0]);
  const links = await page.evaluate(() => [...document.querySelectorAll('a')].map(({ protocol }) => protocol));
  expect(links.filter((protocol) => !/^(https?|mailto|tel):$/.test(protocol))).toEqual([]);
  expect(await page.evaluate('window.__x')).toBeUndefined();
  expect(complaints).toEqual([]);
});
