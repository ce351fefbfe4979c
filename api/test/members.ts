import { expect } from 'vitest';
import { newBrowser, type Worker } from './browser.ts';
import { type Mailbox, tokenIn } from './mailbox.ts';

export const PASSWORD = 'correct horse battery';

let last = 0;
/** An address that no other test uses. */
export const newAddress = () => `person-${process.pid}-${Date.now()}-${last++}@example.com`;

/** Somebody who has signed up and confirmed, with the browser in which he did. */
export async function newMember(worker: Worker, mailbox: Mailbox, email = newAddress(), password = PASSWORD) {
  const browser = newBrowser(worker);
  const signUp = { name: 'Ada', email, password, workspaceName: 'Teapots & Co' };
  expect(await browser.post('/api/account/sign-up', signUp)).toMatchObject({ status: 202 });
  const token = tokenIn(mailbox.mailsTo(email).at(-1));
  const confirmed = await browser.post('/api/account/confirm', { token, password });
  expect(confirmed.status).toBe(200);
  const me = confirmed.body as { user: { id: string }; workspaces: { id: string; agentId: string }[] };
  return { browser, email, password, me, confirmed, token };
}
