import { WorkspaceId } from '@everthread/shared/models/ids';
import { asc, eq } from 'drizzle-orm';
import type { BrowserContext, Frame, Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import { inWorkspace } from '../api/src/db/in-workspace.ts';
import { messages } from '../api/src/db/schema/messages.ts';
import { surroundingsOfSystem } from './people.ts';

export const PATIENCE = { timeout: 30_000 };

/** A page that has the widget on it. */
export const shopHtml = (workspaceId: string, attributes = '', head = '') =>
  `<!doctype html><html lang="en"><head><title>Lamps</title>
    <meta name="viewport" content="width=device-width">${head}
    <script async src="${inject('system').appUrl}/w.js" data-workspace="${workspaceId}" ${attributes}></script>
    </head><body><p>A shop</p></body></html>`;

/** The messenger's frame, once it is there. */
export async function messengerIn(page: Page): Promise<Frame> {
  const find = () => page.frames().find((frame) => frame.url().startsWith(`${inject('system').appUrl}/m?`));
  await expect.poll(find, PATIENCE).toBeDefined();
  return find() as Frame;
}

export async function openShop(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForFunction('window.Everthread?.isReady');
  return page;
}

export const field = (messenger: Frame) => messenger.locator('textarea');
export const draft = (messenger: Frame) => field(messenger).inputValue();

/** Opens the messenger, and waits until it has its own composer. */
export async function openMessenger(page: Page): Promise<Frame> {
  await page.evaluate("Everthread('open')");
  const messenger = await messengerIn(page);
  await field(messenger).waitFor();
  await expect.poll(() => messenger.evaluate(() => document.activeElement?.localName), PATIENCE).toBe('textarea');
  return messenger;
}

export async function write(messenger: Frame, text: string): Promise<void> {
  await field(messenger).fill(text);
  await field(messenger).press('Enter');
  await messenger.getByText(text, { exact: true }).last().waitFor();
}

export const bubbles = (messenger: Frame) => messenger.locator('.bubble').allTextContents();
export const seesBubbles = (messenger: Frame, texts: string[]) =>
  expect.poll(() => bubbles(messenger), PATIENCE).toEqual(texts);
export const isAllSent = (messenger: Frame) =>
  expect.poll(() => messenger.locator('.sending, .failed').count(), PATIENCE).toBe(0);

/** What the team has got, in order. */
export async function storedTexts(workspaceId: string): Promise<string[]> {
  const ctx = {
    ...surroundingsOfSystem(),
    actor: { kind: 'system', workspaceId: WorkspaceId.parse(workspaceId) },
  } as const;
  const [rows] = await inWorkspace(ctx, [
    ctx.db
      .select({ text: messages.text })
      .from(messages)
      .where(eq(messages.workspaceId, ctx.actor.workspaceId))
      .orderBy(asc(messages.seq)),
  ]);
  return rows.map(({ text }) => text);
}
